using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.EndToEnd;

/// <summary>What a gate decided is told and drawn out of its evidence, by the program as it is installed.</summary>
public sealed partial class ExplainTests : IDisposable
{
    private const string Checklist = """
        # Harbour 3

        ## Deployment

        - [ ] Route 50% of traffic to the new version
        - [ ] Route 100% of traffic to the new version

        ## Rollback plan

        1. Put the old version back
           ```bash
           echo 2 > version
           ```
        """;

    /// <summary>Stands for a proxy: 20,000 requests between two looks, 1 % of them fail, and 1.4 % at the new version.</summary>
    private const string Proxy = """
        share=$(cat share 2>/dev/null || echo 0)
        case $1 in
          read) echo "{\"share\": $share}" ;;
          set) echo "$2" > share ;;
          count)
            looks=$(($(cat looks 2>/dev/null || echo 0) + 1)); echo "$looks" > looks
            read -r old new < <(cat sum 2>/dev/null || echo 0 0)
            old=$((old + 200 * (100 - share))); new=$((new + 200 * share)); echo "$old $new" > sum
            echo "{\"epoch\": \"1\", \"stable\": {\"requests\": $old, \"errors\": $((old / 100))}, \"candidate\": {\"requests\": $new, \"errors\": $((new * 14 / 1000))}}" ;;
        esac
        """;

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task a_no_go_is_told_with_its_numbers_and_judge_compare_says_the_same_of_the_same_intervals()
    {
        await NoGoAsync();

        var told = await _place.SlipwayAsync("explain");
        var decision = JsonNode.Parse((await _place.SlipwayAsync("explain", Path.GetFileName(_place.Run), "5", "--format", "json")).Out)![
            "decisions"
        ]!
            .AsArray()
            .ShouldHaveSingleItem()!;

        told.ExitCode.ShouldBe(0, told.Err);
        told.Out.ShouldContain("the new version was to have 50 % of the traffic");
        told.Out.ShouldContain("so slipway began the way back");
        var numbers = decision["comparison"]!;
        var again = TryIt()
            .Match(told.Out)
            .Groups[1]
            .Value.Replace("slipway judge", $"'{Workplace.Executable}' judge", StringComparison.Ordinal);
        var compared = JsonNode.Parse((await _place.BashAsync($"{again} | tail -n 1")).Out)!;
        foreach (var name in (string[])["decision", "attribution", "evidence", "bound", "needed"])
        {
            compared[name]!.ToJsonString().ShouldBe(numbers[name]!.ToJsonString(), name);
        }

        numbers["decision"]!.GetValue<string>().ShouldBe("no-go");
        decision["again"]!.GetValue<string>().ShouldBe("holds");
        numbers["rules"]!["version"]!.GetValue<int>().ShouldBeGreaterThan(0);
        (await _place.SlipwayAsync("explain", Path.GetFileName(_place.Run), "7")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task evidence_that_was_changed_or_is_gone_proves_nothing_and_the_exit_code_says_so()
    {
        await NoGoAsync();
        var intervals = JsonNode.Parse((await _place.SlipwayAsync("explain", "--format", "json")).Out)!["decisions"]![0]!["comparison"]![
            "intervals"
        ]!.GetValue<string>();
        var piece = Path.Combine(_place.Run, intervals);

        await File.WriteAllTextAsync(piece, "another", TestContext.Current.CancellationToken);
        var changed = await _place.SlipwayAsync("explain", Path.GetFileName(_place.Run), "5");
        File.Delete(piece);
        var gone = await _place.SlipwayAsync("explain", Path.GetFileName(_place.Run), "5");

        changed.ExitCode.ShouldBe(1, changed.Out);
        changed.Out.ShouldContain("BROKEN");
        gone.ExitCode.ShouldBe(2, gone.Out);
        gone.Out.ShouldContain("OPEN");
        gone.Out.ShouldContain("it proves nothing");
    }

    [Fact]
    public async Task the_report_draws_both_versions_and_the_evidence_against_its_bound()
    {
        await NoGoAsync();

        var page = await File.ReadAllTextAsync(Path.Combine(_place.Run, "report.html"), TestContext.Current.CancellationToken);

        var picture = Picture().Matches(page).ShouldHaveSingleItem().Value;
        picture.ShouldContain("role=\"img\" aria-label=\"50 % of the traffic over");
        picture.ShouldContain("<polyline class=\"ev-against\" points=\"0,");
        picture.ShouldContain("<polyline class=\"bound against\"");
        picture.ShouldContain("<polygon class=\"band candidate\"");
        picture.ShouldContain("<line class=\"turn fail\"");
        picture.ShouldContain("no-go");
        page.ShouldNotContain("<script");
        (await _place.SlipwayAsync("verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task a_line_of_several_shares_is_as_many_steps_and_each_is_told()
    {
        With(Checklist.Replace("Route 50%", "Route 50/100%", StringComparison.Ordinal), "floor: 0.1");

        var ended = await _place.SlipwayAsync("run", "GO-LIVE.md", "--yes", "--no-input", "--skip", "6");

        ended.ExitCode.ShouldBe(1, ended.Err); // What was skipped opens no gate.
        _place.Filled.ShouldContain("- [x] Route 50/100% of traffic");
        var told = await _place.SlipwayAsync("explain", Path.GetFileName(_place.Run), "5");
        told.ExitCode.ShouldBe(0, told.Err);
        told.Out.ShouldContain("50 % of the traffic (1 of 2)");
        told.Out.ShouldContain("so it passed, and 100 % (line 5) followed");
        told.Out.ShouldContain("100 % of the traffic (2 of 2)");
        (await _place.SlipwayAsync("verify")).ExitCode.ShouldBe(0);
        (await File.ReadAllTextAsync(Path.Combine(_place.Run, "report.html"), TestContext.Current.CancellationToken)).ShouldContain(
            "50 % of the traffic (1 of 2)"
        );
    }

    [Fact]
    public async Task a_run_without_a_gate_that_decided_has_nothing_to_tell()
    {
        _place.With("GO-LIVE.md", "# Release\n\n- [ ] `true` works\n");
        await _place.SlipwayAsync("run", "GO-LIVE.md", "--yes", "--no-input");

        var told = await _place.SlipwayAsync("explain");

        told.ExitCode.ShouldBe(2);
        told.Err.ShouldContain("no gate of a step of traffic and no trigger has decided anything");
        (await _place.SlipwayAsync("explain", "GO-LIVE.md")).Err.ShouldContain("names no line");
        (await _place.SlipwayAsync("explain", "GO-LIVE.md:3")).ExitCode.ShouldBe(0);
    }

    private async Task NoGoAsync()
    {
        With(Checklist, "floor: 0");
        var ended = await _place.SlipwayAsync("run", "GO-LIVE.md", "--yes", "--no-input");
        ended.ExitCode.ShouldBe(4, ended.Err);
    }

    private void With(string checklist, string floor) =>
        _place
            .With("GO-LIVE.md", checklist)
            .With("proxy", Proxy)
            .With(
                "slipway.yaml",
                $$"""
                environments:
                  night:
                    signatures: by-name
                    traffic:
                      driver: command
                      read: bash proxy read
                      set: bash proxy set {share}
                      count: bash proxy count
                      gate: { for: 2m, interval: 1s, {{floor}} }
                """
            );

    [GeneratedRegex("(?m)^  try it +(.+)$")]
    private static partial Regex TryIt();

    [GeneratedRegex("<figure class=\"compared\">(?:(?!</figure>).)*class=\"plots\".*?</figure>", RegexOptions.Singleline)]
    private static partial Regex Picture();
}
