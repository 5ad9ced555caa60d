using System.Text.Json.Nodes;

namespace Slipway.EndToEnd;

/// <summary>Many runs: listed, filtered, shown, compared, followed.</summary>
public sealed class RunsTests : IDisposable
{
    private readonly Workplace _work = new();

    [Fact]
    public async Task two_runs_are_listed_shown_compared_and_followed()
    {
        await RunAsync("# Night\n\n- [ ] **Smoke**\n  ```bash\n  echo 7\n  ```\n- [ ] **Old step**\n  ```bash\n  true\n  ```\n", 0);
        var first = Path.GetFileName(_work.Run);
        await RunAsync(
            "# Night\n\nMore words.\n\n- [ ] **Smoke**\n  ```bash\n  exit 3\n  ```\n- [ ] **New step**\n  ```bash\n  true\n  ```\n",
            1
        );
        var second = Path.GetFileName(_work.Run);

        var list = await _work.SlipwayAsync("runs");
        list.ExitCode.ShouldBe(0, list.Err);
        list.Out.Split('\n')
            .Where(it => it.StartsWith("20", StringComparison.Ordinal))
            .Select(it => it.Split(' ')[0])
            .ShouldBe([second, first]);
        (await _work.SlipwayAsync("runs", "--outcome", "go")).Out.ShouldNotContain(second);
        JsonNode.Parse((await _work.SlipwayAsync("runs", "--format", "json", "--limit", "1")).Out)!["runs"]!.AsArray().Count.ShouldBe(1);

        var shown = await _work.SlipwayAsync("runs", "show", first);
        shown.Out.ShouldContain("Smoke");
        shown.Out.ShouldContain("pass");

        var compared = await _work.SlipwayAsync("runs", "compare", first);
        compared.ExitCode.ShouldBe(0, compared.Err);
        compared.Out.ShouldContain("outcome: go → no-go");
        compared.Out.ShouldContain("+ line");
        compared.Out.ShouldContain("New step");
        compared.Out.ShouldContain("- line");
        compared.Out.ShouldContain("Old step");
        compared.Out.ShouldContain("echo 7 → exit 3");

        var trend = await _work.SlipwayAsync("runs", "trend", "Smoke", "--format", "json");
        trend.ExitCode.ShouldBe(0, trend.Err);
        var points = JsonNode.Parse(trend.Out)!["items"]![0]!["runs"]!.AsArray();
        points.Select(it => it!["run"]!.GetValue<string>()).ShouldBe([first, second]);
        points.Select(it => it!["verdict"]!.GetValue<string>()).ShouldBe(["pass", "fail"]);
    }

    [Fact]
    public async Task without_runs_the_list_is_empty_and_a_comparison_is_not_usable()
    {
        (await _work.SlipwayAsync("runs")).ShouldSatisfyAllConditions(it => it.ExitCode.ShouldBe(0), it => it.Out.ShouldBeEmpty());
        (await _work.SlipwayAsync("runs", "compare", "2030")).ExitCode.ShouldBe(2);
        (await _work.SlipwayAsync("runs", "trend", "Smoke")).ExitCode.ShouldBe(2);
        (await _work.SlipwayAsync("runs", "--since", "yesterday")).ExitCode.ShouldBe(2);
    }

    public void Dispose() => _work.Dispose();

    private async Task RunAsync(string document, int expected)
    {
        _work.With("list.md", document);
        var ran = await _work.SlipwayAsync("run", "list.md", "--yes");
        ran.ExitCode.ShouldBe(expected, ran.Err);
    }
}
