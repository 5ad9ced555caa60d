using Slipway.Flakes.Live;
using Slipway.Flakes.Model;
using Slipway.Flakes.Reading;

namespace Slipway.Flakes;

/// <summary>
/// Follows tests while their outcomes come in: an outcome costs a few hundred nanoseconds, whatever came before, and no history is
/// read again. It knows only what came before, so it is more careful than <see cref="FlakeVerdicts"/>. Failures count when their
/// run has ended: only then is it known whether an outage met it. Not for several threads at once.
/// </summary>
public sealed class FlakeWatch
{
    private readonly Parameters parameters;
    private readonly Names tests = new();
    private readonly Names lines = new();
    private readonly Names runs = new();
    private readonly Dictionary<string, int> signatures = new(StringComparer.Ordinal);
    private readonly List<WatchedTest> watched = [];
    private readonly Dictionary<int, WatchedRun> open = [];
    private readonly int main;

    private FlakeWatch(Parameters parameters, string mainBranch)
    {
        this.parameters = parameters;
        main = lines.Of(mainBranch);
    }

    /// <summary>Begins with what is usual; <paramref name="mainBranch"/> names the line that pull requests are held against.</summary>
    public static FlakeWatch New(string mainBranch) => new(new Parameters(), mainBranch);

    /// <summary>Begins with what a history teaches of all tests together, and with its outcomes.</summary>
    public static FlakeWatch Of(TestHistory history)
    {
        var judged = HistoryModel.Judge(history);
        var line = judged.Evidence.MainLine;
        var watch = new FlakeWatch(judged.Parameters, line < 0 ? "main" : history.Lines[line]);
        string? run = null;
        foreach (var outcome in history.Outcomes())
        {
            if (run is not null && run != outcome.Run)
            {
                watch.End(run);
            }

            run = outcome.Run;
            watch.Add(outcome);
        }

        if (run is not null)
        {
            watch.End(run);
        }

        return watch;
    }

    /// <summary>Takes an outcome; one that did not run changes nothing.</summary>
    public void Add(TestOutcome outcome)
    {
        if (outcome.Outcome == OutcomeKind.Skip)
        {
            return;
        }

        var test = Watched(outcome);
        var run = Open(runs.Of(outcome.Run));
        var line = lines.Of(outcome.Pr is { Length: > 0 } pr ? $"#{pr}" : outcome.Branch);
        var isNew = test.MoveTo(line, outcome.Sha.Length > 0 ? outcome.Sha : outcome.Run, line == main);
        run.Count(outcome.Attempt);
        var failed = outcome.Outcome != OutcomeKind.Pass;
        if (failed || run.Waits(test))
        {
            run.Wait(new(test, line, failed, isNew, outcome.Attempt, failed ? SignatureOf(outcome.Message) : -1));
        }
        else
        {
            test.Pass(line, line == main);
        }
    }

    /// <summary>The run has ended: its failures count now, those of an outage against no test.</summary>
    public void End(string run)
    {
        if (open.Remove(runs.Of(run), out var ended))
        {
            ended.Apply(main);
        }
    }

    /// <summary>Chance that a test is flaky now, 0 to 1; null for one that was never seen.</summary>
    public double? FlakeProbability(string suite, string test) =>
        tests.Find($"{suite}\n{test}") is { } number ? 1 - watched[number].Chain.Level[0] : null;

    private WatchedTest Watched(TestOutcome outcome)
    {
        var number = tests.Of($"{outcome.Suite}\n{outcome.Test}");
        if (number == watched.Count)
        {
            watched.Add(new(new TestChain(parameters), parameters));
        }

        return watched[number];
    }

    private WatchedRun Open(int run)
    {
        if (!open.TryGetValue(run, out var found))
        {
            found = new();
            open.Add(run, found);
        }

        return found;
    }

    private int SignatureOf(string? message)
    {
        if (string.IsNullOrWhiteSpace(message))
        {
            return -1;
        }

        var signature = Signature.Of(message);
        if (!signatures.TryGetValue(signature, out var number))
        {
            number = signatures.Count;
            signatures.Add(signature, number);
        }

        return number;
    }
}
