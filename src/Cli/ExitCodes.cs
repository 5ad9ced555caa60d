using Slipway.Runs;

namespace Slipway.Cli;

/// <summary>What the process ends with. The one table; <c>docs/guides/exit-codes.md</c> is tested against it.</summary>
internal static class ExitCodes
{
    /// <summary>Go; what was asked holds; done.</summary>
    public const int Go = 0;

    /// <summary>No-go; what was asked does not hold.</summary>
    public const int NoGo = 1;

    /// <summary>The document or the call is not usable.</summary>
    public const int Unusable = 2;

    /// <summary>Waits for a person.</summary>
    public const int Waiting = 3;

    /// <summary>Rolled back, and verified.</summary>
    public const int RolledBack = 4;

    /// <summary>Interrupted; can be resumed.</summary>
    public const int Interrupted = 5;

    /// <summary>A fault of Slipway itself.</summary>
    public const int Fault = 70;

    /// <summary>Of a run that stopped.</summary>
    public static int Of(RunStop stop, RunState state) =>
        stop switch
        {
            RunStop.Waiting => Waiting,
            RunStop.Interrupted => Interrupted,
            _ => state.Ended?.Outcome switch
            {
                Outcome.Go or Outcome.Rehearsed => Go,
                Outcome.RolledBack => state.Started.Drill ? Go : RolledBack,
                _ => NoGo,
            },
        };
}
