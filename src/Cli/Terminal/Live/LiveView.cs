using Slipway.Cli.Terminal.Tty;
using Slipway.Runs;

namespace Slipway.Cli.Terminal.Live;

/// <summary>
/// A run as it goes, at the bottom of a terminal: what happened stands above for good, what is going on is drawn anew eight times a
/// second. Whoever tells it of events never waits for the terminal.
/// </summary>
internal sealed class LiveView : IRunListener, IStage, IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(125);

    private readonly LiveViewParts _parts;
    private readonly Paint _paint;
    private readonly History _history;
    private readonly Region _region = new();
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _news = new();
    private readonly Lock _drawing = new();
    private List<ShownLine> _lasting = [];
    private RunState? _state;
    private (Step Step, DateTimeOffset Until)? _waiting;
    private Task _loop = Task.CompletedTask;
    private TtySignals? _signals;
    private bool _alone;
    private bool _wasOurs;
    private bool _broken;

    public LiveView(LiveViewParts parts)
    {
        _parts = parts;
        _paint = new(parts.Colour);
        _history = new(parts.Zone);
    }

    public void Happened(RunEvent happened, RunState state, DateTimeOffset at)
    {
        lock (_news)
        {
            _lasting.AddRange(_history.Of(happened, state, at));
            (_state, _waiting) = (state, happened is RunEvent.MomentReached ? null : _waiting);
        }

        if (_signals is null)
        {
            Begin();
        }
    }

    public void Notice(string text)
    {
        lock (_news)
        {
            _lasting.Add(History.Notice(text));
        }
    }

    public void Waits(Step step, DateTimeOffset until, string why)
    {
        lock (_news)
        {
            _lasting.Add(History.Notice(why));
            _waiting = (step, until);
        }
    }

    public async Task<T> AloneAsync<T>(Func<Task<T>> ask)
    {
        lock (_drawing)
        {
            WriteLasting();
            _alone = true;
            _parts.Tty.Set(TtyMode.Lines);
        }

        try
        {
            return await ask();
        }
        finally
        {
            lock (_drawing)
            {
                _alone = false;
                _parts.Tty.Set(TtyMode.Quiet);
            }
        }
    }

    /// <summary>Takes the picture away and gives the terminal back as it was; what happened stays.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _loop.WaitAsync(CancellationToken.None);
        GiveBack();
        _signals?.Dispose();
        _over.Dispose();
    }

    /// <summary>Draws one frame. The loop calls it; a test may as well.</summary>
    internal void Draw()
    {
        lock (_drawing)
        {
            if (_alone || _state is null)
            {
                return;
            }

            var ours = _parts.Tty.IsOurs;
            if (!ours || _broken)
            {
                // In the background, or without a picture: what happened is told, and nothing is drawn.
                WriteLasting();
                _wasOurs = ours;
                return;
            }

            if (!_wasOurs)
            {
                _parts.Tty.Set(TtyMode.Quiet);
                _wasOurs = true;
            }

            var size = _parts.Tty.Size;
            var rows = LiveLayout.Of(Picture(), size).Select(_paint.Of).ToList();
            _parts.Tty.Write(_region.Draw(TakeLasting(), rows, size));
        }
    }

    private void Begin()
    {
        _signals = new(Suspend, Continued, Leave, DrawOrTell);
        _loop = Task.Run(LoopAsync);
    }

    private async Task LoopAsync()
    {
        using var tick = new PeriodicTimer(Tick, _parts.Clock);
        try
        {
            do
            {
                DrawOrTell();
            } while (await tick.WaitForNextTickAsync(_over.Token));
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The run has stopped.
        }
    }

    /// <summary>A fault of the picture must not touch the run: from then on there are lines only.</summary>
    private void DrawOrTell()
    {
        try
        {
            Draw();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _broken = true;
            Notice($"the live view broke and is switched off; the run goes on ({fault.GetType().Name}: {fault.Message})");
        }
    }

    private LivePicture Picture()
    {
        RunState state;
        (Step Step, DateTimeOffset Until)? waiting;
        lock (_news)
        {
            (state, waiting) = (_state!, _waiting);
        }

        return new()
        {
            State = state,
            Now = _parts.Clock.GetUtcNow(),
            Tails = _parts.Outputs(state),
            Waiting = waiting,
            Earlier = _parts.Earlier(),
            Ending = _parts.Ending.IsCancellationRequested,
            Zone = _parts.Zone,
        };
    }

    private List<string> TakeLasting()
    {
        List<ShownLine> lines;
        lock (_news)
        {
            (lines, _lasting) = (_lasting, []);
        }

        var columns = Math.Max(1, _parts.Tty.Size.Columns - 1);
        return [.. lines.SelectMany(it => it.MayBeCut ? [it.Within(columns)] : it.Wrapped(columns, History.Indent)).Select(_paint.Of)];
    }

    private void WriteLasting() => _parts.Tty.Write(_region.Erase() + string.Concat(TakeLasting().Select(it => $"{it}\n")));

    private void GiveBack()
    {
        lock (_drawing)
        {
            WriteLasting();
            _parts.Tty.Set(TtyMode.Lines);
        }
    }

    /// <summary>Ctrl-Z: the terminal is given back, and the process stops; commands run in sessions of their own and go on.</summary>
    private void Suspend(Action stop)
    {
        lock (_drawing)
        {
            _parts.Tty.Write(_region.Erase());
            _parts.Tty.Set(TtyMode.Lines);
            stop();
            BeginAnew();
        }
    }

    private void Continued()
    {
        lock (_drawing)
        {
            BeginAnew();
            if (_alone)
            {
                _parts.AskAgain();
            }
        }
    }

    /// <summary>The shell wrote meanwhile, so the picture begins where the cursor is now.</summary>
    private void BeginAnew()
    {
        _region.Forget();
        _wasOurs = false;
    }

    /// <summary>The process ends at once: a moment for giving the terminal back, and not longer.</summary>
    private void Leave()
    {
        if (!_drawing.TryEnter(TimeSpan.FromMilliseconds(300)))
        {
            _parts.Tty.Set(TtyMode.Lines);
            return;
        }

        try
        {
            _parts.Tty.Write(_region.Erase());
            _parts.Tty.Set(TtyMode.Lines);
        }
        finally
        {
            _drawing.Exit();
        }
    }
}

/// <summary>What the live view is made of.</summary>
internal sealed record LiveViewParts
{
    /// <summary>The terminal.</summary>
    public required ITty Tty { get; init; }

    /// <summary>Whether to colour.</summary>
    public required bool Colour { get; init; }

    /// <summary>Zone of clock times.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The ends of the outputs of what runs.</summary>
    public Func<RunState, IReadOnlyDictionary<StepId, OutputTail>> Outputs { get; set; } = _ => new Dictionary<StepId, OutputTail>();

    /// <summary>How long things took before; shown once it was read.</summary>
    public Func<EarlierDurations> Earlier { get; init; } = () => EarlierDurations.None;

    /// <summary>Cancelled when the run is being ended.</summary>
    public required CancellationToken Ending { get; init; }

    /// <summary>Shows an open prompt anew.</summary>
    public Action AskAgain { get; init; } = () => { };
}
