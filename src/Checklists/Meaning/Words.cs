namespace Slipway.Checklists.Meaning;

/// <summary>A text evened out for looking words up: lower case, one blank between words, one at each end, no other signs.</summary>
internal readonly record struct Words(string Evened)
{
    public static Words Of(string text)
    {
        var buffer = text.Length < 510 ? stackalloc char[512] : new char[text.Length + 2];
        var length = 1;
        buffer[0] = ' ';
        foreach (var character in text)
        {
            if (
                char.IsLetterOrDigit(character)
                || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.NonSpacingMark
            )
            {
                buffer[length++] = char.ToLowerInvariant(character);
            }
            else if (buffer[length - 1] != ' ')
            {
                buffer[length++] = ' ';
            }
        }

        if (buffer[length - 1] != ' ')
        {
            buffer[length++] = ' ';
        }

        return new(new string(buffer[..length]));
    }

    /// <summary>True when there is no word at all.</summary>
    public bool IsEmpty => Evened.Length < 2;

    /// <summary>How many words.</summary>
    public int Count => Evened.Count(it => it == ' ') - 1;

    /// <summary>The words one by one.</summary>
    public string[] Split() => Evened.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
