using System.Security.Cryptography;
using Slipway.Kernel;

namespace Slipway.Checks.Files;

/// <summary>Looks at one path. What may not be looked at is an error, not an absence.</summary>
internal static class Facts
{
    /// <summary>Files up to this length get a digest without being asked for one; not those without any, for reading a pipe may never end.</summary>
    private const long DigestBytes = 64 * 1024 * 1024;

    public static async Task<PathFacts> OfAsync(string path, TimeProvider clock, bool digest, CancellationToken ct)
    {
        FileAttributes attributes;
        try
        {
            attributes = File.GetAttributes(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(Exists: false);
        }

        var isFolder = attributes.HasFlag(FileAttributes.Directory);
        if (attributes.HasFlag(FileAttributes.ReparsePoint) && Target(path, isFolder) is not { Exists: true })
        {
            return new(Exists: false);
        }

        var file = new FileInfo(path);
        var changed = isFolder ? Directory.GetLastWriteTimeUtc(path) : file.LastWriteTimeUtc;
        return new(
            Exists: true,
            SizeBytes: isFolder ? SizeOf(path, ct) : file.Length,
            Age: clock.GetUtcNow() - new DateTimeOffset(changed, TimeSpan.Zero),
            Mode: OperatingSystem.IsWindows() ? null : Convert.ToString((int)File.GetUnixFileMode(path), 8).PadLeft(3, '0'),
            Sha256: !isFolder && (digest || file.Length is > 0 and <= DigestBytes) ? await DigestAsync(path, ct) : null
        );
    }

    private static FileSystemInfo? Target(string path, bool isFolder) =>
        isFolder ? Directory.ResolveLinkTarget(path, returnFinalTarget: true) : File.ResolveLinkTarget(path, returnFinalTarget: true);

    private static long SizeOf(string folder, CancellationToken ct)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        var sum = 0L;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", options))
        {
            ct.ThrowIfCancellationRequested();
            sum += file.Length;
        }

        return sum;
    }

    private static async Task<string?> DigestAsync(string path, CancellationToken ct)
    {
        try
        {
            await using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                1,
                useAsync: true
            );
            return file.CanSeek ? Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)) : null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
