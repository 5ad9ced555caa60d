using Microsoft.AspNetCore.Components;
using Slipway.Kernel;

namespace Slipway.Runs.Reports;

/// <summary>A verdict in words; colour and sign only repeat them. Ready markup and no component: a report holds tens of thousands.</summary>
internal static class Badges
{
    private static readonly Dictionary<Verdict, MarkupString> Of = Enum.GetValues<Verdict>()
        .ToDictionary(it => it, it => Markup(Class(it), Sign(it), it.InWords()));

    private static readonly MarkupString OfWaiver = Markup("waived", "~", "Waived");

    /// <summary>The verdict, or the signed exception that stands in its place; the verdict itself is then told beside it.</summary>
    public static MarkupString Badge(Verdict verdict, bool waived = false) => waived ? OfWaiver : Of[verdict];

    private static MarkupString Markup(string kind, string sign, string words) =>
        new($"""<span class="badge {kind}"><span aria-hidden="true">{sign}</span>{words}</span>""");

    /// <summary>The word by which the style sheet knows a verdict.</summary>
    public static string Class(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "pass",
            Verdict.Fail => "fail",
            Verdict.Error => "error",
            Verdict.Inconclusive => "unsure",
            _ => "notrun",
        };

    /// <summary>The sign that repeats a verdict.</summary>
    public static string Sign(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "✓",
            Verdict.Fail => "✕",
            Verdict.Error => "!",
            Verdict.Inconclusive => "?",
            _ => "–",
        };
}
