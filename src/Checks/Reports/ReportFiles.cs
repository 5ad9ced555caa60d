using System.Globalization;
using Slipway.Checks.Files;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Reports;

/// <summary>A file that a tool left behind.</summary>
/// <param name="Full">Its absolute path.</param>
/// <param name="Shown">As it is told to people.</param>
/// <param name="WrittenAt">When it was last written.</param>
internal sealed record ReportFile(string Full, string Shown, DateTimeOffset WrittenAt)
{
    /// <summary>Opens it for reading.</summary>
    public FileStream Open() => new(Full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}

/// <summary>Finds report files, within limits; none is never "nothing wrong".</summary>
internal static class ReportFiles
{
    private const int Most = 2_000;

    private const long MostBytes = 128L * 1024 * 1024;

    /// <summary>The setting that names them.</summary>
    public static CheckSetting Setting { get; } =
        new(
            "files",
            Required: true,
            "Report files, relative to the folder of the environment; `*`, `?` and `**` stand for many, `;` stands between several. At most 2000 files of 128 MiB each."
        );

    /// <summary>All files of the setting; each part must stand for at least one.</summary>
    /// <exception cref="UnreadableReport">There is none, there are too many, or one is too large.</exception>
    public static IReadOnlyList<ReportFile> Find(SettingReader settings, CancellationToken ct)
    {
        var parts = (settings.Text("files") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var found = parts.SelectMany(it => Under(settings, it, ct)).DistinctBy(it => it.Full, StringComparer.Ordinal).ToList();
        return found.Count switch
        {
            0 => throw new UnreadableReport("No report file is named; say files=PATH."),
            > Most => throw new UnreadableReport($"{found.Count} files are more than the {Most} that are read; say files narrower."),
            _ => found,
        };
    }

    private static List<ReportFile> Under(SettingReader settings, string part, CancellationToken ct)
    {
        var files = Matches
            .Of(settings, part, ct)
            .Where(it => File.Exists(it.Full))
            .OrderBy(it => it.Shown, StringComparer.Ordinal)
            .Select(it => new ReportFile(it.Full, Shown(it.Shown), new(File.GetLastWriteTimeUtc(it.Full), TimeSpan.Zero)))
            .ToList();
        if (files.Count == 0)
        {
            throw new UnreadableReport($"There is no report file {Shown(part)}; run what writes it, or say files=PATH.");
        }

        return files.FirstOrDefault(it => new FileInfo(it.Full).Length > MostBytes) is { } large
            ? throw new UnreadableReport(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{large.Shown} is larger than the {MostBytes / 1024 / 1024} MiB that are read."
                )
            )
            : files;
    }

    private static string Shown(string path) => path.Length > 300 ? $"{path[..300]}…" : path;
}
