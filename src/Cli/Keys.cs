using System.CommandLine;
using Slipway.Cli.Commands;
using Slipway.Cli.Terminal;
using Slipway.Cli.Terminal.Tty;
using Slipway.Platform;

namespace Slipway.Cli;

/// <summary>The keys of whoever calls: where they lie, and how their passphrases come in.</summary>
internal static class Keys
{
    private const string OfVariable = "env:";
    private const string AtPrompt = "prompt";

    public static Option<string?> FolderOption() =>
        new("--keys")
        {
            Description = "Folder of the keys. Default: SLIPWAY_KEYS, otherwise slipway/keys in XDG_CONFIG_HOME or in ~/.config.",
            HelpName = "DIR",
        };

    public static Option<string?> PassphraseOption() =>
        new("--passphrase-from")
        {
            Description = "Where the passphrase comes from: env:VARIABLE, or prompt. Never the passphrase itself.",
            HelpName = "WHERE",
        };

    /// <summary>The folder: the option, the variable, the usual place.</summary>
    public static string FolderOf(Host host, string? given) =>
        FolderOrNone(host, given)
        ?? throw new UnusableException("there is no home folder, so no folder of keys: name one with --keys, or in SLIPWAY_KEYS");

    /// <summary>As <see cref="FolderOf"/>; null when there is no home.</summary>
    public static string? FolderOrNone(Host host, string? given)
    {
        if ((given ?? host.Environment.GetValueOrDefault("SLIPWAY_KEYS")) is { Length: > 0 } said)
        {
            return host.Full(said);
        }

        return host.Environment.GetValueOrDefault("XDG_CONFIG_HOME") is { Length: > 0 } configuration
                ? Path.Combine(configuration, "slipway", "keys")
            : host.Environment.GetValueOrDefault("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config", "slipway", "keys")
            : null;
    }

    public static string Named(string name) =>
        KeyFolder.IsName(name)
            ? name
            : throw new UnusableException(
                $"\"{name}\" cannot be the name of a key: letters, digits, '.', '_' and '-', at most 63, for instance ada-lovelace"
            );

    /// <summary>The passphrase of a new key, typed twice; null for none.</summary>
    public static async Task<string?> NewPassphraseAsync(Host host, string? from, CancellationToken ct)
    {
        if (from != AtPrompt)
        {
            return await PassphraseAsync(host, from, "", ct);
        }

        var first = await PassphraseAsync(host, from, "Passphrase of the new key: ", ct);
        return await PassphraseAsync(host, from, "The same once more: ", ct) == first
            ? first
            : throw new UnusableException("the two passphrases are not the same; no key was made");
    }

    /// <summary>The passphrase as it is to be had; null when nothing was said of it.</summary>
    public static async Task<string?> PassphraseAsync(Host host, string? from, string prompt, CancellationToken ct)
    {
        switch (from)
        {
            case null:
                return null;
            case AtPrompt:
                return await TypedAsync(Lines(host), prompt, ct);
            case not null when from.StartsWith(OfVariable, StringComparison.Ordinal):
                return host.Environment.GetValueOrDefault(from[OfVariable.Length..]) is { Length: > 0 } value
                    ? value
                    : throw new UnusableException($"the variable {from[OfVariable.Length..]} holds no passphrase");
            default:
                throw new UnusableException("--passphrase-from takes env:VARIABLE or prompt; the passphrase itself does not belong there");
        }
    }

    /// <summary>A key whose passphrase is asked for where that is possible.</summary>
    public static async Task<FoundKey> FindAsync(KeyFolder folder, string name, string? passphrase, ILines lines, CancellationToken ct) =>
        folder.Find(name, passphrase) is FoundKey.NeedsPassphrase
        && await lines.ReadHiddenAsync($"    passphrase of key {name}: ", ct) is { Length: > 0 } typed
            ? folder.Find(name, typed)
            : folder.Find(name, passphrase);

    /// <summary>Where a person types, outside a run.</summary>
    public static ILines Lines(Host host) =>
        OperatingSystem.IsLinux() && host.Interactive ? new TtyLines(new UnixTty()) : new PlainLines(host.In, host.Err);

    /// <summary>Why a key cannot be used, with what to do.</summary>
    public static string Why(FoundKey found) =>
        found switch
        {
            FoundKey.Missing it => $"there is no key {it.Path}: `slipway key new NAME` makes one, `slipway key list` shows what is there",
            FoundKey.NeedsPassphrase it =>
                $"{it.Path} needs its passphrase: at a terminal it is asked for, elsewhere it comes from a variable (env:VARIABLE, see --help)",
            FoundKey.Unusable it => it.Why,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static async Task<string> TypedAsync(ILines lines, string prompt, CancellationToken ct) =>
        await lines.ReadHiddenAsync(prompt, ct) is { Length: > 0 } typed
            ? typed
            : throw new UnusableException(
                "nobody typed a passphrase; where there is no terminal, name a variable: --passphrase-from env:VARIABLE"
            );
}
