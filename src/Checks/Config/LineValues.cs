namespace Slipway.Checks.Config;

/// <summary>Values of files of lines. A key that is given twice has the value of its last line, as shells and most readers have it.</summary>
internal static class LineValues
{
    /// <summary><c>section.key</c>; before the first section <c>key</c> alone.</summary>
    public static string? InIni(string text, string key)
    {
        var section = "";
        string? found = null;
        foreach (var line in Lines(text).Where(it => it[0] is not ('#' or ';')))
        {
            if (line[0] == '[' && line.IndexOf(']', StringComparison.Ordinal) is var close and > 0)
            {
                section = line[1..close].Trim();
                continue;
            }

            var at = line.AsSpan().IndexOfAny('=', ':');
            var name = at < 0 ? line : line[..at].Trim();
            if (string.Equals(section.Length == 0 ? name : $"{section}.{name}", key, StringComparison.OrdinalIgnoreCase))
            {
                found = at < 0 ? "" : Unquoted(line[(at + 1)..].Trim(), "#;");
            }
        }

        return found;
    }

    /// <summary><c>NAME=value</c>, with or without <c>export</c> and quotes.</summary>
    public static string? InEnv(string text, string key)
    {
        string? found = null;
        foreach (var line in Lines(text).Where(it => it[0] != '#'))
        {
            var plain = line.StartsWith("export ", StringComparison.Ordinal) ? line[7..].TrimStart() : line;
            var at = plain.IndexOf('=', StringComparison.Ordinal);
            if (at > 0 && plain[..at].Trim() == key)
            {
                found = Unquoted(plain[(at + 1)..].Trim(), "#");
            }
        }

        return found;
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(it => it.Trim()).Where(it => it.Length > 0);

    /// <summary>Without its quotes, or without the remark behind it.</summary>
    private static string Unquoted(string value, string remarks)
    {
        if (value.Length > 1 && value[0] is '"' or '\'' && value.IndexOf(value[0], 1) is var end and > 0)
        {
            return value[1..end];
        }

        for (var i = 1; i < value.Length; i++)
        {
            if (remarks.Contains(value[i]) && char.IsWhiteSpace(value[i - 1]))
            {
                return value[..i].TrimEnd();
            }
        }

        return value;
    }
}
