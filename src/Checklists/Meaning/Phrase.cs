namespace Slipway.Checklists.Meaning;

/// <summary>Whole words, or, in scripts that write without blanks, any place in the text.</summary>
internal readonly record struct Phrase(string Text, bool Open)
{
    public static Phrase Of(string written)
    {
        var stem = written.Trim().EndsWith('*');
        var words = Words.Of(written.Trim().TrimEnd('*')).Evened;
        return words.Any(it => it >= 0x3040) ? new(words.Trim(), true) : new(stem ? words.TrimEnd() : words, stem);
    }

    /// <summary>True in a script that writes without blanks.</summary>
    public bool IsTogether => Text.Length > 0 && Text[0] != ' ';

    public bool IsIn(string text) => Text.Length > 0 && text.Contains(Text, StringComparison.Ordinal);

    public bool Begins(string text) => Text.Length > 0 && text.AsSpan(Text[0] == ' ' ? 0 : 1).StartsWith(Text, StringComparison.Ordinal);

    public bool IsWhole(string text) => text == Text || Open && Begins(text) && text.AsSpan(Text.Length + 1).Trim().IndexOf(' ') < 0;

    public bool EndsIn(string text) =>
        Open && Text.Length > 0
            ? text.LastIndexOf(Text, StringComparison.Ordinal) is var at and >= 0 && text.AsSpan(at + Text.Length).Trim().IndexOf(' ') < 0
            : text.EndsWith(Text, StringComparison.Ordinal);

    public int CountIn(string text)
    {
        var count = 0;
        for (
            var at = text.IndexOf(Text, StringComparison.Ordinal);
            at >= 0 && Text.Length > 0;
            at = text.IndexOf(Text, at + 1, StringComparison.Ordinal)
        )
        {
            count++;
        }

        return count;
    }
}
