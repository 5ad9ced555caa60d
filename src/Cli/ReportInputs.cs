using System.IO.Enumeration;
using Slipway.Cli.Commands;
using Slipway.TestReports;

namespace Slipway.Cli;

/// <summary>A report file as it was named, or found where a folder or a pattern was.</summary>
/// <param name="Full">Its absolute path.</param>
/// <param name="Shown">As it is told.</param>
internal sealed record ReportInput(string Full, string Shown);

/// <summary>Report files named on the command line.</summary>
internal static class ReportInputs
{
    private const int Most = 100_000;

    /// <summary>Links to files are followed, links to folders are not: they may lead in circles.</summary>
    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        MaxRecursionDepth = 64,
    };

    /// <summary>All files; a name that stands for none ends the call, and all of those are told together.</summary>
    public static IReadOnlyList<ReportInput> Find(Host host, IReadOnlyList<string> named)
    {
        var faults = new List<string>();
        var found = named
            .SelectMany(it => Under(host, it, faults))
            .DistinctBy(it => it.Full, StringComparer.Ordinal)
            .Take(Most + 1)
            .ToList();
        if (found.Count > Most)
        {
            faults.Add($"more than {Most} files are named; name them narrower");
        }

        return faults.Count == 0 ? found : throw new UnusableException(faults);
    }

    /// <summary>Reads one file; one that cannot be opened is refused like one that cannot be read.</summary>
    public static IEnumerable<ReportSummary> Read(ReportInput input, Action<string, TestCase>? listener, CancellationToken ct)
    {
        var (stream, why) = Open(input);
        if (stream is null)
        {
            yield return new()
            {
                File = input.Shown,
                Status = ReportStatus.Refused,
                Reason = $"it cannot be opened: {why}",
            };
            yield break;
        }

        using (stream)
        {
            foreach (var summary in TestReportReader.Read(stream, input.Shown, listener, null, ct))
            {
                yield return summary;
            }
        }
    }

    private static (FileStream? Stream, string Why) Open(ReportInput input)
    {
        try
        {
            return (
                new(
                    input.Full,
                    new FileStreamOptions
                    {
                        BufferSize = 0,
                        Options = FileOptions.SequentialScan,
                        Share = FileShare.ReadWrite | FileShare.Delete,
                    }
                ),
                ""
            );
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, unreadable.Message);
        }
    }

    private static IEnumerable<ReportInput> Under(Host host, string name, List<string> faults)
    {
        var full = host.Full(name);
        if (File.Exists(full))
        {
            return [new(full, name)];
        }

        var found =
            Directory.Exists(full) ? Files(full, "**/*", name, faults)
            : name.AsSpan().ContainsAny('*', '?') ? Matching(host, name, faults)
            : [];
        if (found.Count == 0)
        {
            faults.Add($"{name}: there is no such file; run what writes the report, or name where it is");
        }

        return found;
    }

    private static List<ReportInput> Matching(Host host, string pattern, List<string> faults)
    {
        var star = pattern.AsSpan().IndexOfAny('*', '?');
        var slash = pattern.LastIndexOf('/', star);
        var folder = slash < 0 ? "" : pattern[..slash];
        var full = host.Full(
            slash == 0 ? "/"
            : folder.Length == 0 ? "."
            : folder
        );
        return Directory.Exists(full) ? Files(full, pattern[(slash + 1)..], slash == 0 ? "/" : folder, faults) : [];
    }

    private static List<ReportInput> Files(string folder, string pattern, string shown, List<string> faults)
    {
        var parts = pattern.Split('/');
        try
        {
            return
            [
                .. Under(folder)
                    .Select(it => (Full: it, Inside: Path.GetRelativePath(folder, it)))
                    .Where(it => Fits(it.Inside.Split('/'), parts))
                    .Take(Most + 1)
                    .OrderBy(it => it.Inside, StringComparer.Ordinal)
                    .Select(it => new ReportInput(it.Full, shown.Length == 0 ? it.Inside : $"{shown.TrimEnd('/')}/{it.Inside}")),
            ];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{shown}: {unreadable.Message}");
            return [];
        }
    }

    private static FileSystemEnumerable<string> Under(string folder) =>
        new(folder, (ref it) => it.ToFullPath(), Everywhere)
        {
            ShouldIncludePredicate = (ref it) => !it.IsDirectory,
            ShouldRecursePredicate = (ref it) => !it.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };

    private static bool Fits(ReadOnlySpan<string> path, ReadOnlySpan<string> pattern)
    {
        if (pattern.IsEmpty)
        {
            return path.IsEmpty;
        }

        if (pattern[0] == "**")
        {
            return Fits(path, pattern[1..]) || !path.IsEmpty && Fits(path[1..], pattern);
        }

        return !path.IsEmpty
            && FileSystemName.MatchesSimpleExpression(pattern[0], path[0], ignoreCase: false)
            && Fits(path[1..], pattern[1..]);
    }
}
