using Slipway.Cli.Commands;
using Slipway.Cli.Terminal.Events;
using Slipway.Cli.Terminal.Live;
using Slipway.Cli.Terminal.Talk;
using Slipway.Cli.Terminal.Tty;
using Slipway.Platform;
using Slipway.Runs;

namespace Slipway.Cli.Terminal;

/// <summary>How a run is to be told.</summary>
/// <param name="Mode">Lines, live, or for GitHub Actions.</param>
/// <param name="Quiet">Only questions, what did not pass, and the end.</param>
/// <param name="Events">Descriptor for another program; null for none.</param>
/// <param name="RunsFolder">Folder that holds the run's own.</param>
/// <param name="Document">The document, for earlier runs of it.</param>
/// <param name="Zone">Zone of clock times.</param>
internal sealed record RunTalkSpec(ProgressMode Mode, bool Quiet, int? Events, string RunsFolder, string Document, TimeZoneInfo Zone);

/// <summary>Everything by which a run and people speak with each other: what is told, what is drawn, where answers are read.</summary>
internal sealed class RunTalk : IAsyncDisposable
{
    private static readonly TimeSpan ReadingLimit = TimeSpan.FromSeconds(2);

    private readonly Host _host;
    private readonly RunTalkSpec _spec;
    private readonly LiveViewParts? _parts;
    private readonly LiveView? _view;
    private readonly CancellationTokenSource _reading;
    private volatile EarlierDurations _earlier = EarlierDurations.None;
    private bool _closed;

    private RunTalk(Host host, RunTalkSpec spec, CancellationToken ct)
    {
        (_host, _spec) = (host, spec);
        _reading = new(ReadingLimit, host.Clock);
        ITty? tty = OperatingSystem.IsLinux() && host.TalkIsTerminal ? new UnixTty() : null;
        var lines = tty is not null && host.Interactive ? new TtyLines(tty) : null;
        Columns = () => tty?.Size.Columns ?? 100;
        Lines = lines ?? (ILines)new PlainLines(host.In, host.Err);
        Events = spec.Events is { } descriptor ? new(EventDescriptor.Open(descriptor), host.Clock, Tell) : null;
        if (TalkChoice.Of(spec.Mode, host.Environment, tty is not null) == ProgressMode.Live && !spec.Quiet)
        {
            if (tty is null)
            {
                throw new UnusableException("--progress live: standard error is no terminal; use --progress lines");
            }

            _parts = new()
            {
                Tty = tty,
                Colour = host.Colour,
                Zone = spec.Zone,
                Clock = host.Clock,
                Earlier = () => _earlier,
                Ending = ct,
                AskAgain = () => lines?.Again(),
            };
            _view = new(_parts);
            _ = ReadEarlierAsync();
        }
    }

    /// <summary>The stream for another program; null for none.</summary>
    public EventStream? Events { get; }

    /// <summary>Where answers are read.</summary>
    public ILines Lines { get; }

    /// <summary>Width of what questions are written to, in cells.</summary>
    public Func<int> Columns { get; }

    /// <summary>What has to go while a person is asked.</summary>
    public IStage Stage => _view ?? (IStage)OpenStage.Instance;

    /// <summary>Where the run lies whose answers are asked for.</summary>
    public string RunsFolder => _spec.RunsFolder;

    /// <summary>All that are told of the run.</summary>
    public IReadOnlyList<IRunListener> Listeners => [_view ?? Plain(), .. Events is { } events ? (IRunListener[])[events] : []];

    /// <summary>Opens it; nothing is drawn before the run begins.</summary>
    public static RunTalk Open(Host host, RunTalkSpec spec, CancellationToken ct) => new(host, spec, ct);

    /// <summary>Says something that is no event.</summary>
    public void Tell(string text)
    {
        if (_view is not null)
        {
            _view.Notice(text);
        }
        else
        {
            _host.Err.WriteLine($"slipway: {text}");
        }
    }

    /// <summary>From here on the ends of outputs can be shown: what has to be hidden in them is known.</summary>
    public void Show(ShellOptions shell, SecretHiding redactor, int longestSecretBytes)
    {
        if (_parts is null)
        {
            return;
        }

        var reader = new LocalShell(shell with { KeptBytes = OutputTails.KeptBytes(longestSecretBytes) }, _host.Clock);
        var tails = new OutputTails(reader, redactor, longestSecretBytes);
        _parts.Outputs = state => TailsOf(state, tails);
    }

    /// <summary>Gives the terminal back and ends the stream; may be repeated.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        if (_view is not null)
        {
            await _view.DisposeAsync();
        }

        if (Events is not null)
        {
            await Events.DisposeAsync();
        }

        await _reading.CancelAsync();
        _reading.Dispose();
    }

    private async Task ReadEarlierAsync() => _earlier = await EarlierRuns.ReadAsync(_spec.RunsFolder, _spec.Document, _reading.Token);

    private IRunListener Plain() =>
        TalkChoice.Of(_spec.Mode, _host.Environment, terminal: false) == ProgressMode.GitHub
            ? new GitHubLines(_host.Coloured, _spec.Zone, _spec.RunsFolder, _spec.Quiet)
            : new ProgressLines(_host.Coloured, _host.Colour, _spec.Zone, _spec.Quiet);

    private Dictionary<StepId, OutputTail> TailsOf(RunState state, OutputTails tails)
    {
        var folder = new RunFolder(Path.Combine(_spec.RunsFolder, state.Started.Run.Value));
        var running = state
            .Steps.Values.Where(it => it is { Stage: StepStage.Begun, Step.Work: Work.Block })
            .ToDictionary(it => it.Step.Id, it => folder.AttemptOf(it.Step.Id, it.LastAttempt));
        tails.Keep(running.Values.ToHashSet(StringComparer.Ordinal));
        var found = new Dictionary<StepId, OutputTail>();
        foreach (var (step, place) in running)
        {
            if (tails.Look(place, LiveLayout.TailLines) is { } tail)
            {
                found[step] = tail;
            }
        }

        return found;
    }
}
