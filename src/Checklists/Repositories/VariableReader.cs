using System.Text.RegularExpressions;

namespace Slipway.Checklists.Repositories;

/// <summary>Which environment variables code reads, in the common languages.</summary>
internal static partial class VariableReader
{
    /// <summary>Adds the names that a text reads; true stands for: read at least once without a default.</summary>
    public static void Read(string text, Dictionary<string, bool> into)
    {
        if (!text.Contains("env", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        foreach (Match found in Reading().Matches(text))
        {
            var name = found.Groups[1].Value;
            var behind = text.AsSpan(found.Index + found.Length);
            behind = behind[..Math.Min(behind.Length, 12)].TrimStart(")]'\" ");
            var hasDefault =
                behind.StartsWith("??", StringComparison.Ordinal)
                || behind.StartsWith("||", StringComparison.Ordinal)
                || behind.StartsWith(",", StringComparison.Ordinal);
            into[name] = into.GetValueOrDefault(name) || !hasDefault;
        }
    }

    [GeneratedRegex(
        @"(?:process\.env\.|process\.env\[[""']|import\.meta\.env\.|os\.environ\[[""']|os\.environ\.get\([""']|os\.getenv\([""']|\bENV\[[""']|ENV\.fetch\([""']|GetEnvironmentVariable\([""']|System\.getenv\([""']|\bgetenv\([""']|\benv\([""']|env::var\([""']|os\.Getenv\([""']|os\.LookupEnv\([""'])([A-Z][A-Z0-9_]{2,60})\b"
    )]
    private static partial Regex Reading();
}
