using System.Text;

namespace Slipway.Flakes.Reading;

/// <summary>A message without what differs from failure to failure: numbers, identifiers, paths, and all lines but the first.</summary>
internal static class Signature
{
    /// <summary>Characters of a message that are looked at.</summary>
    private const int Longest = 400;

    /// <summary>The signature; empty for a message that says nothing.</summary>
    public static string Of(ReadOnlySpan<char> message)
    {
        var line = FirstLine(message);
        var signature = new StringBuilder(line.Length);
        for (var at = 0; at < line.Length; )
        {
            var end = at;
            while (end < line.Length && IsOfWord(line[end]))
            {
                end++;
            }

            if (end == at)
            {
                signature.Append(line[at++]);
                continue;
            }

            AppendWord(signature, line[at..end]);
            at = end;
        }

        return signature.ToString();
    }

    private static ReadOnlySpan<char> FirstLine(ReadOnlySpan<char> message)
    {
        var text = message.Trim();
        var end = text.IndexOfAny('\n', '\r');
        text = end < 0 ? text : text[..end];
        return text.Length > Longest ? text[..Longest] : text;
    }

    private static bool IsOfWord(char it) => char.IsAsciiLetterOrDigit(it) || it is '/' or '\\' or '_';

    private static void AppendWord(StringBuilder signature, ReadOnlySpan<char> word)
    {
        if (word.Length > 1 && word.ContainsAny('/', '\\') && word[0] is '/' or '\\')
        {
            signature.Append("<path>");
            return;
        }

        if (word.Length >= 6 && word.ContainsAnyInRange('0', '9') && IsHex(word))
        {
            signature.Append('#');
            return;
        }

        var inNumber = false;
        foreach (var it in word)
        {
            if (!char.IsAsciiDigit(it))
            {
                signature.Append(it);
            }
            else if (!inNumber)
            {
                signature.Append('#');
            }

            inNumber = char.IsAsciiDigit(it);
        }
    }

    private static bool IsHex(ReadOnlySpan<char> word)
    {
        foreach (var it in word)
        {
            if (!char.IsAsciiHexDigit(it))
            {
                return false;
            }
        }

        return true;
    }
}
