using Slipway.Checklists.Meaning.Commands;
using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Meaning;

public sealed class EffectTests
{
    [Theory]
    [InlineData("kubectl -n prod get pods", Effect.Reads)]
    [InlineData("kubectl get pods -n prod --watch", Effect.Reads)]
    [InlineData("kubectl apply -f web.yaml", Effect.Changes)]
    [InlineData("kubectl delete pod web-1", Effect.Destroys)]
    [InlineData("docker compose -f a.yml --profile x up -d web", Effect.Changes)]
    [InlineData("docker compose -f a.yml ps", Effect.Reads)]
    [InlineData("docker compose exec -T db psql -U app -c \"SELECT 1\"", Effect.Reads)]
    [InlineData("docker compose exec db psql -U app -c \"DROP TABLE a\"", Effect.Destroys)]
    [InlineData("docker compose down -v", Effect.Destroys)]
    [InlineData("psql $URL -c \"UPDATE flags SET on = true\"", Effect.Changes)]
    [InlineData("psql -c 'select count(*) from a; delete from a'", Effect.Destroys)]
    [InlineData("redis-cli -h cache PING", Effect.Reads)]
    [InlineData("redis-cli FLUSHALL", Effect.Destroys)]
    [InlineData("git log -1", Effect.Reads)]
    [InlineData("git tag", Effect.Reads)]
    [InlineData("git tag -a v1 -m x", Effect.Changes)]
    [InlineData("git push origin main --force", Effect.Destroys)]
    [InlineData("terraform plan", Effect.Reads)]
    [InlineData("terraform -chdir=infra destroy", Effect.Destroys)]
    [InlineData("curl -f https://a.test/health", Effect.Reads)]
    [InlineData("curl -X POST https://a.test/flush", Effect.Changes)]
    [InlineData("curl -d x=1 https://a.test", Effect.Changes)]
    [InlineData("curl -s -o /dev/null -w '%{http_code}' https://a.test", Effect.Reads)]
    [InlineData("echo hello", Effect.Reads)]
    [InlineData("echo hello > file", Effect.Changes)]
    [InlineData("ls 2>/dev/null | wc -l", Effect.Reads)]
    [InlineData("pg_dump shop > shop.sql", Effect.Changes)]
    [InlineData("ls && rm -rf build", Effect.Destroys)]
    [InlineData("echo $(rm -rf /tmp/x)", Effect.Destroys)]
    [InlineData("sudo -u postgres psql -c 'select 1'", Effect.Reads)]
    [InlineData("bash -c 'kubectl delete ns old'", Effect.Destroys)]
    [InlineData("ssh -i key ops@web01 sudo systemctl status web", Effect.Reads)]
    [InlineData("ssh web01 'systemctl restart web'", Effect.Changes)]
    [InlineData("timeout 30 kubectl rollout status deploy/web", Effect.Reads)]
    [InlineData("time curl -s https://a.test/health", Effect.Reads)]
    [InlineData("npx prisma migrate deploy", Effect.Changes)]
    [InlineData("npx prisma migrate status", Effect.Reads)]
    [InlineData("aws s3 sync dist s3://b --delete", Effect.Destroys)]
    [InlineData("aws --profile prod s3 ls", Effect.Reads)]
    [InlineData("./scripts/deploy.sh", Effect.Changes)]
    [InlineData("unheard-of --status", Effect.Changes)]
    [InlineData("./bin/test", Effect.Changes)]
    [InlineData("scripts/echo all", Effect.Changes)]
    [InlineData("/usr/bin/kubectl get pods", Effect.Reads)]
    [InlineData("./gradlew test", Effect.Reads)]
    [InlineData("for i in 1 2 3; do curl -s https://a.test; done", Effect.Reads)]
    [InlineData("if ! systemctl is-active web; then systemctl restart web; fi", Effect.Changes)]
    [InlineData("Get-Service web", Effect.Reads)]
    [InlineData("Remove-Item c:\\data -Recurse", Effect.Destroys)]
    public void a_command_does_what_the_worst_of_its_calls_does(string command, Effect effect) =>
        CommandMeaning.Of(command, ToolTable.For([])).Effect.ShouldBe(effect, command);

