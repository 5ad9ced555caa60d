namespace Slipway.Runs;

/// <summary>Which steps a run is asked to carry out: <c>--only</c>, <c>--from</c>, <c>--skip</c>. What is not selected is left, visibly, and does not open a gate.</summary>
/// <param name="Only">Lines (<c>164</c>, <c>10-20</c>), or words of a phase or item; empty for all.</param>
/// <param name="From">The first of these lines or words begins the selection; null for the beginning.</param>
/// <param name="Skip">Lines or words to leave out.</param>
public sealed record Selection(IReadOnlyList<string> Only, string? From, IReadOnlyList<string> Skip)
{
    /// <summary>Everything.</summary>
    public static Selection All { get; } = new([], null, []);

    /// <summary>
    /// The words that select nothing on the way forward (nothing at all, a step of the way back, a heading with nothing below
    /// it): the call is not usable with them. A <c>--from</c> that fits nowhere would otherwise begin at the beginning.
    /// </summary>
    public IReadOnlyList<string> Unknown(IReadOnlyList<Step> steps)
    {
        var forward = Forward(steps);
        var byId = steps.ToDictionary(it => it.Id);
        return
        [
            .. Only.Concat(Skip)
                .Concat(From is null ? [] : [From])
                .Where(word => string.IsNullOrWhiteSpace(word) || !forward.Exists(step => Named(step, word, byId))),
        ];
    }

    /// <summary>The forward steps that are not selected, in order.</summary>
    public IReadOnlyList<Step> Left(IReadOnlyList<Step> steps)
    {
        var forward = Forward(steps);
        var byId = steps.ToDictionary(it => it.Id);
        var first = From is null ? 0 : forward.FindIndex(it => Named(it, From, byId));
        return
        [
            .. forward.Where(
                (step, at) =>
                    at < first || Only.Count > 0 && !Only.Any(word => Named(step, word, byId)) || Skip.Any(word => Named(step, word, byId))
            ),
        ];
    }

    private static List<Step> Forward(IReadOnlyList<Step> steps) =>
        [.. steps.Where(it => !it.Rollback && it.Work is not (Work.Group or Work.Part or Work.Trigger) && !it.GuardsChanges)];

    /// <summary>The step itself, or one above it, or a command inside it.</summary>
    private static bool Named(Step step, string word, Dictionary<StepId, Step> steps)
    {
        for (var it = step; it is not null; it = it.Parent is { } parent ? steps.GetValueOrDefault(parent) : null)
        {
            if (Fits(it, word))
            {
                return true;
            }
        }

        return steps.Values.Any(part => part.Work == Work.Part && part.Block == step.Id && Fits(part, word));
    }

    private static bool Fits(Step step, string word)
    {
        var range = word.TrimStart('L').Split('-');
        if (range is [var one] && int.TryParse(one, out var line))
        {
            return step.Line == line;
        }

        if (range is [var low, var high] && int.TryParse(low, out var from) && int.TryParse(high, out var to))
        {
            return step.Line >= from && step.Line <= to;
        }

        return step.Phase.Contains(word, StringComparison.OrdinalIgnoreCase)
            || step.Text.Contains(word, StringComparison.OrdinalIgnoreCase);
    }
}
