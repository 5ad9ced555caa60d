using System.IO.Compression;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Runs.Journal;

/// <summary>Raw outputs by their digest: each content once, gzip-compressed, in <c>evidence/SHA256.gz</c>; the digest is that of the uncompressed bytes.</summary>
internal sealed class EvidenceStore(string folder)
{
    /// <summary>Keeps the bytes; may be repeated, the digest is the key.</summary>
    public Digest Keep(ReadOnlySpan<byte> bytes)
    {
        var digest = Digest.Of(bytes);
        var path = PathOf(digest.Hex);
        if (File.Exists(path) && Find(digest.Hex) is not null)
        {
            return digest;
        }

        DurableStorage.MakeFolder(folder);
        var fresh = $"{path}.{Guid.NewGuid():N}.new";
        using (var file = new FileStream(fresh, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            using (var packed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
            {
                packed.Write(bytes);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
        DurableStorage.SyncFolder(folder);
        return digest;
    }

    /// <summary>The bytes; null when they are missing, or are not what the digest says.</summary>
    public byte[]? Find(string sha256)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        try
        {
            // Of nothing the framework writes no gzip at all, and refuses to read it back.
            using var file = File.OpenRead(PathOf(sha256));
            using var packed = file.Length == 0 ? Stream.Null : new GZipStream(file, CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            packed.CopyTo(bytes);
            var found = bytes.ToArray();
            return Digest.Of(found).Hex == sha256 ? found : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether something lies there under this digest, whatever it is.</summary>
    public bool Has(string sha256) => sha256.All(char.IsAsciiHexDigitLower) && File.Exists(PathOf(sha256));

    private string PathOf(string sha256) => Path.Combine(folder, $"{sha256}.gz");
}
