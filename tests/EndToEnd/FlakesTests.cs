using System.Text.Json.Nodes;

namespace Slipway.EndToEnd;

public sealed class FlakesTests
{
    private const string Flake = """
        {"test":"pays","suite":"cart","run":"1","sha":"a","branch":"main","pr":null,"attempt":1,"at":"2026-01-05T06:00:00Z","outcome":"pass","ms":12,"message":null,"host":null}
        {"test":"pays","suite":"cart","run":"2","sha":"b","branch":"main","pr":null,"attempt":1,"at":"2026-01-05T07:00:00Z","outcome":"fail","ms":12,"message":"Timeout","host":null}
        {"test":"pays","suite":"cart","run":"2","sha":"b","branch":"main","pr":null,"attempt":2,"at":"2026-01-05T07:01:00Z","outcome":"pass","ms":12,"message":null,"host":null}
        """;

    [Fact]
    public async Task verdicts_are_printed_for_programs()
    {
        using var work = new Workplace().With("h.ndjson", Flake);

        var ended = await work.SlipwayAsync("tests", "verdicts", "--history", "h.ndjson", "--format", "json");

        var verdicts = JsonNode.Parse(ended.Out)!;
        ended.ExitCode.ShouldBe(0);
        verdicts["tests"]![0]!["state"]!.GetValue<string>().ShouldBe("flaky");
        verdicts["tests"]![0]!["interval"]!.AsArray().Count.ShouldBe(2);
        verdicts["failures"]![0]!["verdict"]!.GetValue<string>().ShouldBe("flake");
        verdicts["failures"]![0]!["attempt"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task what_is_imported_twice_is_there_once_and_gives_the_same_verdicts()
    {
        using var work = new Workplace().With("h.ndjson", Flake);
        await work.SlipwayAsync("tests", "import", "h.ndjson");

        var again = await work.SlipwayAsync("tests", "import", "h.ndjson");
        var exported = await work.SlipwayAsync("tests", "export");
        work.With("exported.ndjson", exported.Out);

        again.Out.ShouldBe("0 outcomes added, 3 known already\n");
        (await work.SlipwayAsync("tests", "verdicts", "--format", "json")).Out.ShouldBe(
            (await work.SlipwayAsync("tests", "verdicts", "--history", "exported.ndjson", "--format", "json")).Out
        );
    }

    [Fact]
    public async Task one_test_is_shown_with_its_history_as_a_strip()
    {
        using var work = new Workplace().With("h.ndjson", Flake);

        var shown = await work.SlipwayAsync("tests", "show", "pays", "--history", "h.ndjson");

        shown.Out.ShouldStartWith("cart › pays: flaky\n");
        shown.Out.ShouldContain("\n  .f\n");
        (await work.SlipwayAsync("tests", "show", "unseen", "--history", "h.ndjson")).ExitCode.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("<html>not found</html>")]
    public async Task a_history_without_an_outcome_is_not_usable(string text)
    {
        using var work = new Workplace().With("h.ndjson", text);

        var ended = await work.SlipwayAsync("tests", "verdicts", "--history", "h.ndjson", "--format", "json");

        ended.ExitCode.ShouldBe(2);
        ended.Out.ShouldBeEmpty();
        ended.Err.ShouldContain("no outcome of a test was read");
    }

    [Fact]
    public async Task a_line_that_cannot_be_used_is_told_and_the_others_are_judged()
    {
        using var work = new Workplace().With("h.ndjson", $"{Flake}\n{{\"test\":\"pays\",\"ru");

        var ended = await work.SlipwayAsync("tests", "verdicts", "--history", "h.ndjson");

        ended.ExitCode.ShouldBe(0);
        ended.Err.ShouldContain("h.ndjson:4: no JSON, or cut off");
        (await work.SlipwayAsync("tests", "import", "h.ndjson")).ExitCode.ShouldBe(2);
    }
}
