using System.Security.Cryptography;

namespace Slipway.Checks.Backup;

/// <summary>The digest that stands beside a file: <c>NAME.sha256</c>, or its line in <c>SHA256SUMS</c>.</summary>
internal static class Checksum
{
    private const long MostBytes = 1024 * 1024;

    /// <summary>Where the digest of a file stands; null when nowhere.</summary>
    public static string? Beside(FileInfo file)
    {
        string[] places = [$"{file.FullName}.sha256", Path.Combine(file.DirectoryName!, "SHA256SUMS")];
        return places.FirstOrDefault(File.Exists);
    }

    /// <summary>The digest that a list gives for a file, lower case; null when it gives none.</summary>
    /// <exception cref="IOException">The list is too long.</exception>
    public static async Task<string?> InAsync(string list, string name, CancellationToken ct)
    {
        if (new FileInfo(list).Length > MostBytes)
        {
            throw new IOException($"The file {list} is longer than 1 MiB and no list of digests.");
        }

        var lines = (await File.ReadAllLinesAsync(list, ct)).Select(it => it.Trim()).Where(it => it.Length > 0).ToList();
        // A file of its own may hold the digest alone.
        var alone = lines is [{ Length: 64 } only] && only.All(char.IsAsciiHexDigit) ? only : null;
        var named = lines
            .Where(it => it.Length > 66 && it[..64].All(char.IsAsciiHexDigit) && Path.GetFileName(it[64..].TrimStart(' ', '*')) == name)
            .Select(it => it[..64])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        return (named is [var one] ? one : alone)?.ToLowerInvariant();
    }

    public static async Task<string> OfAsync(FileInfo file, CancellationToken ct)
    {
        await using var stream = BackupContent.Open(file.FullName);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
    }
}
