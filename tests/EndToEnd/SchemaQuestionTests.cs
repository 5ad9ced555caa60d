namespace Slipway.EndToEnd;

/// <summary>Where the way back leaves the new schema, a person is asked before the first change, and a "no" is no go.</summary>
public sealed class SchemaQuestionTests : IDisposable
{
    private const string Checklist = """
        # Shop 3

        ## Deployment

        - [ ] Take the old column away
          ```bash
          echo "ALTER TABLE ships DROP COLUMN draught" > applied.sql
          ```

        ## Rollback plan

        1. Put the old version back
           ```bash
           echo 2 > version
           ```
        """;

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task a_no_is_no_go_and_nothing_changed()
    {
        _place.With("GO-LIVE.md", Checklist);

        var ended = await _place.SlipwayAsync("run", "GO-LIVE.md", "--yes", "--no-input", "--answer", "schema=No");

        ended.ExitCode.ShouldBe(1, ended.Err);
        ended.Err.ShouldContain("can the old version run on it?");
        ended.Err.ShouldContain("DROP COLUMN draught");
        File.Exists(_place.In("applied.sql")).ShouldBeFalse();
        _place.Filled.ShouldContain("- [ ] Take the old column away");
        (await _place.SlipwayAsync("verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task where_nobody_answers_the_run_waits_and_a_yes_lets_it_go_on()
    {
        _place.With("GO-LIVE.md", Checklist).With("slipway.yaml", "environments:\n  night:\n    signatures: by-name\n");

        var waits = await _place.SlipwayAsync("run", "GO-LIVE.md", "--yes", "--no-input");
        var goes = await _place.SlipwayAsync("resume", "--no-input", "--answer", "schema=Yes");

        waits.ExitCode.ShouldBe(3, waits.Err);
        goes.ExitCode.ShouldBe(0, goes.Err);
        _place.Text("applied.sql").ShouldContain("DROP COLUMN");
        _place.Filled.ShouldContain("- [x] Take the old column away");
        _place.Filled.ReplaceLineEndings("\n").ShouldBe(Checklist.ReplaceLineEndings("\n").Replace("[ ]", "[x]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_document_that_says_so_is_not_asked_and_the_linter_says_what_to_do_before()
    {
        _place.With("GO-LIVE.md", Checklist);
        var found = await _place.SlipwayAsync("lint", "GO-LIVE.md");
        _place.With("GO-LIVE.md", $"{Checklist}\n\nThe migration is backward compatible: nothing reads that column any more.\n");
        var clean = await _place.SlipwayAsync("lint", "GO-LIVE.md");

        var ended = await _place.SlipwayAsync("run", "GO-LIVE.md", "--yes", "--no-input");

        found.Out.ShouldContain("SW2311");
        found.Out.ShouldContain("Say \"the migration is backward compatible\"");
        clean.Out.ShouldNotContain("SW2311");
        ended.ExitCode.ShouldBe(0, ended.Err);
    }
}
