using System.Globalization;
using Slipway.Kernel;

namespace Slipway.Judging;

/// <summary>What a condition asks beside its bound. All of it must hold; what cannot be told holds the condition, unless another part is seen not to hold.</summary>
public sealed record TriggerParts
{
    /// <summary>Longest number of values that is remembered for a growth.</summary>
    internal const int MostPoints = 64;

    /// <summary>Nothing beside the bound.</summary>
    public static TriggerParts None { get; } = new();

    /// <summary>The upper end of a band, its ends included, in the unit of the samples; null for no band.</summary>
    public double? UpTo { get; init; }

    /// <summary>The bound is a multiple of the baseline, and not a number of its own.</summary>
    public bool OfBaseline { get; init; }

    /// <summary>
    /// The values rise over this window: of all pairs of values in it at least three quarters rise (Kendall's count; equal values do not),
    /// and the newest is above the oldest. At least five values that reach over three quarters of the window are needed to tell.
    /// </summary>
    public TimeSpan? GrowingOver { get; init; }

    /// <summary>Only from so long after the first change on.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>The last change is no older than that.</summary>
    public TimeSpan? ChangedWithin { get; init; }

    /// <summary>So many looks one behind the other, 1 to 100; what was not seen neither counts nor breaks the row. Default 1.</summary>
    public int InARow { get; init; } = 1;

    /// <summary>All of it in words; empty when there is nothing.</summary>
    public string Words =>
        string.Join(
            ' ',
            (
                (string?[])
                    [
                        UpTo is { } top ? string.Create(CultureInfo.InvariantCulture, $"up to {top:R}") : null,
                        OfBaseline ? "x baseline" : null,
                        GrowingOver is { } window ? $"growing over {window:c}" : null,
                        After is { } since ? $"after {since:c}" : null,
                        ChangedWithin is { } last ? $"changed within {last:c}" : null,
                        InARow > 1 ? string.Create(CultureInfo.InvariantCulture, $"{InARow} in a row") : null,
                    ]
            ).Where(it => it is not null)
        );

    /// <summary>
    /// Parts an expectation into the words that one look can show and the parts that only many looks can. Null when a part stands there
    /// twice: which of them is meant is not known.
    /// </summary>
    public static (IReadOnlyList<string> OneLook, TriggerParts Parts)? Of(Expectation wanted)
    {
        var (oneLook, parts) = (new List<string>(), None);
        foreach (var (clause, words) in wanted.Clauses.Zip(wanted.Parts))
        {
            var more = clause switch
            {
                Clause.Growing it => parts.GrowingOver is null ? parts with { GrowingOver = it.Over } : null,
                Clause.After it => parts.After is null ? parts with { After = it.Since } : null,
                Clause.ChangedWithin it => parts.ChangedWithin is null ? parts with { ChangedWithin = it.Window } : null,
                Clause.InARow it => parts.InARow == 1 ? parts with { InARow = it.Looks } : null,
                _ => parts,
            };
            if (more is null)
            {
                return null;
            }

            if (ReferenceEquals(more, parts))
            {
                oneLook.Add(words);
            }

            parts = more;
        }

        return (oneLook, parts);
    }
}
