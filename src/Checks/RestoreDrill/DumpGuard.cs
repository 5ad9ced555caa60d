using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Checks.RestoreDrill;

/// <summary>
/// Looks through a dump in SQL for what would reach beyond one database: another connection, a program of the shell, databases,
/// roles, the settings of the server. It keeps mistakes off; it is no wall against malice (see decision 60).
/// </summary>
internal static partial class DumpGuard
{
    /// <summary>The first line that reaches out; null when none does.</summary>
    public static async Task<string?> FindAsync(Stream dump, CancellationToken ct)
    {
        using var reader = new StreamReader(dump, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, 1 << 16);
        var copying = false;
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (copying)
            {
                copying = line != @"\.";
            }
            else if (line.StartsWith("COPY ", StringComparison.Ordinal) && line.EndsWith("FROM stdin;", StringComparison.Ordinal))
            {
                copying = true;
            }
            else if (Beyond().IsMatch(line) || Inside().IsMatch(line))
            {
                return line.Length <= 100 ? line : line[..100];
            }
        }

        return null;
    }

    [GeneratedRegex(
        @"^\s*(?:\\(?!(?:un)?restrict\b)[A-Za-z!]|(?:CREATE|ALTER|DROP)\s+(?:DATABASE|ROLE|USER|TABLESPACE|SYSTEM|SUBSCRIPTION|SERVER)\b|COPY\b.{0,500}\b(?:PROGRAM|TO)\b)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Beyond();

    /// <summary>psql carries out a backslash command wherever it stands in a line.</summary>
    [GeneratedRegex(@"\\(?:!|(?:copy|o|out|w|write|setenv|g|gx|gexec|i|ir|include|c|connect)\b)")]
    private static partial Regex Inside();
}
