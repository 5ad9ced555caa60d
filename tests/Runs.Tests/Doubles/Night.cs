using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Runs.Journal;
using Slipway.Runs.Verifying;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Doubles;

/// <summary>A go-live with a world, people, a clock and a journal on disk; it can be cut off at any record and taken up again.</summary>
internal sealed class Night : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly RunEvent.RunStarted _started;

    public Night(params IReadOnlyList<Step> steps)
        : this(Story.Start(steps)) { }

    public Night(RunEvent.RunStarted started, TimeProvider? time = null)
    {
        Time = time ?? Clock;
        _started = started with { Format = 2, Rules = JudgingRules.Version };
        World = new(Time);
        Folder = new(_temp["run"]);
        Directory.CreateDirectory(Folder.Path);
    }

    public ManualClock Clock { get; } = new(Story.Eight);

    /// <summary>The clock of the run; by default the one that the test moves.</summary>
    public TimeProvider Time { get; }

    /// <summary>What moves traffic; null when people do.</summary>
    public Proxy? Proxy { get; init; }

    /// <summary>See <see cref="RunHost.Stays"/>.</summary>
    public bool Stays { get; init; }

    public World World { get; }

    public Crew People { get; } = new();

    public RunFolder Folder { get; }

    public RunState State { get; private set; } = null!;

    public IReadOnlyList<JournalRecord> Records => Reading().Records;

    public Outcome? Outcome => State.Ended?.Outcome;

    public StepState this[int line] => State.Steps[Steps.Id(line)];

    public RunHost Host =>
        new()
        {
            Shell = World,
            Surroundings = new()
            {
                Directory = Folder.Path,
                Limit = TimeSpan.FromMinutes(1),
                Clock = Time,
            },
            Redact = it => it,
            People = People,
            Traffic = Proxy,
            Stays = Stays,
            IsWatched = Time != Clock,
            Clock = Time,
            Machine = "host",
        };

    public void Dispose() => _temp.Dispose();

    public Task<EngineStop> RunAsync(CancellationToken? ct = null)
    {
        var journal = FileJournal.Create(Folder.Journal, it => it);
        return GoOnAsync(journal, RunSession.Start(journal, _started, Time, []), ct);
    }

    public Task<EngineStop> ResumeAsync(CancellationToken? ct = null)
    {
        var (journal, records) = FileJournal.Open(Folder.Journal, it => it) is OpenJournal.Opened it
            ? (it.Journal, it.Records)
            : throw new IOException();
        var session = new RunSession(journal, RunReader.Fold(records)!, records, Time, []);
        session.Must(new RunCommand.Resume("Olga"));
        return GoOnAsync(journal, session, ct);
    }

    /// <summary>Takes up a run again unless it has ended.</summary>
    public Task ResumeWhileOpenAsync() => State.Ended is null ? ResumeAsync() : Task.CompletedTask;

    /// <summary>As if the machine had died after so many records: the journal ends there, the world does not.</summary>
    public void DiesAfter(int records)
    {
        var lines = File.ReadAllLines(Folder.Journal);
        File.WriteAllText(Folder.Journal, string.Concat(lines.Take(records).Select(it => it + "\n")));
    }

    /// <summary>Whatever a test lets happen: every decision and every verdict comes out of the record again.</summary>
    private void ReplaysItself()
    {
        var records = Records;
        var verdicts = new VerdictReplay(new EvidenceStore(Folder.Evidence).Find);
        var began = RunState.Begin((RunEvent.RunStarted)records[0].Body, records[0].Time);
        new Replay(began, verdicts).Make(records.Skip(1)).Faults.ShouldBeEmpty();
    }

    private OpenJournal.Opened Reading() => FileJournal.Read(Folder.Journal).ShouldBeOfType<OpenJournal.Opened>();

    private async Task<EngineStop> GoOnAsync(IJournal journal, RunSession session, CancellationToken? ct)
    {
        using (journal)
        {
            try
            {
                using var engine = new Engine(session, Host, new AttemptMaker(Host, Folder), Folder);
                return await engine.RunAsync(ct ?? TestContext.Current.CancellationToken);
            }
            finally
            {
                State = session.State;
                ReplaysItself();
            }
        }
    }
}

/// <summary>People who answer as the test says; whoever was not told what to say is not here.</summary>
internal sealed class Crew : IPeople
{
    private readonly List<(QuestionKind Kind, int? Line, Reply Reply, bool Once)> _said = [];

    public List<(QuestionKind Kind, StepId Step)> Asked { get; } = [];

    public List<string> Refusals { get; } = [];

    /// <summary>Ends a test in which the same is asked for ever.</summary>
    public int Patience { get; set; } = 200;

    public Crew Say(QuestionKind kind, Reply reply, int? line = null)
    {
        _said.Add((kind, line, reply, false));
        return this;
    }

    public Crew SayOnce(QuestionKind kind, Reply reply, int? line = null)
    {
        _said.Insert(_said.Count(it => it.Once), (kind, line, reply, true));
        return this;
    }

    /// <summary>The line whose question is thought about until it is taken back.</summary>
    public int? ThinksAbout { get; set; }

    /// <summary>Somebody was asked something.</summary>
    public SemaphoreSlim FirstAsked { get; } = new(0);

    /// <summary>Somebody has begun to think.</summary>
    public SemaphoreSlim Thinks { get; } = new(0);

    public Crew Answers(int line, string said) => Say(QuestionKind.Answer, Said(said), line);

    public static Reply.Said Said(string text) => new("Anna", null, text, null, "terminal");

    public Task<Reply> AskAsync(Question question, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Asked.Add((question.Kind, question.Step.Id));
        FirstAsked.Release();
        if (Asked.Count > Patience)
        {
            throw new InvalidOperationException($"Asked for ever: {question.Text}");
        }

        if (ThinksAbout is { } line && question.Step.Id == Steps.Id(line))
        {
            Thinks.Release();
            return ThinkAsync(ct);
        }

        var at = _said.FindIndex(it => it.Kind == question.Kind && (it.Line is null || Steps.Id(it.Line.Value) == question.Step.Id));
        if (at < 0)
        {
            return Task.FromResult<Reply>(new Reply.Nobody());
        }

        var reply = _said[at].Reply;
        if (_said[at].Once)
        {
            _said.RemoveAt(at);
        }

        return Task.FromResult(reply);
    }

    private static async Task<Reply> ThinkAsync(CancellationToken ct)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        return new Reply.Nobody();
    }

    public bool Refused(Question question, string why)
    {
        Refusals.Add(why);
        return Refusals.Count < 5;
    }
}
