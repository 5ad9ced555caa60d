using System.Text.RegularExpressions;

namespace Slipway.Checklists.Filling;

/// <summary>Finds boxes of every shape that people use.</summary>
internal static partial class Boxes
{
    /// <summary>The glyphs, with how they look ticked and empty; a variation selector behind one belongs to it.</summary>
    private static readonly (string Glyph, BoxStyle Style)[] Glyphs =
    [
        ("☐", new("☑", "☐")),
        ("☑", new("☑", "☐")),
        ("□", new("☑", "□")),
        ("⬜", new("✅", "⬜")),
        ("✅", new("✅", "⬜")),
    ];

    /// <summary>The boxes of a stretch, in order.</summary>
    /// <param name="text">The stretch; code and comments blanked out.</param>
    /// <param name="tickIsBox">Whether ✅ is a box here: only where the document uses ⬜, elsewhere it is an ornament or a claim.</param>
    public static IReadOnlyList<(int Start, int End, BoxStyle Style, bool Ticked)> Find(string text, bool tickIsBox) =>
        [
            .. Shape()
                .Matches(text)
                .Where(it => IsBox(text, it, tickIsBox))
                .Select(it => (it.Index, it.Index + it.Length, StyleOf(it.Value), IsTicked(it.Value))),
        ];

    /// <summary>Whether a value holds something that would be read as a box.</summary>
    public static bool In(string text) => Shape().IsMatch(text);

    /// <summary>How the box looks, ticked and empty; what it is now stays as the author wrote it.</summary>
    private static BoxStyle StyleOf(string box)
    {
        if (box[0] != '[')
        {
            var style = Glyphs.First(it => box.StartsWith(it.Glyph, StringComparison.Ordinal)).Style;
            return IsTicked(box) ? style with { Ticked = box } : style with { Empty = box };
        }

        return IsTicked(box) ? new(box, "[ ]") : new("[x]", box);
    }

    private static bool IsTicked(string box) => box[0] is '☑' or '✅' || box.Length == 3 && box[0] == '[' && box[1] is not (' ' or '\u00A0');

    /// <summary>A bracket is a box only when it is no link and no part of a word or path.</summary>
    private static bool IsBox(string text, Match found, bool tickIsBox)
    {
        if (found.Value[0] == '✅')
        {
            return tickIsBox;
        }

        if (found.Value[0] != '[')
        {
            return true;
        }

        var before = found.Index == 0 ? ' ' : text[found.Index - 1];
        var behind = found.Index + found.Length == text.Length ? ' ' : text[found.Index + found.Length];
        return !char.IsLetterOrDigit(before) && before is not ('\\' or ']' or '!' or '_') && behind is not ('(' or '[' or ':');
    }

    [GeneratedRegex(@"\[[ \u00A0xX✓✔]\]|\[\]|[☐☑□⬜✅]\uFE0F?")]
    private static partial Regex Shape();
}
