using Slipway.Runs.Deciding;

namespace Slipway.Runs.Execution;

/// <summary>Asks people, and stops asking when something of the hold comes due: a reminder, an escalation, the end of its time.</summary>
internal sealed class Waking(RunHost host)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(20);

    /// <summary>The reply; null when something came due first.</summary>
    public async Task<Reply?> AskAsync(Question question, StepState step, CancellationToken ct)
    {
        if (HoldTimes.Next(step) is not { } next)
        {
            return await host.People.AskAsync(question, ct);
        }

        var left = next - host.Clock.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return null;
        }

        using var due = new CancellationTokenSource(left < Longest ? left : Longest, host.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, ct);
        try
        {
            return await host.People.AskAsync(question, either.Token);
        }
        catch (OperationCanceledException) when (due.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return null;
        }
    }
}
