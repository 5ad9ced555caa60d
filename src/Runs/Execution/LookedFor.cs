using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Runs.Execution;

/// <summary>Facts that a command's output does not hold, but its expectation asks for; and what its failure says about this machine.</summary>
internal static partial class LookedFor
{
    /// <summary>The paths that the expectation names, as they are now; null when it names none.</summary>
    public static IReadOnlyDictionary<string, PathFacts>? Paths(Expectation? wanted, string directory, TimeProvider clock)
    {
        var named = wanted?.Clauses.OfType<Clause.PathIs>().SelectMany(it => it.Paths).Distinct(StringComparer.Ordinal).ToList();
        return named is { Count: > 0 }
            ? named.ToDictionary(it => it, it => Facts(Path.Combine(directory, it), clock), StringComparer.Ordinal)
            : null;
    }

    /// <summary>A program, host or file that is not here: we could not look. Null when the exit code is an answer.</summary>
    public static string? NotThere(int? exitCode, string stderr)
    {
        if (exitCode is 126 or 127 && NoProgram().Match(stderr) is { Success: true } missing)
        {
            var name = missing.Groups["name"].Value.Trim('\'', '"', ' ');
            return $"not there: {name} {(missing.Groups["why"].Value.Contains("denied", StringComparison.Ordinal) ? "may not be run" : "is not on this machine")}";
        }

        return exitCode is 6 or 1 or 2 or 128 or 255 && NoHost().Match(stderr) is { Success: true } host
            ? $"not there: the host {host.Groups["name"].Value.Trim('\'', '"')} is not known here"
            : null;
    }

    private static PathFacts Facts(string path, TimeProvider clock)
    {
        if (File.Exists(path))
        {
            var file = new FileInfo(path);
            return new(true, file.Length, clock.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc);
        }

        return Directory.Exists(path) ? new(true, null, clock.GetUtcNow().UtcDateTime - Directory.GetLastWriteTimeUtc(path)) : new(false);
    }

    [GeneratedRegex(@"(?:line [0-9]+: )?(?<name>[^:\n]+): (?<why>command not found|No such file or directory|[Pp]ermission denied)")]
    private static partial Regex NoProgram();

    [GeneratedRegex(
        @"(?:Could not resolve host(?:name)?:?|could not translate host name|Name or service not known:?|Could not resolve)\s+(?<name>[^\s;:,]+)"
    )]
    private static partial Regex NoHost();
}