    [Theory]
    [InlineData("mytool status", Effect.Reads)]
    [InlineData("mytool deploy", Effect.Changes)]
    [InlineData("kubectl get pods", Effect.Changes)]
    public void the_operators_own_tools_win(string command, Effect effect)
    {
        var tools = ToolTable.For([new("mytool status", Effect.Reads), new("kubectl get", Effect.Changes)]);

        CommandMeaning.Of(command, tools).Effect.ShouldBe(effect);
    }

    [Theory]
    [InlineData("vim /etc/hosts", Hazard.Interactive)]
    [InlineData("psql shop", Hazard.Interactive)]
    [InlineData("ssh web01", Hazard.Interactive)]
    [InlineData("openssl s_client -connect a.test:443", Hazard.Interactive)]
    [InlineData("docker logs -f web", Hazard.NeverEnds)]
    [InlineData("kubectl logs -f deploy/web", Hazard.NeverEnds)]
    [InlineData("ping a.test", Hazard.NeverEnds)]
    [InlineData("watch -n 5 kubectl get pods", Hazard.NeverEnds)]
    [InlineData("ssh web01 uptime", Hazard.Remote)]
    [InlineData("sudo systemctl restart web", Hazard.Privileged)]
    [InlineData("rm -rf /srv/old", Hazard.Destroys)]
    [InlineData("git checkout <previous-tag>", Hazard.Placeholder)]
    [InlineData("curl https://api.yourdomain.com", Hazard.Placeholder)]
    [InlineData("export TOKEN=YOUR_TOKEN", Hazard.Placeholder)]
    [InlineData("curl https://a.test/health", Hazard.HidesFailure)]
    [InlineData("./migrate.sh || true", Hazard.HidesFailure)]
    [InlineData("journalctl -u web | grep -i error", Hazard.WrongPolarity)]
    [InlineData("mysql -u root -pS3cret -e 'select 1'", Hazard.SecretOnCommandLine)]
    [InlineData("psql postgres://app:hunter22@db/shop -c 'select 1'", Hazard.SecretOnCommandLine)]
    public void a_hazard_is_seen(string command, Hazard hazard) =>
        HazardRules.Of(CommandMeaning.Of(command, ToolTable.For([]))).ShouldContain(hazard, command);

    [Theory]
    [InlineData("ping -c 3 a.test", Hazard.NeverEnds)]
    [InlineData("docker logs --tail 50 web", Hazard.NeverEnds)]
    [InlineData("timeout 30 tail -f app.log", Hazard.NeverEnds)]
    [InlineData("tail -f app.log | grep -m1 started", Hazard.NeverEnds)]
    [InlineData("psql shop < fix.sql", Hazard.Interactive)]
    [InlineData("psql shop -c 'select 1'", Hazard.Interactive)]
    [InlineData("docker ps --format '{{.Names}}'", Hazard.Placeholder)]
    [InlineData("sort < in.txt > out.txt", Hazard.Placeholder)]
    [InlineData("go vet ./...", Hazard.Placeholder)]
    [InlineData("echo ${HOME} $USER", Hazard.Placeholder)]
    [InlineData("curl -f https://a.test/health", Hazard.HidesFailure)]
    [InlineData("curl -s -o /dev/null -w '%{http_code}' https://a.test", Hazard.HidesFailure)]
    [InlineData("psql postgres://app:$PASSWORD@db/shop -c 'select 1'", Hazard.SecretOnCommandLine)]
    [InlineData("grep -c error app.log", Hazard.WrongPolarity)]
    public void a_harmless_command_is_not_suspected(string command, Hazard hazard) =>
        HazardRules.Of(CommandMeaning.Of(command, ToolTable.For([]))).ShouldNotContain(hazard, command);
}
