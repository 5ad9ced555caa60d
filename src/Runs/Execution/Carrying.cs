using Slipway.Kernel;
using Slipway.Runs.Deciding;

namespace Slipway.Runs.Execution;

/// <summary>
/// Carries out attempts, several side by side. When the run turns round what only looks is given up; a change that is under way is not
/// torn, and ends beside what comes next.
/// </summary>
internal sealed class Carrying(RunSession session, AttemptMaker attempts)
{
    private readonly List<Task> _underWay = [];

    /// <summary>Something of an earlier act goes on.</summary>
    public bool IsUnderWay => _underWay.Exists(it => !it.IsCompleted);

    /// <summary>Until all of it has ended, and its end is written.</summary>
    public Task EndedAsync(CancellationToken ct) => Task.WhenAll(_underWay).WaitAsync(ct);

    /// <summary>Until all of it has ended after the run was cancelled: it has written its end, or is found when the run is taken up again.</summary>
    public async Task GivenUpAsync()
    {
        try
        {
            await Task.WhenAll(_underWay);
        }
        catch (OperationCanceledException)
        {
            // As it should.
        }
    }

    /// <summary>Carries out what has begun; returns early, with a cancellation, when the run turns round.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="turn">Cancelled when the run turns round.</param>
    /// <param name="ct">Cancels the run.</param>
    public async Task CarryAsync(IReadOnlyList<StepId> steps, CancellationToken turn, CancellationToken ct)
    {
        var all = Task.WhenAll(steps.Select(id => CarryAsync(id, turn, ct)));
        _underWay.RemoveAll(it => it.IsCompletedSuccessfully);
        _underWay.Add(all);
        await all.WaitAsync(turn);
    }

    /// <summary>Writes how an attempt ended.</summary>
    public void Write(StepId id, AttemptEnd end)
    {
        session.Must(new RunCommand.End(id, end.Judgement, end.Evidence, end.Value, end.Parts) { Cut = end.Cut });
        attempts.Scrub(id, Of(id).LastAttempt);
    }

    private StepState Of(StepId id) => session.State.Steps[id];

    private async Task CarryAsync(StepId id, CancellationToken turn, CancellationToken ct)
    {
        var step = Of(id);
        var isTorn = step.Step.Effect <= Effect.Reads || step.Step.Work == Work.Traffic;
        try
        {
            Write(id, await attempts.MakeAsync(session.State, step.Step, step.LastAttempt, isTorn ? turn : ct));
            await AgainAsync(id, turn);
        }
        catch (OperationCanceledException) when (isTorn && turn.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            Tear(id);
        }
    }

    /// <summary>The run turned round: what only looks is of no use any more.</summary>
    private void Tear(StepId id)
    {
        if (Of(id).Stage == StepStage.Begun)
        {
            var cut = new Cut(CutBy.TurnedBack, null, attempts.TakeSurvivors());
            session.Must(new RunCommand.End(id, AttemptJudge.Torn(Of(id).Step, cut), [], null, []) { Cut = cut });
        }
    }

    /// <summary>Readers are tried again as often as was allowed; each attempt stays visible.</summary>
    private async Task AgainAsync(StepId id, CancellationToken turn)
    {
        while (
            !turn.IsCancellationRequested
            && Of(id) is { Step.Effect: <= Effect.Reads, Verdict: not Verdict.Pass } step
            && step.LastAttempt < step.Step.Attempts
        )
        {
            session.Must(new RunCommand.Retry(id, "slipway"));
            session.Must(new RunCommand.Begin(id));
            Write(id, await attempts.MakeAsync(session.State, step.Step, step.LastAttempt + 1, turn));
        }
    }
}
