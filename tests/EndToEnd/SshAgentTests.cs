using System.Diagnostics;
using Slipway.Testing;

namespace Slipway.EndToEnd;

/// <summary>A person signs with a key whose private half only ssh-agent has.</summary>
public sealed class SshAgentTests : IDisposable
{
    private readonly Workplace _work = new();
    private Process? _agent;

    public void Dispose()
    {
        _agent?.Kill();
        _agent?.WaitForExit();
        _agent?.Dispose();
        _work.Dispose();
    }

    [Fact(Timeout = 120_000)]
    public async Task what_the_agent_signs_opens_the_gate_and_is_verified_and_without_the_agent_nothing_is_signed()
    {
        Needed.OrFail(File.Exists("/usr/bin/ssh-agent"), "ssh-agent", "openssh-client");
        await BeginAsync();
        (await SlipwayAsync("run", "night.md", "--yes", "--no-input", "--by", "Olga")).ExitCode.ShouldBe(3);
        var without = await _work.SlipwayAsync(["sign", Path.GetFileName(_work.Run), "5", "--as", "Ada", "--ssh", "id.pub", "--yes"]);
        without.ExitCode.ShouldNotBe(0);
        without.Err.ShouldContain("ssh-keygen did not sign with");

        var signed = await SlipwayAsync("sign", Path.GetFileName(_work.Run), "5", "--as", "Ada", "--ssh", "id.pub", "--yes");

        signed.ExitCode.ShouldBe(0, signed.Err);
        var ended = await SlipwayAsync("resume", "--no-input", "--by", "Olga");
        ended.ExitCode.ShouldBe(0, ended.Err);
        _work.Filled.ShouldContain("- [x] Lead: Ada");
        _work.Journal.ShouldContain("BEGIN SSH SIGNATURE");
        var verified = await _work.SlipwayAsync("verify");
        verified.ExitCode.ShouldBe(0, verified.Out);
        verified.Out.ShouldContain("1 signatures of people with their keys");
    }

    /// <summary>The private half goes to the agent, and then away.</summary>
    private async Task BeginAsync()
    {
        _work
            .With("night.md", "# Night\n\n## Sign-offs\n\n- [ ] Lead: ____________\n")
            .With(
                "slipway.yaml",
                """
                people:
                  - {name: Ada, roles: [Lead], keys: [{key: id.pub}]}
                  - {name: Olga, roles: [Operator]}
                environments:
                  prod: {signatures: by-key}
                """
            );
        (await _work.BashAsync("ssh-keygen -q -t ed25519 -N '' -f id")).ExitCode.ShouldBe(0);
        _agent = Process.Start(
            new ProcessStartInfo("ssh-agent", ["-D", "-a", Socket]) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        await Workplace.UntilAsync(() => File.Exists(Socket));
        var added = await _work.BashAsync($"SSH_AUTH_SOCK={Socket} ssh-add -q id && rm id");
        added.ExitCode.ShouldBe(0, added.Err);
    }

    private string Socket => _work.In("agent.sock");

    private Task<Ended> SlipwayAsync(params string[] arguments) =>
        _work.SlipwayAsync(new Dictionary<string, string> { ["SSH_AUTH_SOCK"] = Socket }, arguments);
}
