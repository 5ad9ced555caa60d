using System.Diagnostics;

namespace Slipway.EndToEnd;

/// <summary><c>slipway judge</c> as a process, on streams as others write them.</summary>
public sealed class JudgeTests
{
    private const string Arms = """
        "baseline":{"n":250,"errors":2},"candidate":{"n":250,"errors":2}}
        """;

    [Fact]
    public async Task runs_in_one_stream_are_judged_apart_and_lines_that_cannot_be_used_are_told()
    {
        using var place = new Workplace();
        place.With(
            "in",
            $$$"""
            {"run":1,"t":15,{{{Arms}}}

            {"run":1,"t":30,"baseline":{"n":250,"errors":2},"candidate":{"n":250,"errors":250}}
            {"run":2,"t":15,"baseline":{"n":5,"errors":6},"candidate":{"n":250,"errors":2}}
            {"run":1,"t":30,{{{Arms}}}
            {"run":1,"t":60,"baseline":{"n":250,"errors":2},"candidate":{"n":250,"errors":250}}
            nonsense
            {"run":3,"t":15,{{{Arms}}}
            """
        );

        var ended = await Judge(place, "compare");

        ended.ExitCode.ShouldBe(2);
        ended.Out.ShouldContain("\"run\":1,\"t\":60,\"decision\":\"no-go\",\"attribution\":\"candidate\"");
        ended.Out.ShouldContain("\"run\":2,\"t\":0,\"decision\":\"hold\"");
        ended.Out.ShouldContain("\"run\":3,\"t\":15,\"decision\":\"watch\"");
        ended.Err.ShouldContain("line 4: baseline: errors is 6 of n = 5");
        ended.Err.ShouldContain("line 5: its t is not later");
        ended.Err.ShouldContain("line 7: it is no JSON");
    }

    [Theory]
    [InlineData("compare")]
    [InlineData("for", "--expr", "> 1", "--for", "1m")]
    public async Task an_empty_stream_is_no_answer(params string[] verb)
    {
        using var place = new Workplace();
        place.With("in", "");

        (await Judge(place, verb)).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task what_cannot_be_a_rule_is_told_together()
    {
        using var place = new Workplace();
        place.With("in", "0 1\n");

        var ended = await Judge(place, "for", "--expr", "10 %", "--for", "soon", "--tolerate", "5/5");

        ended.ExitCode.ShouldBe(2);
        ended.Err.ShouldContain("--expr");
        ended.Err.ShouldContain("--for");
        ended.Err.ShouldContain("--tolerate");
    }

    /// <summary>Killed behind each line in turn; the next process goes on with the lines behind, and the answers are those of one process.</summary>
    [Fact]
    public async Task a_condition_survives_kill_9_at_any_line()
    {
        string[] lines = ["0 0.2", "60 0.2", "120 NaN", "180 0.05", "240 0.2", "300 0.2", "900 0.2", "960 missing", "1020 0.2"];
        string[] rule = ["judge", "for", "--expr", "> 0.10", "--for", "5m", "--tolerate", "1/4"];
        using var place = new Workplace();
        place.With("in", string.Join('\n', lines));
        var whole = (await Judge(place, rule[1..])).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var said = new List<string>();
        foreach (var line in lines)
        {
            said.Add(await SaidBeforeKill(place, line, [.. rule, "--state", place.In("state")]));
        }

        said.ShouldBe(whole);
    }

    private static async Task<string> SaidBeforeKill(Workplace place, string line, string[] arguments)
    {
        var before = File.Exists(place.In("state")) ? place.Text("state") : "";
        using var process = Process.Start(
            new ProcessStartInfo(Workplace.Executable, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        await process.StandardInput.WriteAsync(line + "\n");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        await Workplace.UntilAsync(() => File.Exists(place.In("state")) && place.Text("state") != before);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return said!;
    }

    private static async Task<Ended> Judge(Workplace place, params string[] verb)
    {
        var words = string.Join(' ', verb.Select(it => $"'{it}'"));
        var ended = await place.ShellAsync($"slipway judge {words} < in 2> err > out", "");
        return ended with { Out = place.Text("out"), Err = place.Text("err") };
    }
}
