using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class ServiceCheckTests : CheckContract, IClassFixture<Pm2Server>
{
    private const string Deployment = """
        {"metadata":{"generation":4},"spec":{"replicas":3,"selector":{"matchLabels":{"app":"shop"}},"template":{"spec":{"containers":[{"image":"shop:2"}]}}},
        "status":{"observedGeneration":4,"replicas":3,"updatedReplicas":3,"readyReplicas":3}}
        """;

    private const string Container = """
        [{"RestartCount":2,"Config":{"Image":"shop:2"},"State":{"Status":"running","ExitCode":0,"StartedAt":"2026-01-01T10:00:00.123456789Z","Health":{"Status":"healthy"}}}]
        """;

    private const string Unit = """
        Id=shop.service
        LoadState=loaded
        ActiveState=active
        SubState=running
        Result=success
        NRestarts=0
        ActiveEnterTimestamp=@1700000000
        UnitFileState=enabled
        NeedDaemonReload=no
        """;

    private const string Pod = """
        {"metadata":{},"spec":{"containers":[{"image":"shop:2"}]},"status":{"phase":"Running","containerStatuses":
        [{"ready":true,"restartCount":5,"state":{"running":{"startedAt":"2026-01-01T10:00:00Z"}}}]}}
        """;

    private readonly Pm2Server _pm2;

    public ServiceCheckTests(Pm2Server pm2)
    {
        _pm2 = pm2;
        Folder.WriteProgram("silent/systemctl", "exec sleep 300");
        Folder.WriteProgram("bin/docker", "yes x");
    }

    protected override ICheck Check => CheckKinds.All["service"];

    protected override CheckSpec Answering => Pm2("name", "shop,mail");

    protected override CheckSpec Silent => Spec("supervisor", "systemd", "name", "silent");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Pm2("name", "nosuch"),
            Pm2("name", "bad"),
            Pm2("name", "shop", "least", "3"),
            Spec("supervisor", "docker", "name", "shop"),
            Spec("supervisor", "kubernetes", "name", "deployment/shop"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile => [Spec("supervisor", "compose", "name", "flood")];

    [Fact(Timeout = 60_000)]
    public async Task pm2_says_what_runs_and_what_ended_and_nothing_of_its_variables()
    {
        var seen = await LookAsync(Pm2("name", "shop,mail", "least", "1", "most-restarts", "0"));
        (seen.Flaws!.Count, seen.Value).ShouldBe((0, new Quantity(3, "")));
        seen.Body!.ShouldNotContain("s3cret");

        (await LookAsync(Pm2("name", "bad"))).Flaws.ShouldHaveSingleItem().ShouldBe("bad is stopped");
        (await LookAsync(Pm2("name", "mail", "up-for", "1h"))).Flaws!.ShouldHaveSingleItem().ShouldEndWith(" shorter than 1h");
        (await LookAsync(Pm2("name", "mail", "least", "2"))).Flaws.ShouldHaveSingleItem().ShouldBe("of mail 1 run, fewer than 2");
    }

    [Fact(Timeout = 60_000)]
    public async Task where_no_pm2_runs_none_is_started()
    {
        var seen = await Check.LookAsync(Pm2("name", "shop"), Here(TimeSpan.FromSeconds(10)) with { Variables = Home(Folder.Path) }, Ct);

        seen.Problem!.ShouldContain("No pm2 is running");
        Directory.Exists(Folder[".pm2"]).ShouldBeFalse();
    }

    [Theory(Timeout = 30_000)]
    [InlineData("active", "active", null)]
    [InlineData("active", "failed", "shop is failed (running)")]
    [InlineData("loaded", "not-found", "shop is no unit that is there")]
    [InlineData("NeedDaemonReload=no", "NeedDaemonReload=yes", "shop is active (running), but its file has changed since it was read")]
    [InlineData("NRestarts=0", "NRestarts=7", "shop was started again 7 times, more than 0")]
    [InlineData("UnitFileState=enabled", "UnitFileState=disabled", "shop does not start with the machine")]
    [InlineData("ActiveEnterTimestamp=@1700000000", "ActiveEnterTimestamp=", "?since when it runs")]
    [InlineData("NRestarts=0", "NRestarts=[not set]", "?how often it was started again")]
    [InlineData("ActiveState=active", "", "?in which state shop is")]
    public async Task a_unit_of_systemd_is_held_against_what_is_demanded(string was, string becomes, string? flaw) =>
        await ShouldSayAsync(
            flaw,
            "systemctl",
            Unit.Replace(was, becomes, StringComparison.Ordinal),
            "systemd",
            "name",
            "shop",
            "most-restarts",
            "0",
            "up-for",
            "1m",
            "enabled",
            "yes"
        );

    [Theory(Timeout = 30_000)]
    [InlineData("healthy", "healthy", null)]
    [InlineData("healthy", "unhealthy", "shop is running (unhealthy)")]
    [InlineData("\"running\",\"ExitCode\":0", "\"exited\",\"ExitCode\":137", "shop is exited (healthy) with code 137")]
    [InlineData("\"RestartCount\":2", "\"RestartCount\":3", "shop was started again 3 times, more than 2")]
    [InlineData("shop:2", "shop:1", "shop runs shop:1, not shop:2")]
    [InlineData("2026-01-01", "0001-01-01", "?since when it runs")]
    [InlineData("[{", "[{},{", "?which container shop is")]
    [InlineData("}]", "", "?no JSON")]
    public async Task a_container_of_docker_is_held_against_what_is_demanded(string was, string becomes, string? flaw) =>
        await ShouldSayAsync(
            flaw,
            "docker",
            Container.Replace(was, becomes, StringComparison.Ordinal),
            "docker",
            "name",
            "shop",
            "most-restarts",
            "2",
            "up-for",
            "1m",
            "image",
            "shop:2"
        );

    [Theory(Timeout = 30_000)]
    [InlineData("""{"Service":"shop","State":"running","Health":"healthy"}""", null)]
    [InlineData("""[{"Service":"shop","State":"running"}]""", null)]
    [InlineData("""{"Service":"shop","State":"restarting"}""", "shop is restarting")]
    [InlineData("", "?does not say anything of shop")]
    [InlineData("""{"Service":"other","State":"running"}""", "?does not say anything of shop")]
    [InlineData("""{"Service":"shop"}""", "?which state")]
    [InlineData("""{"Service":"shop","State":"running"}""" + "\nhalf", "?no JSON")]
    public async Task a_service_of_compose_is_held_against_what_is_demanded(string answer, string? flaw) =>
        await ShouldSayAsync(flaw, "docker", answer, "compose", "name", "shop");

    [Theory(Timeout = 30_000)]
    [InlineData("3", "3", null)]
    [InlineData("\"readyReplicas\":3", "\"readyReplicas\":2", "deployment/shop is 2 of 3 ready, 3 of 3 updated")]
    [InlineData(",\"readyReplicas\":3", "", "deployment/shop is 0 of 3 ready, 3 of 3 updated")]
    [InlineData("\"replicas\":3,\"upd", "\"replicas\":4,\"upd", "deployment/shop is 3 of 3 ready, 3 of 3 updated, 1 of before still there")]
    [InlineData(
        "\"generation\":4",
        "\"generation\":5",
        "deployment/shop is not yet observed as it was last written, 3 of 3 ready, 3 of 3 updated"
    )]
    [InlineData("\"replicas\":3,\"sel", "\"replicas\":0,\"sel", "deployment/shop is scaled to 0")]
    [InlineData("shop:2", "shop:1", "deployment/shop runs shop:1, not shop:2")]
    [InlineData("\"observedGeneration\":4,", "", "?which generation was observed")]
    [InlineData("\"replicas\":3,\"sel", "\"sel", "?how many of deployment/shop are desired")]
    public async Task a_workload_of_kubernetes_is_held_against_what_is_demanded(string was, string becomes, string? flaw) =>
        await ShouldSayAsync(
            flaw,
            "kubectl",
            Deployment.Replace(was, becomes, StringComparison.Ordinal),
            "kubernetes",
            "name",
            "deployment/shop",
            "image",
            "shop:2"
        );

    [Theory(Timeout = 30_000)]
    [InlineData("Running", "Running", null)]
    [InlineData("\"ready\":true", "\"ready\":false", "pod/shop is Running, 0 of 1 containers ready")]
    [InlineData("Running", "Succeeded", "pod/shop is Succeeded, 1 of 1 containers ready")]
    [InlineData(
        "\"metadata\":{}",
        "\"metadata\":{\"deletionTimestamp\":\"2026-01-01T00:00:00Z\"}",
        "pod/shop is Running, 1 of 1 containers ready, being deleted"
    )]
    [InlineData("\"restartCount\":5,", "", "?how often the containers of pod/shop were started again")]
    public async Task a_pod_of_kubernetes_is_held_against_what_is_demanded(string was, string becomes, string? flaw) =>
        await ShouldSayAsync(
            flaw,
            "kubectl",
            Pod.Replace(was, becomes, StringComparison.Ordinal),
            "kubernetes",
            "name",
            "pod/shop",
            "up-for",
            "1m"
        );

    [Fact(Timeout = 30_000)]
    public async Task restarts_of_a_workload_are_those_of_its_pods()
    {
        Folder.Write("bin/one", Deployment);
        Folder.Write("bin/many", $$"""{"items":[{{Pod}}]}""");
        Folder.WriteProgram(
            "bin/kubectl",
            """case "$*" in *"get pods --selector=app=shop "*) cat "${0%/*}/many" ;; *) cat "${0%/*}/one" ;; esac"""
        );

        var seen = await LookAsync(Spec("supervisor", "kubernetes", "name", "deployment/shop", "most-restarts", "4"));

        seen.Flaws.ShouldHaveSingleItem().ShouldBe("deployment/shop was started again 5 times, more than 4");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("exit 1", "docker ended with code 1.")]
    [InlineData("echo '[]'; echo 'no such container' >&2; exit 1", "docker ended with code 1: no such container")]
    [InlineData("true", "docker wrote what is no JSON.")]
    [InlineData("yes '{}'", "?")]
    public async Task a_supervisor_that_fails_or_never_ends_is_not_seen(string lines, string why)
    {
        Folder.WriteProgram("bin/docker", lines);

        var seen = await LookAsync(Spec("supervisor", "docker", "name", "shop"), TimeSpan.FromMilliseconds(300));

        seen.Looking.ShouldBe(Looking.CouldNotLook);
        seen.Problem!.ShouldContain(why == "?" ? "No answer within" : why);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("supervisor=compose up-for=1h", "up-for is for systemd, docker, pm2, kubernetes; compose does not know it")]
    [InlineData("supervisor=kubernetes name=shop", "name is deployment/NAME")]
    [InlineData("supervisor=kubernetes name=deployment/shop up-for=1h", "only pods say")]
    [InlineData("supervisor=docker name=--all", "begins with no hyphen")]
    [InlineData("supervisor=init name=shop", "supervisor is one of")]
    public async Task what_a_supervisor_does_not_know_is_a_fault(string settings, string fault) =>
        (
            await LookAsync(
                Spec([.. $"name=shop {settings}".Split(' ').Select(it => it.Split('=')).GroupBy(it => it[0]).SelectMany(it => it.Last())])
            )
        ).Problem!.ShouldContain(fault);

    protected override Surroundings Here(TimeSpan limit) => base.Here(limit) with { Variables = Home(_pm2.Home) };

    private async Task ShouldSayAsync(string? flaw, string program, string answer, string supervisor, params string[] settings)
    {
        Folder.Write("bin/answer", answer);
        Folder.WriteProgram($"bin/{program}", """cat "${0%/*}/answer" """);

        var seen = await LookAsync(Spec(["supervisor", supervisor, .. settings]));

        if (flaw?.StartsWith('?') == true)
        {
            seen.Looking.ShouldBe(Looking.CouldNotLook);
            seen.Problem!.ShouldContain(flaw[1..]);
        }
        else
        {
            (seen.Flaws ?? [$"not seen: {seen.Problem}"]).ShouldBe(flaw is null ? [] : [flaw]);
        }
    }

    private Dictionary<string, string> Home(string folder) =>
        new(StringComparer.Ordinal)
        {
            ["HOME"] = folder,
            ["PATH"] = $"{Folder["bin"]}:{(Silences ? $"{Folder["silent"]}:" : "")}{_pm2.Path}",
        };

    private bool Silences => !File.Exists(Folder["bin/systemctl"]);

    private CheckSpec Pm2(params string[] settings) => Spec(["supervisor", "pm2", .. settings]);
}
