namespace Slipway.Checklists.Reading;

/// <summary>Headings by a sign, as office documents have them: <c>■ Preparation</c>, <c>◆ Steps</c>, <c>【Check】</c>.</summary>
internal static class SignedHeadings
{
    /// <summary>Longer lines are sentences behind a sign.</summary>
    private const int Longest = 60;

    private const string High = "■▣";
    private const string Middle = "◆◇▼▽◎❖";

    /// <summary>The level, below those that Markdown authors use; 0 for a line that is no heading.</summary>
    public static int LevelOf(string raw)
    {
        var text = raw.Trim();
        return text.Length is < 3 or > Longest
            || text[^1] is '。' or '.'
            || text.Contains(Inline.Blank, StringComparison.Ordinal)
            || text.Contains("__", StringComparison.Ordinal)
                ? 0
            : High.Contains(text[0], StringComparison.Ordinal) ? 4
            : Middle.Contains(text[0], StringComparison.Ordinal) ? 5
            : text[0] == '【' && text.IndexOf('】', StringComparison.Ordinal) == text.Length - 1 ? 6
            : 0;
    }

    /// <summary>The words without the sign.</summary>
    public static string WordsOf(string raw) => raw.Trim().Trim('【', '】').TrimStart([.. High, .. Middle]).Trim();
}
