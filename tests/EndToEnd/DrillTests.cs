using Slipway.Testing;

namespace Slipway.EndToEnd;

/// <summary>The way back is gone as a drill, its record counts, and it counts no longer once the way back has changed.</summary>
public sealed class DrillTests : IDisposable
{
    private const string Settings = """
        environments:
          staging:
            drills: true
            signatures: by-name
            variables: {PLACE: staging}
          production:
            signatures: by-name
            variables: {PLACE: production}
            sources:
              records: {runs: .slipway/runs}
        """;

    private readonly Workplace _place = new();

    public DrillTests() => _place.With("slipway.yaml", Settings).With("GO-LIVE.md", Checklist("ln -sfn v1 current-$PLACE"));

    public void Dispose() => _place.Dispose();

    [Fact]
    [Trait("Promise", "14")]
    public async Task a_drill_goes_the_way_back_alone_and_its_record_later_proves_that_it_was_tested()
    {
        var before = await _place.SlipwayAsync("run", "GO-LIVE.md", "--env", "production", "--yes", "--no-input");
        before.ExitCode.ShouldBe(3, before.Err);
        before.Err.ShouldContain("No record of a run of GO-LIVE.md that went back");

        var drill = await _place.SlipwayAsync("drill", "GO-LIVE.md", "--env", "staging", "--yes", "--no-input");

        drill.ExitCode.ShouldBe(0, drill.Err);
        drill.Err.ShouldContain("drill of the way back");
        File.Exists(_place.In("released")).ShouldBeFalse();
        _place.Text("gone-back").ShouldBe("staging\n");
        (await _place.SlipwayAsync("verify", _place.Run)).ExitCode.ShouldBe(0);
        (await File.ReadAllTextAsync(Path.Combine(_place.Run, "report.html"), TestContext.Current.CancellationToken)).ShouldContain(
            "<strong>Drill.</strong>"
        );

        var night = await _place.SlipwayAsync("run", "GO-LIVE.md", "--env", "production", "--yes", "--no-input");
        night.ExitCode.ShouldBe(0, night.Err);
        _place.Filled.ShouldContain("- [x] Rollback procedure tested");
        _place.Text("released").ShouldBe("production\n");
        (await _place.SlipwayAsync("verify", _place.Run)).ExitCode.ShouldBe(0);

        _place.With("GO-LIVE.md", Checklist("ln -sfn v0 current-$PLACE"));
        var changed = await _place.SlipwayAsync("run", "GO-LIVE.md", "--env", "production", "--yes", "--no-input");
        changed.ExitCode.ShouldBe(1, changed.Err);
        changed.Err.ShouldContain("the way back has changed since");
    }

    [Fact]
    [Trait("Promise", "14")]
    public async Task a_drill_that_does_not_come_back_fails_and_is_no_proof()
    {
        _place.With("GO-LIVE.md", Checklist("false"));

        var drill = await _place.SlipwayAsync("drill", "GO-LIVE.md", "--env", "staging", "--yes", "--no-input");

        drill.ExitCode.ShouldNotBe(0);
        var said = await _place.SlipwayAsync("check", "way-back", "document=GO-LIVE.md");
        said.ExitCode.ShouldNotBe(0);
    }

    [Fact]
    [Trait("Promise", "14")]
    public async Task the_way_back_stays_armed_while_a_person_is_asked_and_is_verified()
    {
        _place
            .With("rate", "1 %")
            .With(
                "slipway.yaml",
                "environments: {production: {signatures: by-name, metrics: {error rate: {check: command, run: cat rate}}}}"
            )
            .With(
                "GO-LIVE.md",
                """
                # Shop 2

                ## Deployment

                - [ ] Deploy: `echo 2 > version`
                - [ ] Product owner approves

                ## Rollback triggers

                - Error rate > 20% for 1 second: roll back automatically

                ## Rollback plan

                1. Deploy the old version: `echo 1 > version`
                2. Version 1 serves: `grep -x 1 version`
                """
            );
        var run = _place.SlipwayAsync("run", "GO-LIVE.md", "--env", "production", "--yes", "--no-input", "--stay");
        await Workplace.UntilAsync(() => _place.HasRun && _place.Journal.Contains("\"type\":\"hold-opened\"", StringComparison.Ordinal));

        _place.With("rate", "35 %");
        var ended = await run;

        ended.ExitCode.ShouldBe(4, ended.Err);
        ended.Err.ShouldContain("Error rate > 20%");
        _place.Text("version").ShouldBe("1\n");
        (await _place.SlipwayAsync("verify", _place.Run)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task where_drills_are_not_allowed_nothing_is_touched()
    {
        var drill = await _place.SlipwayAsync("drill", "GO-LIVE.md", "--env", "production", "--yes", "--no-input");

        drill.ExitCode.ShouldBe(2);
        drill.Err.ShouldContain("environments: { production: { drills: true } }");
        File.Exists(_place.In("gone-back")).ShouldBeFalse();
    }

    private static string Checklist(string back) =>
        $"""
            # Shop 2

            - [ ] Rollback procedure tested

            ## Deployment

            ```bash
            echo "$PLACE" > released
            ```

            ## Rollback plan

            ```bash
            echo "$PLACE" > gone-back
            {back}
            ```

            - [ ] The old version serves: `test -e gone-back`
            """;
}
