using Slipway.Flakes.Model;

namespace Slipway.Flakes.Wording;

/// <summary>Everything about one test that its reasons are made of.</summary>
internal sealed class TestStory
{
    private readonly Dictionary<int, (int Passed, int Failed)> ofCommit = [];
    private readonly Dictionary<int, double> flakesBySignature = [];

    public TestStory(TestHistory history, Judged judged, int test)
    {
        (History, Judged, Test) = (history, judged, test);
        var last = new Dictionary<int, int>();
        foreach (ref readonly var it in judged.Evidence.Of(test))
        {
            Add(it, last);
        }

        Regime = FlakyRegime.Of(this);
    }

    public TestHistory History { get; }
    public Judged Judged { get; }
    public int Test { get; }
    public TestEnd End => Judged.Tests[Test];

    /// <summary>Chance that the test is flaky at the end.</summary>
    public double Flaky => 1 - End.Level[0];

    /// <summary>Whether it was ever seen to pass. Until then nothing shows that it could, and so neither that it flakes nor that a change broke it.</summary>
    public bool HasPassed { get; private set; }

    /// <summary>Whether it failed on several commits, and never passed.</summary>
    public bool NeverWorked => !HasPassed && ofCommit.Count > 1;

    /// <summary>Numbers of its failures, in the order of time.</summary>
    public List<int> Failures { get; } = [];

    /// <summary>By failure: what its line said next; nothing for the last.</summary>
    public Dictionary<int, NextOutcome> Next { get; } = [];

    public FlakyRegime Regime { get; }

    /// <summary>The last failure on the main line, or null.</summary>
    public int? LastOnMain
    {
        get
        {
            var evidence = Judged.Evidence;
            var place = Failures.FindLastIndex(it => evidence.Failures[it].Line == evidence.MainLine);
            return place < 0 ? null : Failures[place];
        }
    }

    public HistoryRow Row(int failure) => History.Rows[Judged.Evidence.Failures[failure].Row];

    public (int Passed, int Failed) OnCommit(int failure) => ofCommit[Row(failure).Commit];

    /// <summary>How many other flakes of this test said the same.</summary>
    public int SaidBefore(int failure)
    {
        var signature = Judged.Evidence.Failures[failure].Signature;
        return signature < 0 ? 0 : (int)Math.Round(flakesBySignature[signature] - Judged.Failures[failure].Flake);
    }

    public static DateTimeOffset Time(long atMs) => DateTimeOffset.FromUnixTimeMilliseconds(atMs);

    private void Add(Event it, Dictionary<int, int> last)
    {
        ref readonly var row = ref History.Rows[it.Row];
        var (passed, failed) = ofCommit.GetValueOrDefault(row.Commit);
        ofCommit[row.Commit] = it.Failed ? (passed, failed + 1) : (passed + 1, failed);
        if (last.TryGetValue(it.Line, out var before) && before >= 0)
        {
            Next[before] = new(it.Failed, it.NewCommit);
        }

        last[it.Line] = it.Failure;
        HasPassed |= !it.Failed;
        if (!it.Failed)
        {
            return;
        }

        Failures.Add(it.Failure);
        if (Judged.Evidence.Failures[it.Failure].Signature is var signature and >= 0)
        {
            flakesBySignature[signature] = flakesBySignature.GetValueOrDefault(signature) + Judged.Failures[it.Failure].Flake;
        }
    }
}

/// <summary>The outcome that followed a failure on its line.</summary>
internal readonly record struct NextOutcome(bool Failed, bool NewCommit);
