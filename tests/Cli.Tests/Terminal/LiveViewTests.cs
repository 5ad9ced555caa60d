using Slipway.Cli.Terminal.Live;
using Slipway.Cli.Terminal.Tty;
using Slipway.Runs;
using Slipway.Testing;

namespace Slipway.Cli.Tests.Terminal;

public sealed class LiveViewTests
{
    private readonly ManualClock _clock = new("2030-01-01T22:01:00Z");
    private readonly TtyDouble _tty = new() { Size = new(80, 24) };

    [Fact(Timeout = 30_000)]
    public async Task the_story_stands_above_the_picture_and_stays_when_it_goes()
    {
        var view = View();
        Tell(view, Story.Harbour().Deploying());

        view.Draw();
        await view.DisposeAsync();

        var terminal = new TerminalDouble(80, 24);
        terminal.Write(_tty.Shown.ToString());
        terminal.Text.ShouldContain("22:00:09  pass             6  Build: both versions compile  exit code 0");
        terminal.Text.ShouldNotContain("passed ·");
        terminal.CursorShown.ShouldBeTrue();
        _tty.Modes[^1].ShouldBe(TtyMode.Lines);
    }

    [Fact(Timeout = 30_000)]
    public async Task while_a_person_is_asked_nothing_else_is_written()
    {
        var view = View();
        Tell(view, Story.Harbour().Deploying());
        view.Draw();

        var before = await view.AloneAsync(() =>
        {
            var length = _tty.Shown.Length;
            view.Notice("late");
            view.Draw();
            _tty.Shown.Length.ShouldBe(length);
            return Task.FromResult(length);
        });
        view.Draw();

        _tty.Shown.ToString(before, _tty.Shown.Length - before).ShouldContain("late");
        await view.DisposeAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task in_the_background_the_story_is_told_and_nothing_is_drawn()
    {
        _tty.IsOurs = false;
        var view = View();
        Tell(view, Story.Harbour().Deploying());

        view.Draw();

        _tty.Shown.ToString().ShouldContain("Build: both versions compile");
        _tty.Shown.ToString().ShouldNotContain("\e[?25l");
        await view.DisposeAsync();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_fault_of_the_picture_is_told_and_the_story_goes_on()
    {
        var view = View(outputs: _ => throw new InvalidOperationException("planted"));
        Tell(view, Story.Harbour().Deploying());
        await Until(() => _tty.Shown.ToString().Contains("the live view broke", StringComparison.Ordinal));

        view.Notice("still here");
        await view.DisposeAsync();

        _tty.Shown.ToString().ShouldContain("still here");
    }

    private LiveView View(Func<RunState, IReadOnlyDictionary<StepId, OutputTail>>? outputs = null)
    {
        var parts = new LiveViewParts
        {
            Tty = _tty,
            Colour = false,
            Zone = TimeZoneInfo.Utc,
            Clock = _clock,
            Ending = CancellationToken.None,
        };
        parts.Outputs = outputs ?? parts.Outputs;
        return new(parts);
    }

    private static void Tell(LiveView view, Story story)
    {
        foreach (var (happened, state, at) in story.Told)
        {
            view.Happened(happened, state, at);
        }
    }

    private async Task Until(Func<bool> holds)
    {
        while (!holds())
        {
            await _clock.SomethingWaits(TestContext.Current.CancellationToken);
            _clock.Advance(TimeSpan.FromMilliseconds(125));
            await Task.Yield();
        }
    }
}
