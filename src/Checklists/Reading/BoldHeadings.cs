namespace Slipway.Checklists.Reading;

/// <summary>Tells the bold line that heads what stands below it from one that states something.</summary>
internal static class BoldHeadings
{
    /// <summary>True for words that are bold and nothing else, or begin with a bold moment.</summary>
    public static bool Is(Inline words) =>
        words is { HasBlank: false, Codes.Count: 0 } && (words.WhollyBold && !IsClaim(words) || IsMoment(words));

    /// <summary>"**T-30min** — freeze" heads what stands below it.</summary>
    private static bool IsMoment(Inline words) =>
        words.Text.Length < 80
        && words.Bold.Length is > 1 and < 20
        && words.Text.StartsWith(words.Bold, StringComparison.Ordinal)
        && words.Bold[0] is 'T' or 'D' or 'J'
        && (words.Bold[1] is '-' or '+' or '–' or '−' && words.Bold.Any(char.IsAsciiDigit) || words.Bold == "T0")
        && words.Text[words.Bold.Length..].TrimStart() is ['—' or '–' or '-' or ':', ..];

    /// <summary>A bold line behind a tick states something; a heading would end in a colon or carry no tick.</summary>
    private static bool IsClaim(Inline words) =>
        words.Text is ['✅' or '✔' or '✓' or '☑' or '❌' or '✗' or '✘', ..] && !words.Text.TrimEnd().EndsWith(':');
}
