using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Including;

/// <summary>A checklist with what it includes behind it, as one text whose lines are those of the plan.</summary>
internal static class JoinedText
{
    /// <summary>The text; the checklist's own when it includes nothing.</summary>
    public static SourceText Of(ReadOnlyMemory<byte> bytes, IReadOnlyList<IncludedText> included)
    {
        if (included.Count == 0)
        {
            return SourceText.Read(bytes);
        }

        var joined = new List<byte>([.. bytes.Span]);
        foreach (var part in included)
        {
            joined.Add((byte)'\n');
            joined.AddRange(part.Bytes.Span);
        }

        return SourceText.Read(joined.ToArray());
    }

    /// <summary>A finding where its author finds it. What is included is never written, so nothing there is mended.</summary>
    public static Finding Placed(Finding finding, PlanSource source) =>
        source.OriginOf(finding.Line) is { } origin ? finding with { From = origin, Fix = null } : finding;
}
