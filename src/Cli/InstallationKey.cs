using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Cli;

/// <summary>The key that signs the records of this installation; made with the first run.</summary>
internal static class InstallationKey
{
    /// <summary>The key; null when there is none and none can be made: then the record is not signed, and that is said.</summary>
    public static SigningKey? Find(Host host)
    {
        if (Keys.FolderOrNone(host, null) is not { } folder)
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
}
