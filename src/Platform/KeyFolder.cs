using Slipway.Kernel;

namespace Slipway.Platform;

/// <summary>What came of asking for a private key.</summary>
public abstract record FoundKey
{
    private FoundKey() { }

    /// <summary>Here it is.</summary>
    public sealed record Usable(SigningKey Key) : FoundKey;

    /// <summary>It is encrypted, and no passphrase was given.</summary>
    public sealed record NeedsPassphrase(string Path) : FoundKey;

    /// <summary>There is none of that name.</summary>
    public sealed record Missing(string Path) : FoundKey;

    /// <summary>It cannot be used, and why; what to do is said too.</summary>
    public sealed record Unusable(string Why) : FoundKey;
}

/// <summary>
/// Private keys in files that only their owner may read: <c>NAME.pem</c>, mode 600. A key whose file others can read is not used,
/// as a key that everybody has signs nothing.
/// </summary>
/// <param name="path">The folder; made when the first key is.</param>
public sealed class KeyFolder(string path)
{
    /// <summary>The name of the key of this installation, which signs the records of its runs.</summary>
    public const string Installation = "installation";

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Where the private key of this name lies.</summary>
    public string PathOf(string name) => Path.Combine(path, $"{name}.pem");

    /// <summary>The key of this name.</summary>
    /// <param name="name">A file name without its ending.</param>
    /// <param name="passphrase">Needed for a key that is encrypted.</param>
    public FoundKey Find(string name, string? passphrase = null)
    {
        var file = PathOf(name);
        try
        {
            if (!File.Exists(file))
            {
                return new FoundKey.Missing(file);
            }

            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
            {
                return new FoundKey.Unusable(
                    $"{file} can be read or written by others than its owner, so it is not used: chmod 600 {file}"
                );
            }

            var pem = File.ReadAllText(file);
            if (SigningKey.NeedsPassphrase(pem) && passphrase is null)
            {
                return new FoundKey.NeedsPassphrase(file);
            }

            var (key, why) = SigningKey.Read(pem, passphrase);
            return key is null ? new FoundKey.Unusable($"{file}: {why}") : new FoundKey.Usable(key);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new FoundKey.Unusable($"{file} cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>Makes a key, with its public half beside it as <c>NAME.pub</c>; never over one that is there.</summary>
    public FoundKey Create(string name, string? passphrase = null)
    {
        var key = SigningKey.Create();
        try
        {
            Directory.CreateDirectory(path);
            Write(PathOf(name), key.WritePem(passphrase), Owner);
            Write(Path.ChangeExtension(PathOf(name), ".pub"), key.Public.Pem, Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            return new FoundKey.Usable(key);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            return new FoundKey.Unusable($"{PathOf(name)} cannot be made: {refused.Message}");
        }
    }

    /// <summary>The key of this name; made when there is none. Of two processes that make it at once one does, and both have it.</summary>
    public FoundKey FindOrCreate(string name) =>
        Find(name) switch
        {
            FoundKey.Missing => Create(name) is FoundKey.Usable made ? made : Find(name),
            var found => found,
        };

    /// <summary>Whole or not at all: another process never reads half a key.</summary>
    private static void Write(string file, string pem, UnixFileMode mode)
    {
        var fresh = $"{file}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        try
        {
            using (var stream = new FileStream(fresh, options))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes(pem));
                stream.Flush(flushToDisk: true);
            }

            File.Move(fresh, file, overwrite: false);
        }
        finally
        {
            File.Delete(fresh);
        }
    }
}
