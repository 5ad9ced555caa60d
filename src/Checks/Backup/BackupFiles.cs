using Slipway.Checks.Files;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Backup;

/// <summary>The backups that a path stands for, newest first. Folders are none.</summary>
internal static class BackupFiles
{
    /// <summary>Finds them.</summary>
    /// <exception cref="IOException">The folder in which they should be is not there (not mounted?).</exception>
    public static IReadOnlyList<FileInfo> Of(SettingReader settings, string path, CancellationToken ct)
    {
        var plain = path.Split('/').TakeWhile(it => it.AsSpan().IndexOfAny('*', '?') < 0).ToList();
        var folder = plain.Count == path.Split('/').Length ? Path.GetDirectoryName(settings.PathOf(path)) : settings.PathOf(Joined(plain));
        if (folder is null || !Directory.Exists(folder))
        {
            throw new IOException($"The folder {folder ?? path} is not there.");
        }

        return
        [
            .. Matches
                .Of(settings, path, ct)
                .Where(it => File.Exists(it.Full) && !IsChecksum(it.Full))
                .Select(it => new FileInfo(it.Full))
                .OrderByDescending(it => it.LastWriteTimeUtc)
                .ThenByDescending(it => it.Name, StringComparer.Ordinal),
        ];
    }

    private static string Joined(List<string> parts) =>
        parts switch
        {
            [] => ".",
            [""] => "/",
            _ => string.Join('/', parts),
        };

    private static bool IsChecksum(string path) =>
        path.EndsWith(".sha256", StringComparison.Ordinal) || Path.GetFileName(path).StartsWith("SHA256SUMS", StringComparison.Ordinal);
}
