using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Runs.Journal;
using Slipway.Runs.Tests.Doubles;
using Slipway.Runs.Verifying;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>
/// A whole go-live from a seed: the real engine, decider and session over a world, people, a clock and a disk that misbehave. It is
/// killed, cut off from power, cancelled and taken up again until it ends; from <see cref="Calm"/> on nothing more befalls it.
/// </summary>
internal sealed class GoLive : IDisposable
{
    /// <summary>Sessions after which nobody is away and nothing breaks.</summary>
    public const int Calm = 12;

    /// <summary>Sessions in which a calm run must have ended.</summary>
    public const int Enough = Calm + 8;

    /// <summary>In memory where that is, so that a sync of what no history looks at costs nothing.</summary>
    private static readonly string Fast = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    private static readonly SigningKey Key = SigningKey.Create();

    private readonly string _temp = Directory.CreateDirectory(Path.Combine(Fast, $"slipway-simulated-{Guid.NewGuid():n}")).FullName;
    private readonly List<JournalRecord> _durable = [];
    private readonly List<Entry> _entries = [];
    private readonly RunEvent.RunStarted _started;
    private readonly Random _random;
    private readonly AnyWorld _world;
    private readonly AnyPeople _people;
    private readonly AnyTraffic _traffic;
    private ManualClock _time = new(Story.Eight);
    private WallClock? _wall;
    private RunState? _state;
    private Loom _loom = null!;

    private GoLive(int seed)
    {
        _random = new(seed);
        _started = AnyPlan.Of(_random) with { Format = 2, Rules = JudgingRules.Version };
        _world = new(_entries, _random) { Clock = _time };
        _people = new(_entries, _random) { Clock = _time };
        _traffic = new(_entries, _random) { Clock = _time };
    }

    /// <summary>The history of a seed.</summary>
    public static History Of(int seed)
    {
        using var live = new GoLive(seed);
        for (var session = 1; session <= Enough && live._state?.Ended is null; session++)
        {
            live.Live(session);
        }

        return new(
            live._durable.Count > 0 ? (RunEvent.RunStarted)live._durable[0].Body : live._started,
            live._entries,
            [.. live._durable.Skip(1).Select(it => it.Body)]
        )
        {
            LastState = live._state,
            Otherwise = live.Replayed(),
        };
    }

    private IReadOnlyList<string> Replayed()
    {
        if (_durable is not [{ Body: RunEvent.RunStarted started } first, ..])
        {
            return [];
        }

        var evidence = new EvidenceStore(new RunFolder(_temp).Evidence);
        return new Replay(RunState.Begin(started, first.Time), new VerdictReplay(evidence.Find)).Make(_durable.Skip(1)).Faults;
    }

    public void Dispose() => Directory.Delete(_temp, recursive: true);

    private void Live(int session)
    {
        var calm = session > Calm;
        _time = new(_time.GetUtcNow());
        _wall = WallClock.After(_wall, _time, _random, calm ? 0 : 0.01);
        (_world.Clock, _people.Clock, _traffic.Clock, _people.AreKind) = (_time, _time, _time, calm);
        var blow = (Blow)_random.Next(3);
        using var journal = new CrashingJournal(_durable, _entries, calm || _random.Next(3) == 0 ? 0 : _random.Next(1, 14), blow);
        _world.IsDead = _traffic.IsDead = () => journal.IsDead;
        var diesAt = calm || _random.Next(2) == 0 ? DateTimeOffset.MaxValue : _time.GetUtcNow().AddMinutes(_random.Next(1, 60));
        using var cancel = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        if (!calm && _random.Next(6) == 0)
        {
            cancel.CancelAfter(TimeSpan.FromMinutes(_random.Next(1, 90)));
        }

        _loom = new(_random, _time);
        var life = _loom.Run(() => GoOnAsync(session, journal, cancel.Token), () => journal.IsDead, diesAt);
        After(life, journal.IsDead ? $"{blow}" : "killed while it waited");
    }

    private async Task GoOnAsync(int session, CrashingJournal journal, CancellationToken ct)
    {
        var host = HostOf();
        RunSession run;
        if (RunReader.Fold(_durable) is { } known)
        {
            _entries.Add(new Entry.TakenUp(session));
            run = new(journal, known, _durable, _wall!, host.Listeners, Key);
            run.Must(new RunCommand.Resume("Olga"));
        }
        else
        {
            run = RunSession.Start(journal, _started, _wall!, host.Listeners, Key);
        }

        using var engine = new Engine(run, host, new AttemptMaker(host, new(_temp)), new(_temp));
        await engine.RunAsync(ct);
    }

    /// <summary>What the journal says now is all that the next process knows.</summary>
    private void After(Life life, string how)
    {
        if (life.Died)
        {
            _entries.Add(new Entry.Died(how));
            if (_random.Next(2) == 0)
            {
                _entries.Add(new Entry.Died("the power went with it"));
                _world.LosesPower();
            }
        }
        else if (life.Fault is { } fault)
        {
            _entries.Add(new Entry.Died(fault is JournalLostException ? "the disk was full" : $"FAULT {fault}"));
        }

        _state = RunReader.Fold(_durable);
        _time.Advance(TimeSpan.FromMinutes(_random.Next(0, 600)));
        _people.ComeBack();
    }

    private RunHost HostOf() =>
        new()
        {
            Shell = _world,
            Surroundings = new()
            {
                Directory = _temp,
                Variables = new Dictionary<string, string> { ["PRESENT"] = "yes" },
                Limit = TimeSpan.FromMinutes(1),
                // Looks are not simulated, and need real time.
                Clock = TimeProvider.System,
            },
            Redact = it => it,
            People = _people,
            Clock = _wall!,
            IsWatched = _started.Steps.Any(it => it.Work == Work.Trigger),
            Breath = TimeSpan.FromMinutes(1),
            Looks = _traffic.LookAsync,
            Traffic = _traffic,
            Machine = "host",
            Listeners = [new Listener(this)],
        };

    private sealed class Listener(GoLive live) : IRunListener
    {
        public void Happened(RunEvent happened, RunState state, DateTimeOffset at)
        {
            live._entries.Add(new Entry.Told(happened));
            live._loom.AnotherThreadWorks = happened is RunEvent.StepBegan began && state.Steps[began.Step].Step.Work == Work.Check;
        }

        public void Notice(string text) { }
    }
}
