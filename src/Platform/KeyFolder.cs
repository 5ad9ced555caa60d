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

    private const string PastEnding = ".past.json";
    private const int LongestName = 63;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode ForAll = Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
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
            Write(Path.ChangeExtension(PathOf(name), ".pub"), key.Public.Pem, ForAll);
            return new FoundKey.Usable(key);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            return new FoundKey.Unusable($"{PathOf(name)} cannot be made: {refused.Message}");
        }
    }

    /// <summary>Whether this can be the name of a key: letters, digits, '.', '_' and '-', at most 63, not beginning with a mark.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(it => char.IsAsciiLetterOrDigit(it) || it is '.' or '_' or '-');

    /// <summary>The names of the keys that can sign, in order.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public IReadOnlyList<string> Names() =>
        Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*.pem").Select(it => Path.GetFileNameWithoutExtension(it)).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>All names that there is or was a key of, in order.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public IReadOnlyList<string> AllNames() =>
        Directory.Exists(path)
            ?
            [
                .. Names()
                    .Concat(Directory.EnumerateFiles(path, $"*{PastEnding}").Select(it => Path.GetFileName(it)[..^PastEnding.Length]))
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>The public half of the key of this name, which needs no passphrase; null when there is none.</summary>
    /// <exception cref="IOException">It cannot be read, or is no public key.</exception>
    public PublicKey? PublicOf(string name)
    {
        var file = Path.ChangeExtension(PathOf(name), ".pub");
        if (!File.Exists(PathOf(name)) || !File.Exists(file))
        {
            return null;
        }

        return PublicKey.Read(File.ReadAllText(file)) is var (key, why) && key is not null ? key : throw new IOException($"{file}: {why}");
    }

    /// <summary>The keys of this name that sign no more, the oldest first.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    public IReadOnlyList<PastKey> Past(string name) => KeyHistory.Read(PastOf(name));

    /// <summary>
    /// Puts a new key in the place of this one, which signs it and then signs no more: its private half is gone, its public one stays.
    /// Where this is cut off, the name has its old key or the new one, and can be given another.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="old">Its key.</param>
    /// <param name="passphrase">Of the new key; null for none.</param>
    /// <param name="now">The end of the old one.</param>
    public FoundKey Rotate(string name, SigningKey old, string? passphrase, DateTimeOffset now)
    {
        var next = SigningKey.Create();
        try
        {
            var signed = Envelope.Sign(KeyHistory.Rotation, System.Text.Encoding.ASCII.GetBytes(next.Public.Pem), old);
            Remember(name, new(PublicKey.Of(old.Public), now, null, signed));
            Write(PathOf(name), next.WritePem(passphrase), Owner, overwrite: true);
            Write(Path.ChangeExtension(PathOf(name), ".pub"), next.Public.Pem, ForAll, overwrite: true);
            return new FoundKey.Usable(next);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            next.Dispose();
            return new FoundKey.Unusable($"{PathOf(name)} cannot be changed: {refused.Message}");
        }
    }

    /// <summary>Ends a key: its private half is removed, its public one stays with the reason. Null when it is done, otherwise why not.</summary>
    public string? Revoke(string name, string reason, DateTimeOffset since)
    {
        try
        {
            if (PublicOf(name) is not { } key)
            {
                return $"there is no key {name} in {path}";
            }

            Remember(name, new(key, since, reason, null));
            File.Delete(PathOf(name));
            File.Delete(Path.ChangeExtension(PathOf(name), ".pub"));
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"{PathOf(name)} cannot be revoked: {refused.Message}";
        }
    }

    private string PastOf(string name) => Path.Combine(path, name + PastEnding);

    private void Remember(string name, PastKey past) =>
        Write(PastOf(name), KeyHistory.Write([.. Past(name), past]), ForAll, overwrite: true);

    /// <summary>The key of this name; made when there is none. Of two processes that make it at once one does, and both have it.</summary>
    public FoundKey FindOrCreate(string name) =>
        Find(name) switch
        {
            FoundKey.Missing => Create(name) is FoundKey.Usable made ? made : Find(name),
            var found => found,
        };

    /// <summary>Whole or not at all: another process never reads half a key.</summary>
    private static void Write(string file, string text, UnixFileMode mode, bool overwrite = false)
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
                stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(fresh, file, overwrite);
        }
        finally
        {
            File.Delete(fresh);
        }
    }
}
