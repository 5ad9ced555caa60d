using System.Runtime.InteropServices;

namespace Slipway.TestReports.Counting;

/// <summary>Counts the cases of one report, folds the repeats of a case into attempts, and hands complete cases on.</summary>
internal sealed class ReportTally(Action<TestCase>? listener, int mostHeld)
{
    private const int MostContradictions = 20;
    private const int MostCommits = 10;
    private const double MostSeconds = 1e10;

    private readonly long[] _ends = new long[4];
    private readonly Dictionary<ulong, Row> _rows = [];
    private readonly HeldCases? _held = listener is null ? null : new(listener, mostHeld);
    private readonly List<string> _contradictions = [];
    private readonly HashSet<string> _commits = new(StringComparer.OrdinalIgnoreCase);
    private double _seconds;
    private long _outside;
    private long _flaky;
    private long _reruns;

    /// <summary>What is known of a case that may come again.</summary>
    private record struct Row(TestOutcome Outcome, bool Failed, bool Flaky);

    /// <summary>Whether names and texts are wanted.</summary>
    public bool Listens => listener is not null;

    /// <summary>Cases so far.</summary>
    public long Tests => _ends[0] + _ends[1] + _ends[2] + _ends[3];

    /// <summary>Failures and errors so far, those outside of cases included.</summary>
    public long Bad => _ends[(int)TestOutcome.Failed] + _ends[(int)TestOutcome.Error] + _outside;

    public void Add(CaseDraft draft)
    {
        _seconds = Math.Min(MostSeconds, _seconds + (draft.Seconds ?? 0));
        _reruns += draft.Reruns;
        if (draft.Key != 0)
        {
            AddRow(draft);
            return;
        }

        var flaky = draft.FailedBefore && draft.Outcome == TestOutcome.Passed;
        _ends[(int)draft.Outcome]++;
        _flaky += flaky ? 1 : 0;
        _held?.Pass(draft, flaky);
    }

    /// <summary>Something outside of cases broke: a suite, a package, the run.</summary>
    public void AddOutsideError() => _outside++;

    /// <summary>What the report declares and does not show.</summary>
    public void Contradicts(string says)
    {
        if (_contradictions.Count < MostContradictions)
        {
            _contradictions.Add(says);
        }
    }

    /// <summary>A property that names the commit.</summary>
    public void Commit(string commit)
    {
        if (_commits.Count < MostCommits)
        {
            _commits.Add(commit);
        }
    }

    /// <summary>Behind this point no earlier case comes again.</summary>
    public void Settle()
    {
        _rows.Clear();
        _held?.Release();
    }

    /// <summary>The counts, with what a caller knows beside them.</summary>
    public ReportSummary Summary(string file, ReportStatus status) =>
        new()
        {
            File = file,
            Status = status,
            Tests = Tests,
            Failures = _ends[(int)TestOutcome.Failed],
            Errors = _ends[(int)TestOutcome.Error] + _outside,
            OutsideErrors = _outside,
            Skipped = _ends[(int)TestOutcome.Skipped],
            Flaky = _flaky,
            Reruns = _reruns,
            Duration = TimeSpan.FromSeconds(_seconds),
            Contradictions = _contradictions,
            Commits = [.. _commits],
        };

    private void AddRow(CaseDraft draft)
    {
        ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, draft.Key, out var known);
        var failed = draft.Outcome >= TestOutcome.Failed;
        if (known && draft.OnlyAfterFailure && row.Outcome < TestOutcome.Failed)
        {
            // A case of the same name behind one that passed is no rerun; a rerun follows a failure.
            known = false;
            _held?.Release(draft.Key);
        }

        if (!known)
        {
            row = new(draft.Outcome, failed || draft.FailedBefore, draft.FailedBefore && draft.Outcome == TestOutcome.Passed);
            Count(row, 1);
            _held?.Hold(draft);
            return;
        }

        Count(row, -1);
        draft.SameAttempt &= row.Outcome == TestOutcome.Failed;
        _reruns += draft.SameAttempt ? 0 : 1;
        row = Next(row, draft);
        Count(row, 1);
        _held?.Again(draft, row.Outcome, row.Flaky);
    }

    /// <summary>A repeat decides anew, unless it did not run: then what was seen before stays.</summary>
    private static Row Next(Row row, CaseDraft draft)
    {
        if (draft.SameAttempt)
        {
            var worst = draft.Outcome > row.Outcome ? draft.Outcome : row.Outcome;
            return new(worst, row.Failed || worst >= TestOutcome.Failed, false);
        }

        var outcome = draft.Outcome == TestOutcome.Skipped ? row.Outcome : draft.Outcome;
        var failed = row.Failed || draft.FailedBefore;
        return new(outcome, failed || outcome >= TestOutcome.Failed, failed && outcome == TestOutcome.Passed);
    }

    private void Count(Row row, int by)
    {
        _ends[(int)row.Outcome] += by;
        _flaky += row.Flaky ? by : 0;
    }
}
