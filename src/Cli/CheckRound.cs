using System.Runtime.CompilerServices;
using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Kernel;

namespace Slipway.Cli;

/// <summary>Makes checks outside a run, side by side, and gives the results back in the order of the checks, secrets taken out.</summary>
internal sealed class CheckRound(Host host, EnvironmentAtHand here)
{
    /// <summary>Makes them, at most <paramref name="parallel"/> at the same time.</summary>
    public async IAsyncEnumerable<CheckResult> MakeAsync(
        IReadOnlyList<NamedCheck> checks,
        int parallel,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        using var places = new SemaphoreSlim(parallel);
        var running = checks.Select(it => MakeAsync(it, places, ct)).ToList();
        foreach (var result in running)
        {
            yield return await result;
        }
    }

    private async Task<CheckResult> MakeAsync(NamedCheck check, SemaphoreSlim places, CancellationToken ct)
    {
        await places.WaitAsync(ct);
        try
        {
            var (at, began) = (host.Clock.GetUtcNow(), host.Clock.GetTimestamp());
            var surroundings = here.Surroundings with { Limit = check.Limit ?? here.Surroundings.Limit };
            var look = await Checking.MakeAsync(check.Check, check.Expect, check.Name, surroundings, ct);
            return new()
            {
                Name = Hide(check.Name),
                Kind = check.Check.Kind,
                With = check.Check.With.ToDictionary(it => it.Key, it => Hide(it.Value), StringComparer.Ordinal),
                Verdict = look.Judged.Verdict,
                Why = Hide(look.Judged.Why),
                Expect = look.Wanted?.Text,
                Seen = Hide(ObservationWords.Short(look.Seen)),
                Evidence = Hide(look.Seen?.Body ?? look.Seen?.Stdout ?? ""),
                At = at,
                Took = host.Clock.GetElapsedTime(began),
                Place = host.Machine,
            };
        }
        finally
        {
            places.Release();
        }
    }

    private string Hide(string text) => here.Redactor.Redact(text);
}

/// <summary>What became of one check; holds no secret.</summary>
internal sealed record CheckResult
{
    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required IReadOnlyDictionary<string, string> With { get; init; }

    public required Verdict Verdict { get; init; }

    public required string Why { get; init; }

    public required string? Expect { get; init; }

    /// <summary>What was seen, in one line.</summary>
    public required string Seen { get; init; }

    /// <summary>The raw answer, as far as it was kept.</summary>
    public required string Evidence { get; init; }

    public required DateTimeOffset At { get; init; }

    public required TimeSpan Took { get; init; }

    public required string Place { get; init; }
}
