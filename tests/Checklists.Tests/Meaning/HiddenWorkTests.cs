using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Meaning;

/// <summary>Programs that only read, with arguments that do not.</summary>
public sealed class HiddenWorkTests
{
    [Theory]
    [InlineData("sed 'w F' f")]
    [InlineData("sed -n '1e touch x' f")]
    [InlineData("sed 's/a/b/w out' f")]
    [InlineData("awk 'BEGIN{system(\"touch x\")}'")]
    [InlineData("awk '{print > \"F\"}' f")]
    [InlineData("find . -fprint F")]
    [InlineData("git log --output=F")]
    [InlineData("git -c core.fsmonitor='touch x' status")]
    [InlineData("git tag v9")]
    [InlineData("git branch new")]
    [InlineData("git remote remove x")]
    [InlineData("sort -o F f")]
    [InlineData("uniq f F")]
    [InlineData("ls 1<>F")]
    [InlineData("source evil.sh")]
    [InlineData(". evil.sh")]
    [InlineData("trap 'touch x' EXIT; ls")]
    [InlineData("alias ls='rm -rf'; ls x")]
    [InlineData("PATH=/evil:$PATH ls")]
    [InlineData("export PATH=/evil; ls")]
    [InlineData("LD_PRELOAD=/x.so ls")]
    [InlineData("PAGER='touch x' git log")]
    [InlineData("test -v 'a[$(touch x)]'")]
    [InlineData("printf -v 'a[$(touch x)]' x")]
    [InlineData("date -s 2020")]
    [InlineData("hostname newname")]
    [InlineData("ip link delete eth0")]
    [InlineData("journalctl --rotate")]
    [InlineData("dmesg -C")]
    [InlineData("tar -tf a --to-command=touch")]
    [InlineData("rg --pre touch x")]
    [InlineData("ssh -o ProxyCommand=touch h ls")]
    [InlineData("sqlite3 x.db \"select writefile('x','y')\"")]
    [InlineData("terraform plan -out=f")]
    public void an_argument_that_writes_or_runs_makes_a_reader_change(string command) =>
        (EffectOf(command) >= Effect.Changes).ShouldBeTrue();

    [Theory]
    [InlineData("sed -n '1,5p' f")]
    [InlineData("sed 's/a/b/g' f")]
    [InlineData("awk '{print $1}' f")]
    [InlineData("awk '{ print $1 \" GB\" }' f")]
    [InlineData("find . -name x")]
    [InlineData("git log -1 --oneline")]
    [InlineData("git tag --list")]
    [InlineData("git branch -a")]
    [InlineData("git remote -v")]
    [InlineData("sort f | uniq -c")]
    [InlineData("date +%s")]
    [InlineData("date -d yesterday +%F")]
    [InlineData("hostname -f")]
    [InlineData("ip addr show")]
    [InlineData("tar -tf a.tgz")]
    [InlineData("test -s f")]
    [InlineData("export STAGE=prod; ls")]
    public void what_only_looks_still_reads(string command) => EffectOf(command).ShouldBe(Effect.Reads);

    [Fact]
    public void the_operators_word_on_a_tool_is_final() =>
        Written
            .Plan("# T\n\n```sh\nsed 'w F' f\n```\n", settings: Settings.None with { Tools = [new ToolSpec("sed", Effect.Reads)] })
            .Items[0]
            .Effect.ShouldBe(Effect.Reads);

    private static Effect EffectOf(string command) => Written.Plan($"# T\n\n```sh\n{command}\n```\n").Items.Max(it => it.Effect);
}
