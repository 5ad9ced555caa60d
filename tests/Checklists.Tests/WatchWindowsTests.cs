using Slipway.Kernel;

namespace Slipway.Checklists.Tests;

/// <summary>What is watched after a release, when and how often, as the document says it.</summary>
public sealed class WatchWindowsTests
{
    [Theory]
    [InlineData("Monitoring\n\n### First hour (0-1 h)", "- [ ] Error rate < 1 %", "0s..1h every 150s")]
    [InlineData("Monitoring\n\n### Hour 1-4", "- [ ] Error rate < 1 % every 5 minutes", "1h..4h every 5m")]
    [InlineData("Immediate Monitoring (0-2 hours post-deployment)", "- [ ] p95 latency < 500 ms", "0s..2h every 5m")]
    [InlineData("24-hour monitoring", "- [ ] p95 latency < 500 ms", "0s..1d every 15m")]
    [InlineData("Monitoring, day 2-7", "- [ ] Uptime > 99.9 %", "2d..7d every 15m")]
    [InlineData("Monitoring", "- [ ] Error rate < 1 % <!-- slipway: for=0h..2h cadence=10m -->", "0s..2h every 10m")]
    [InlineData("Monitoring", "- [ ] Monitor error rate < 1 % for 24 hours, every 30 minutes", "0s..1d every 30m")]
    [InlineData("Watch (0-30 seconds)", "- [ ] Error rate < 1 %", "0s..30s every 1s")]
    public void a_line_among_what_is_watched_has_the_window_that_it_or_its_heading_names(string heading, string line, string window) =>
        WindowsOf($"# Release\n\n## {heading}\n\n{line}\n").Single().Value.ToString().ShouldBe(window);

    [Theory]
    [InlineData("Monitoring", "- [ ] Error rate < 1 %")]
    [InlineData("Checks (0-15 minutes)", "- [ ] Error rate < 1 %")]
    [InlineData("Monitoring", "- [ ] Error rate < 1 % for 5 minutes")]
    public void what_names_no_window_or_is_not_watched_is_looked_at_once(string heading, string line) =>
        WindowsOf($"# Release\n\n## {heading}\n\n{line}\n").ShouldBeEmpty();

    [Fact]
    public void a_line_that_says_how_often_says_it_for_its_neighbours()
    {
        var windows = WindowsOf("# Release\n\n## Monitoring\n\n### Hour 1-4\n\n- [ ] Monitor every 30 minutes\n- [ ] Check error rates\n");

        windows[8].Every.ShouldBe(TimeSpan.FromMinutes(30));
    }

    [Fact]
    public void a_heading_without_a_window_ends_the_one_before() =>
        WindowsOf("# Release\n\n## Monitoring\n\n### Hour 1-4\n\n- [ ] Error rate < 1 %\n\n### Alerts\n\n- [ ] Error rate < 2 %\n")
            .Keys.ShouldBe([7]);

    [Theory]
    [InlineData("2h..1h")]
    [InlineData("0s")]
    [InlineData("..")]
    [InlineData("soon")]
    [InlineData("1h..2h..3h")]
    public void a_window_that_is_none_is_not_read(string window) => WatchWindows.Read(window).ShouldBeNull();

    private static IReadOnlyDictionary<int, WatchWindow> WindowsOf(string document) => WatchWindows.Of(Written.Plan(document));
}
