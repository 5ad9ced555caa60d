using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Cli;

/// <summary>The key that signs the records of this installation; made with the first run.</summary>
internal static class InstallationKey
{
    /// <summary>The key; null when there is none and none can be made: then the record is not signed, and that is said.</summary>
    public static SigningKey? Find(Host host)
    {
        if (FolderOf(host) is not { } folder)
        {
            host.Err.WriteLine("slipway: there is no home folder, so the record is not signed: name a folder of keys in SLIPWAY_KEYS");
            return null;
        }

        switch (new KeyFolder(folder).FindOrCreate(KeyFolder.Installation))
        {
            case FoundKey.Usable it:
                return it.Key;
            case FoundKey.Unusable it:
                host.Err.WriteLine($"slipway: the record is not signed: {it.Why}");
                return null;
            case FoundKey.NeedsPassphrase it:
                host.Err.WriteLine(
                    $"slipway: the record is not signed: {it.Path} has a passphrase, and the key of an installation signs without a person; make one without"
                );
                return null;
            case FoundKey.Missing it:
                host.Err.WriteLine($"slipway: the record is not signed: {it.Path} is not there");
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The folder of keys; null when there is no home.</summary>
    public static string? FolderOf(Host host)
    {
        if (host.Environment.GetValueOrDefault("SLIPWAY_KEYS") is { Length: > 0 } said)
        {
            return host.Full(said);
        }

        var home =
            host.Environment.GetValueOrDefault("XDG_CONFIG_HOME") is { Length: > 0 } xdg ? xdg
            : host.Environment.GetValueOrDefault("HOME") is { Length: > 0 } own ? Path.Combine(own, ".config")
            : null;
        return home is null ? null : Path.Combine(home, "slipway", "keys");
    }
}
