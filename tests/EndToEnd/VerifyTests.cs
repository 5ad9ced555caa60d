using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;

namespace Slipway.EndToEnd;

/// <summary>A record convinces somebody who has the record, a public key, and nothing else.</summary>
[SupportedOSPlatform("linux")]
[Trait("Promise", "9")]
public sealed class VerifyTests : IDisposable
{
    private const string Night = """
        # Night

        - [ ] **Smoke**
          ```bash
          echo 7
          ```

          Expected: `7`
        - [ ] The notes were read

        Manual interventions: ____
        """;

    private readonly Workplace _work = new();

    private string Key => Path.Combine(_work.Keys, "installation.pub");

    [Fact]
    public async Task a_record_is_signed_exported_and_verified_elsewhere_and_by_public_tools()
    {
        await RunAsync();
        File.GetUnixFileMode(Path.Combine(_work.Keys, "installation.pem")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var here = await _work.SlipwayAsync("verify");
        here.ExitCode.ShouldBe(0, here.Out + here.Err);
        here.Out.ShouldStartWith("HOLDS: ");

        (await _work.SlipwayAsync("export", "--to", "night.zip")).ExitCode.ShouldBe(0);
        using var elsewhere = new Workplace();
        File.Copy(_work.In("night.zip"), elsewhere.In("night.zip"));
        File.Copy(Key, elsewhere.In("installation.pub"));
        var there = await elsewhere.SlipwayAsync("verify", "night.zip", "--key", "installation.pub", "--format", "json");
        there.ExitCode.ShouldBe(0, there.Out + there.Err);
        var told = JsonNode.Parse(there.Out)!;
        told["verdict"]!.GetValue<string>().ShouldBe("holds");
        told["outcome"]!.GetValue<string>().ShouldBe("go");
        told["parts"]!
            .AsArray()
            .Select(it => it!["subject"]!.GetValue<string>())
            .ShouldBe(["chain", "statement", "checkpoints", "files", "evidence", "replay", "bundle"]);

        var script = await PublicToolsAsync(_work.Run, Key);
        script.Code.ShouldBe(0, script.Said);
        script.Said.ShouldEndWith("HOLDS\n");
    }

    [Fact]
    public async Task whatever_is_changed_is_found_with_its_place_by_both()
    {
        await RunAsync();
        foreach (
            var (file, from, to) in ((string, string, string)[])
                [
                    ("journal.jsonl", "\"exitCode\":0", "\"exitCode\":1"),
                    ("checklist.md", "[x] The notes", "[ ] The notes"),
                    ("report.md", "GO", "NO"),
                    ("statement.json", "\"payload\":\"e", "\"payload\":\"f"),
                ]
        )
        {
            var path = Path.Combine(_work.Run, file);
            var was = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            was.ShouldContain(from, Case.Sensitive, file);
            await File.WriteAllTextAsync(path, was.Replace(from, to, StringComparison.Ordinal), TestContext.Current.CancellationToken);

            var verified = await _work.SlipwayAsync("verify");

            verified.ExitCode.ShouldBe(1, file);
            verified.Out.ShouldContain(file, Case.Sensitive);
            (await PublicToolsAsync(_work.Run, Key)).Code.ShouldBe(1, file);
            await File.WriteAllTextAsync(path, was, TestContext.Current.CancellationToken);
        }

        (await _work.SlipwayAsync("verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task a_key_of_somebody_else_is_not_trusted_and_no_record_cannot_be_judged()
    {
        await RunAsync();
        using var other = new Workplace();
        other.With("night.md", "# Night\n\n- [ ] **Smoke**\n  ```bash\n  true\n  ```\n");
        (await other.SlipwayAsync("run", "night.md", "--yes", "--no-input")).ExitCode.ShouldBe(0);

        var verified = await _work.SlipwayAsync("verify", "--key", Path.Combine(other.Keys, "installation.pub"));
        verified.ExitCode.ShouldBe(1);
        verified.Out.ShouldContain("none of those that you trust");
        (await PublicToolsAsync(_work.Run, Path.Combine(other.Keys, "installation.pub"))).Code.ShouldBe(1);

        _work.With("nothing.zip", "this is no bundle");
        var nothing = await _work.SlipwayAsync("verify", "nothing.zip");
        nothing.ExitCode.ShouldBe(2);
        nothing.Err.ShouldContain("nothing.zip is no bundle of a run");
    }

    [Fact]
    public async Task a_run_that_waits_is_open_and_signed_so_far()
    {
        _work.With("night.md", Night);
        (await _work.SlipwayAsync("run", "night.md", "--yes", "--no-input")).ExitCode.ShouldBe(3);

        var open = await _work.SlipwayAsync("verify");
        open.ExitCode.ShouldBe(2, open.Out + open.Err);
        open.Out.ShouldContain("the run has not ended; it is signed when it has");
        _work.Journal.ShouldContain("checkpoint-signed");

        (await _work.SlipwayAsync("resume", "--answer", "The notes=yes")).ExitCode.ShouldBe(0);
        var whole = await _work.SlipwayAsync("verify");
        whole.ExitCode.ShouldBe(0, whole.Out + whole.Err);
        whole.Out.ShouldContain("1 signed checkpoints");
    }

    [Fact]
    public async Task a_record_that_was_killed_before_its_seal_is_finished_by_resume()
    {
        await RunAsync();
        var journal = Path.Combine(_work.Run, "journal.jsonl");
        var lines = await File.ReadAllLinesAsync(journal, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            journal,
            string.Concat(lines.SkipLast(1).Select(it => it + "\n")),
            TestContext.Current.CancellationToken
        );
        File.Delete(Path.Combine(_work.Run, "statement.json"));
        (await _work.SlipwayAsync("verify")).ExitCode.ShouldBe(2);

        await _work.SlipwayAsync("resume");

        var verified = await _work.SlipwayAsync("verify");
        verified.ExitCode.ShouldBe(0, verified.Out + verified.Err);
    }

    [Fact]
    public async Task where_others_can_read_the_key_the_record_is_not_signed_and_the_run_goes_on()
    {
        await RunAsync();
        File.SetUnixFileMode(Path.Combine(_work.Keys, "installation.pem"), UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var run = await _work.SlipwayAsync("run", "night.md", "--yes", "--no-input", "--answer", "The notes=yes");

        run.ExitCode.ShouldBe(0);
        run.Err.ShouldContain("the record is not signed");
        run.Err.ShouldContain("chmod 600");
        (await _work.SlipwayAsync("verify")).ExitCode.ShouldBe(2);
    }

    public void Dispose() => _work.Dispose();

    private async Task RunAsync()
    {
        _work.With("night.md", Night);
        var run = await _work.SlipwayAsync("run", "night.md", "--yes", "--no-input", "--answer", "The notes=yes");
        run.ExitCode.ShouldBe(0, run.Err);
    }

    private static async Task<(int Code, string Said)> PublicToolsAsync(string folder, string key)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Path.Combine(Workplace.Repository, "docs", "verify-record.sh"), [folder, key])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said);
    }
}
