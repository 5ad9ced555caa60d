using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Slipway.EndToEnd;

/// <summary>What another program, or a CI service, reads of a run.</summary>
public sealed class EventsTests : IDisposable
{
    private readonly Workplace _work = new Workplace()
        .With(
            "list.md",
            """
            # ::error::Small release

            - [ ] **Build made** ##[add-mask]x
              ```bash
              echo "token $TOKEN"; ls -l /proc/$$/fd | grep -c list.events || true
              ```
            - [ ] **It answers**
              ```bash
              echo "::set-output name=a::b"; false
              ```
            """
        )
        .With("slipway.yaml", "environments:\n  here:\n    secrets:\n      TOKEN: { file: token }\n")
        .With("token", "hunter2-secret-value\n");

    [Fact]
    public async Task another_program_reads_the_journals_records_as_they_happen()
    {
        await ShellAsync($"{Workplace.Executable} run list.md --yes --events 3 3>list.events");

        var lines = _work.Text("list.events").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(it => JsonNode.Parse(it)!).ToList();
        lines[0]["schema"]!.GetValue<string>().ShouldBe("slipway.events/1");
        var told = lines.Where(it => it["type"]!.GetValue<string>() == "record").ToList();
        var stored = _work.Journal.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(it => JsonNode.Parse(it)!).ToList();
        told.Count.ShouldBe(stored.Count);
        foreach (var (one, other) in told.Zip(stored))
        {
            JsonNode.DeepEquals(one["seq"], other["seq"]).ShouldBeTrue();
            JsonNode.DeepEquals(one["time"], other["time"]).ShouldBeTrue();
            JsonNode.DeepEquals(one["body"], other["body"]).ShouldBeTrue($"{one["body"]} is not {other["body"]}");
        }

        _work.Text("list.events").ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task no_command_holds_the_stream()
    {
        await ShellAsync($"{Workplace.Executable} run list.md --yes --events 3 3>list.events");

        _work.Journal.ShouldContain("run-ended");
        (await _work.SlipwayAsync("status")).ExitCode.ShouldBe(1);
        Directory.EnumerateFiles(Path.Combine(_work.Run, "evidence")).Select(Unpacked).ShouldContain(it => it == "token ***TOKEN***\n0\n");
    }

    [Fact]
    public async Task a_reader_that_goes_away_does_not_stop_the_run()
    {
        var run = await ShellAsync(
            $"{{ {Workplace.Executable} run list.md --yes --events 3 3>&1 >/dev/null 2>err; echo $? > code; }} | head -n 1"
        );

        run.ShouldContain("slipway.events/1");
        _work.Text("code").Trim().ShouldBe("1");
        _work.Text("err").ShouldContain("NO-GO");
    }

    [Theory]
    [InlineData("--events 3")]
    [InlineData("--events 3 3<list.md")]
    [InlineData("--events 1")]
    [InlineData("--events -4")]
    [InlineData("--events 4000")]
    public async Task a_descriptor_that_nobody_opened_for_writing_is_not_usable(string events)
    {
        var said = await ShellAsync($"{Workplace.Executable} run list.md --yes {events} 2>&1; echo \"exit=$?\"");

        said.ShouldContain("slipway: --events");
        said.ShouldContain("exit=2");
        Directory.Exists(_work.In(".slipway")).ShouldBeFalse();
    }

    [Fact]
    public async Task a_run_that_is_taken_up_is_told_from_its_beginning()
    {
        _work.With("list.md", "# Small\n\n- [ ] Somebody looked\n");
        await _work.SlipwayAsync("run", "list.md", "--yes");

        await ShellAsync($"{Workplace.Executable} resume --answer 3=yes --events 3 3>list.events");

        var told = _work
            .Text("list.events")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(it => JsonNode.Parse(it)!["seq"]!.GetValue<long>());
        told.ShouldBe(Enumerable.Range(1, _work.Journal.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length).Select(it => (long)it));
    }

    [Fact]
    public async Task in_github_actions_what_did_not_pass_stands_at_its_line_and_no_document_gives_commands()
    {
        var said = await ShellAsync($"GITHUB_ACTIONS=true CI=true {Workplace.Executable} run list.md --yes 2>&1");

        var commands = said.Split('\n').Where(it => it.TrimStart().StartsWith("::", StringComparison.Ordinal)).ToList();
        commands.ShouldContain(it => it.StartsWith("::group::", StringComparison.Ordinal));
        commands.ShouldContain(it => it.StartsWith("::error file=list.md,line=8,", StringComparison.Ordinal));
        commands.ShouldContain(it => it.StartsWith("::error file=list.md,title=Slipway::NO-GO", StringComparison.Ordinal));
        commands.ShouldAllBe(it =>
            it.StartsWith("::group::", StringComparison.Ordinal)
            || it == "::endgroup::"
            || it.StartsWith("::error file=list.md,", StringComparison.Ordinal)
            || it.StartsWith("::stop-commands::", StringComparison.Ordinal)
            || it.Length == 36
        );
        said.ShouldNotContain("##[");
        var plan = await ShellAsync($"GITHUB_ACTIONS=true {Workplace.Executable} plan list.md 2>&1");
        plan.ShouldContain("Small release");
        plan.Split('\n')
            .ShouldAllBe(it => !it.TrimStart().StartsWith("::", StringComparison.Ordinal) && !it.Contains("##[", StringComparison.Ordinal));
    }

    public void Dispose() => _work.Dispose();

    private static string Unpacked(string path)
    {
        using var packed = new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress);
        using var text = new StreamReader(packed);
        return text.ReadToEnd();
    }

    private async Task<string> ShellAsync(string line)
    {
        var info = new ProcessStartInfo("bash", ["-c", line])
        {
            WorkingDirectory = _work.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        info.Environment.Remove("CI");
        info.Environment.Remove("GITHUB_ACTIONS");
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        _ = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
