using System.Text;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Tests.Reports;

/// <summary>A run that is told event by event, as its journal would hold it: real hashes, real digests, a clock that the test sets.</summary>
internal sealed class ToldRun
{
    private readonly Dictionary<string, byte[]> _evidence = new(StringComparer.Ordinal);
    private readonly List<JournalRecord> _records = [];
    private readonly Plan _plan;
    private DateTimeOffset _now;

    public ToldRun(Plan plan, IReadOnlyList<Step> steps, Func<RunEvent.RunStarted, RunEvent.RunStarted>? with = null)
    {
        _plan = plan;
        _now = Start;
        var started = new RunEvent.RunStarted
        {
            Format = 1,
            Run = new("20261120-010300-3f9a"),
            Mode = RunMode.Run,
            Document = plan.Source.File,
            DocumentSha256 = plan.Source.Sha256,
            PlanDigest = plan.Digest.ToString(),
            Title = plan.Title,
            Environment = "production",
            Operator = "Ade Nwosu",
            NamesAreEnough = true,
            Steps = steps,
        };
        started = with is null ? started : with(started);
        State = RunState.Begin(started, _now);
        Record(started);
    }

    public static DateTimeOffset Start { get; } = new(2026, 11, 20, 1, 3, 0, TimeSpan.Zero);

    public RunState State { get; private set; }

    public ReportModel Report => ReportModel.Of(State, _records, _plan, _plan.Digest.ToString());

    public Task<string> HtmlAsync() => ReportHtml.RenderAsync(Report, Find, TestContext.Current.CancellationToken);

    public byte[]? Find(string sha256) => _evidence.GetValueOrDefault(sha256);

    /// <summary>Writes the record as a run leaves it: journal, plan, evidence.</summary>
    public RunFolder Save(string path)
    {
        var folder = new RunFolder(path);
        File.Delete(folder.Journal);
        using (var journal = FileJournal.Create(folder.Journal, it => it))
        {
            foreach (var record in _records)
            {
                journal.Append(record.Sequence, record.Body, record.Time);
            }
        }

        File.WriteAllText(folder.Plan, PlanJson.Write(_plan).ToJsonString());
        var store = new EvidenceStore(folder.Evidence);
        foreach (var bytes in _evidence.Values)
        {
            store.Keep(bytes);
        }

        return folder;
    }

    public ToldRun After(double seconds)
    {
        _now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    public ToldRun Until(DateTimeOffset moment)
    {
        _now = moment;
        return this;
    }

    public ToldRun Happened(RunEvent happened)
    {
        State = State.Apply(happened, _now);
        Record(happened);
        return this;
    }

    /// <summary>One attempt, from its beginning to its end.</summary>
    public ToldRun Tried(string step, Verdict verdict, string why, double took, params Evidence[] evidence)
    {
        var number = State.Steps[new(step)].LastAttempt + 1;
        Happened(new RunEvent.StepBegan(new(step), number));
        var began = _now;
        After(took);
        return Happened(
            new RunEvent.StepEnded(
                new(step),
                number,
                verdict,
                why,
                [.. evidence.Select(it => it with { At = began, Took = it.Took == default ? TimeSpan.FromSeconds(took) : it.Took })]
            )
        );
    }

    /// <summary>A question and its answer.</summary>
    public ToldRun Answered(
        string step,
        string by,
        string said,
        Verdict verdict = Verdict.Pass,
        string? role = null,
        string? comment = null
    )
    {
        Asked(step, "Is this done?", role).After(40);
        return Happened(
            new RunEvent.HoldAnswered(new(step), by, role, said, comment, verdict, $"{by} says: {said}")
            {
                Through = "terminal",
                PlanDigest = State.Started.PlanDigest,
                VerdictsDigest = State.VerdictsDigest.Hex,
            }
        );
    }

    public ToldRun Asked(string step, string question, string? role = null) =>
        Happened(new RunEvent.HoldOpened(new(step), question, role, State.VerdictsDigest.Hex));

    public ToldRun Waived(string step, string by, string role, string reason, double days) =>
        Happened(
            new RunEvent.StepWaived(new(step), by, role, reason, _now.AddDays(days))
            {
                PlanDigest = State.Started.PlanDigest,
                VerdictsDigest = State.VerdictsDigest.Hex,
            }
        );

    public ToldRun Left(string step, LeftBecause because, string why, string? by = null) =>
        Happened(new RunEvent.StepLeft(new(step), because, why, by));

    /// <summary>Evidence with raw output; the bytes can be found by their digest.</summary>
    public Evidence Saw(string what, Verdict verdict, string seen, string output = "", string expect = "exit0", int line = 0)
    {
        var bytes = Encoding.UTF8.GetBytes(output);
        var digest = Digest.Of(bytes).Hex;
        _evidence[digest] = bytes;
        return new()
        {
            What = what,
            Line = line,
            At = _now,
            Place = "deploy-1:/srv/ledger",
            Expect = expect,
            Seen = seen,
            Verdict = verdict,
            Outputs = output.Length == 0 ? [] : [new("stdout", digest, bytes.Length, false)],
        };
    }

    public static Step StepOf(PlanItem item, Work work, Func<Step, Step>? with = null)
    {
        var step = new Step
        {
            Id = StepId.OfLine(item.Line),
            Line = item.Line,
            Text = item.Text,
            Phase = item.Phase,
            Kind = item.Kind,
            Scope = item.Scope,
            Work = work,
            Effect = item.Effect,
            Expect = item.Expect?.Text,
            Parent = (item.InsideBlock ?? item.AttachedTo) is { } line ? StepId.OfLine(line) : null,
            Block = item.InsideBlock is { } block ? StepId.OfLine(block) : null,
            Rollback = item.Scope == Scope.Rollback,
            Optional = item.Optional,
            Condition = item.Condition,
            Commands = item.Commands,
            Role = item.Role,
            HoldsGate = item.Kind != ItemKind.Field,
        };
        return with is null ? step : with(step);
    }

    private void Record(RunEvent happened)
    {
        var (_, hash, stored) = JournalJson.Write(
            _records.Count + 1,
            _now,
            happened,
            _records.Count == 0 ? Digest.None.Hex : _records[^1].Hash,
            it => it
        );
        _records.Add(new(_records.Count + 1, _now, stored, hash));
    }
}
