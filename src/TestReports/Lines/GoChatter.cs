using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.TestReports.Lines;

/// <summary>What the go tool writes in words between its events: before version 1.24 the faults of a build among them.</summary>
internal static partial class GoChatter
{
    private const int Longest = 2_000;

    /// <summary>The package of <c>FAIL package [build failed]</c>; null for any other line.</summary>
    public static string? BrokenPackage(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("FAIL\t"u8) || !(line.EndsWith("[build failed]"u8) || line.EndsWith("[setup failed]"u8)))
        {
            return null;
        }

        var name = line[5..];
        return Encoding.UTF8.GetString(name[..name.IndexOf((byte)'[')].Trim(" \t"u8));
    }

    public static bool Is(ReadOnlySpan<byte> line) => line.Length <= Longest && Words().IsMatch(Encoding.UTF8.GetString(line));

    /// <summary>Source: the messages of <c>go test</c> and <c>go vet</c>, and <c>file:line:column: text</c> of the compiler.</summary>
    [GeneratedRegex(
        @"^(?:# \S|FAIL(?:\s|$)|PASS$|ok\s|\?\s|go: |exit status [0-9]|vet: |note: |\t|warning: |[^\s:{]+\.go:[0-9]+:)",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Words();
}
