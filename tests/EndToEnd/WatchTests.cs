using Slipway.Testing;

namespace Slipway.EndToEnd;

/// <summary>After a release is out it is watched as the document says, across a kill, and comes back when it has to.</summary>
public sealed class WatchTests : IAsyncLifetime
{
    private readonly Workplace _place = new();
    private HttpDouble _shop = null!;
    private bool _isWell = true;
    private int _looks;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _shop = new HttpDouble(_ =>
        {
            Interlocked.Increment(ref _looks);
            return new HttpDoubleAnswer(_isWell ? 200 : 500);
        });
        _place.With("GO-LIVE.md", Checklist("0-8 seconds", "1s"));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _shop.Dispose();
        _place.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    [Trait("Promise", "13")]
    public async Task a_release_is_watched_across_a_kill_until_its_last_window_is_over_and_the_document_comes_back_filled_in()
    {
        using var first = _place.Start("run", "GO-LIVE.md", "--yes", "--no-input", "--watch");
        await Workplace.UntilAsync(() => _place.HasRun && Count("watch-looked") >= 3);
        first.Kill();
        await first.WaitForExitAsync(Ct);

        var ended = await _place.SlipwayAsync("resume", "--no-input");

        ended.ExitCode.ShouldBe(0, ended.Err);
        ended.Err.ShouldContain("The watch is complete");
        _place.Filled.ShouldContain("- [x] Shop answers");
        _place.Filled.ShouldContain("- [x] Error rate: `0.4 %` (target: < 1%)");
        Count("watch-began").ShouldBe(1);
        _place.Text("deployed").ShouldBe("once\n");
        (await _place.SlipwayAsync("verify", _place.Run)).ExitCode.ShouldBe(0);
        var report = await File.ReadAllTextAsync(Path.Combine(_place.Run, "report.html"), Ct);
        report.ShouldContain("id=\"watch\"");
    }

    [Fact]
    [Trait("Promise", "13")]
    public async Task what_breaks_while_it_is_watched_is_asked_about_and_a_person_brings_the_release_back()
    {
        _place.With("GO-LIVE.md", Checklist("0-2 hours", "1s"));
        using var run = _place.Start("run", "GO-LIVE.md", "--yes", "--no-input", "--watch");
        await Workplace.UntilAsync(() => _place.HasRun && Count("watch-looked") >= 2);
        _isWell = false;
        await Workplace.UntilAsync(() => Count("watch-closed") >= 1);

        var called = await _place.SlipwayAsync("rollback", "--reason", "the shop is down", "--by", "Grace");
        await run.WaitForExitAsync(Ct);

        called.ExitCode.ShouldBeOneOf(0, 4); // 4 when it saw the end already.
        run.ExitCode.ShouldBe(4);
        _place.Filled.ShouldContain("- [ ] Shop answers");
        _place.Text("back").ShouldBe("came back\n");
        (await _place.SlipwayAsync("verify", _place.Run)).ExitCode.ShouldBe(0);
    }

    [Fact]
    [Trait("Promise", "13")]
    public async Task a_day_or_a_week_that_nobody_watched_is_no_pass_however_well_it_is_now()
    {
        _place.With("GO-LIVE.md", Checklist("day 2-7", "4h")).With("rate", "0.4 %");
        var since = TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(8);

        var ended = await _place.SlipwayAsync("watch", "GO-LIVE.md", "--since", $"{since:O}", "--yes", "--no-input");

        ended.Err.ShouldContain("nobody looked, or could see it");
        _place.Filled.ShouldContain("- [ ] Shop answers");
        ended.ExitCode.ShouldBe(3, ended.Err);
    }

    [Fact]
    [Trait("Promise", "13")]
    public async Task a_run_that_did_not_watch_leaves_its_windows_open_and_watch_takes_up_its_document_and_says_whom_it_follows()
    {
        var go = await _place.SlipwayAsync("run", "GO-LIVE.md", "--yes", "--no-input");
        go.ExitCode.ShouldBe(0, go.Err);
        _place.Filled.ShouldContain("- [ ] Shop answers");
        _looks.ShouldBe(0);
        var before = Path.GetFileName(_place.Run);

        var ended = await _place.SlipwayAsync("watch", before, "--yes", "--no-input");

        ended.ExitCode.ShouldBe(0, ended.Err);
        _place.Journal.ShouldContain($"\"follows\":\"{before}\"");
        _place.Filled.ShouldContain("- [x] Shop answers");
        _place.Filled.ShouldContain("- [x] Put it there");
        _place.Text("deployed").ShouldBe("once\n");
        (await _place.SlipwayAsync("verify", _place.Run)).ExitCode.ShouldBe(0);
    }

    private int Count(string kind) => _place.Journal.Split($"\"type\":\"{kind}\"").Length - 1;

    private string Checklist(string window, string every) =>
        $"""
            # Shop 2.0

            ## Deployment

            - [ ] Put it there
              ```bash
              echo once >> deployed; echo "0.4 %" > rate
              ```

            ## Monitoring ({window})

            - [ ] Shop answers <!-- slipway: check=http url={_shop.Url} cadence={every} -->
            - [ ] Error rate: `_____ %` (target: < 1%) <!-- slipway: check=command run="cat rate" cadence={every} -->
            - [ ] Look at the dashboard

            ## Rollback plan

            1. Take it away
               ```bash
               echo "came back" > back
               ```
            """;
}
