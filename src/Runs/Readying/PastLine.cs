using System.Globalization;
using Slipway.Kernel;

namespace Slipway.Runs.Readying;

/// <summary>What an earlier run says today: its record must be whole, and not too old.</summary>
internal static class PastLine
{
    public static ReadinessLine Of(
        string what,
        PastRun run,
        Verdict verdict,
        string why,
        DateTimeOffset at,
        TimeSpan within,
        DateTimeOffset now
    )
    {
        var id = run.State.Started.Run;
        var line = new ReadinessLine(what, verdict, $"run {id}: {why}") { At = at, Until = at + within };
        return run.Faults.Count > 0
                ? line with
                {
                    Verdict = Verdict.Inconclusive,
                    Why = $"the record of run {id} is not whole: {run.Faults[0]}",
                }
            : verdict == Verdict.Pass && now - at > within
                ? line with
                {
                    Verdict = Verdict.Inconclusive,
                    Why = $"run {id} is of {Shown(at)}; at most {Durations.Write(within)} is asked. It said: {why}",
                }
            : line;
    }

    public static string Shown(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
