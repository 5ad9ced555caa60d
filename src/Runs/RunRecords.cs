using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Runs.Deciding;

namespace Slipway.Runs;

/// <summary>The records of a folder of runs.</summary>
public sealed class RunRecords(string runsFolder) : IRunRecords
{
    private const int MostRuns = 200;

    /// <inheritdoc/>
    public IReadOnlyList<WayBackRecord> WaysBack(string document, string? folder, CancellationToken ct) =>
        [
            .. PastRun
                .Read(folder ?? runsFolder, document, MostRuns, ct)
                .Where(it => it.State.RollingBack is not null)
                .OrderByDescending(it => it.EndedAt)
                .Select(Of),
        ];

    /// <summary>Digest over what the author wrote of the way back of a document, as it stands.</summary>
    public static string WayBackOf(Checklist checklist, Settings settings, EnvironmentSpec? environment) =>
        WayBack.DigestOf(StepCompiler.Compile(checklist, settings, environment, [])).Hex;

    private static WayBackRecord Of(PastRun run)
    {
        var (state, ended) = (run.State, run.State.Ended!);
        return new(
            state.Started.Run.Value,
            state.Started.Environment,
            run.EndedAt,
            ended.Outcome == Outcome.RolledBack,
            ended.Why,
            WayBack.DigestOf(state.Order.Select(it => state.Steps[it].Step)).Hex
        )
        {
            IsDrill = state.Started.Drill,
            IsDemonstration = state.Started.Demonstration,
            Fault = run.Faults is [var fault, ..] ? fault : null,
        };
    }
}
