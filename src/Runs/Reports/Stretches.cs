namespace Slipway.Runs.Reports;

/// <summary>Parts of the time line that do not overlap, in order.</summary>
internal sealed class Stretches
{
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _parts;

    public Stretches()
        : this([]) { }

    private Stretches(List<(DateTimeOffset From, DateTimeOffset To)> parts) => _parts = parts;

    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Parts => _parts;

    public TimeSpan Length => TimeSpan.FromTicks(_parts.Sum(it => (it.To - it.From).Ticks));

    /// <summary>These and those, where they overlap once.</summary>
    public Stretches With(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> more)
    {
        var merged = new List<(DateTimeOffset From, DateTimeOffset To)>();
        foreach (var part in _parts.Concat(more.Where(it => it.To > it.From)).OrderBy(it => it.From))
        {
            if (merged.Count > 0 && part.From <= merged[^1].To)
            {
                merged[^1] = (merged[^1].From, part.To > merged[^1].To ? part.To : merged[^1].To);
            }
            else
            {
                merged.Add(part);
            }
        }

        return new(merged);
    }

    /// <summary>What lies between two moments and in none of the parts.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Between(DateTimeOffset from, DateTimeOffset to)
    {
        var at = from;
        foreach (var part in _parts)
        {
            if (part.From > at)
            {
                yield return (at, part.From < to ? part.From : to);
            }

            at = part.To > at ? part.To : at;
        }

        if (to > at)
        {
            yield return (at, to);
        }
    }
}
