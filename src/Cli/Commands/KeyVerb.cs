using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway key</c>: making, showing and ending the keys that sign.</summary>
internal static class KeyVerb
{
    public static Command Make(Host host) =>
        new("key", "Make, show, change and revoke the keys with which people sign.")
        {
            New(host),
            List(host),
            Show(host),
            Rotate(host),
            Revoke(host),
        };

    private static Command New(Host host)
    {
        var (name, keys, passphrase) = (
            Name("Name of the new key: letters, digits, '.', '_' and '-'."),
            Keys.FolderOption(),
            Keys.PassphraseOption()
        );
        var verb = new Command("new", "Make a key (ECDSA P-256) in a file that only its owner can read, and print what others need of it.")
        {
            name,
            keys,
            passphrase,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var named = Keys.Named(parsed.GetValue(name)!);
                var folder = Folder(host, parsed.GetValue(keys));
                if (folder.Find(named) is not FoundKey.Missing)
                {
                    throw new UnusableException(
                        $"there is a key {named} already: `slipway key rotate {named}` puts a new one in its place"
                    );
                }

                using var made = Usable(folder.Create(named, await Keys.NewPassphraseAsync(host, parsed.GetValue(passphrase), ct)));
                await host.Err.WriteLineAsync($"slipway: {folder.PathOf(named)} is made; it does not leave this machine.");
                KeyText.Write(host.OutForPeople, named, PublicKey.Of(made.Public), []);
                return ExitCodes.Go;
            }
        );
        return verb;
    }

    private static Command List(Host host)
    {
        var keys = Keys.FolderOption();
        var verb = new Command("list", "List the keys, also those that sign no more.") { keys };
        verb.SetAction(parsed =>
            Reading(() =>
            {
                var folder = Folder(host, parsed.GetValue(keys));
                foreach (var name in folder.AllNames())
                {
                    KeyText.WriteLines(host.OutForPeople, name, folder.PublicOf(name), folder.Past(name));
                }
            })
        );
        return verb;
    }

    private static Command Show(Host host)
    {
        var (name, keys) = (Name("Name of the key."), Keys.FolderOption());
        var verb = new Command("show", "Print the public key, its id, and the lines for slipway.yaml.") { name, keys };
        verb.SetAction(parsed =>
            Reading(() =>
            {
                var named = Keys.Named(parsed.GetValue(name)!);
                var folder = Folder(host, parsed.GetValue(keys));
                if (folder.PublicOf(named) is null && folder.Past(named).Count == 0)
                {
                    throw new UnusableException(Keys.Why(new FoundKey.Missing(folder.PathOf(named))));
                }

                KeyText.Write(host.OutForPeople, named, folder.PublicOf(named), folder.Past(named));
            })
        );
        return verb;
    }

    private static Command Rotate(Host host)
    {
        var (name, keys, passphrase) = (Name("Name of the key."), Keys.FolderOption(), Keys.PassphraseOption());
        var old = new Option<string?>("--old-passphrase-from")
        {
            Description = "Where the passphrase of the present key comes from: env:VARIABLE, or prompt.",
            HelpName = "WHERE",
        };
        var verb = new Command(
            "rotate",
            "Put a new key in the place of one. The old one signs it and nothing more; what it signed before can still be verified."
        )
        {
            name,
            keys,
            passphrase,
            old,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var named = Keys.Named(parsed.GetValue(name)!);
                var folder = Folder(host, parsed.GetValue(keys));
                var known = await Keys.PassphraseAsync(host, parsed.GetValue(old), $"Passphrase of the key {named}: ", ct);
                using var present = Usable(await Keys.FindAsync(folder, named, known, Keys.Lines(host), ct));
                var fresh = await Keys.NewPassphraseAsync(host, parsed.GetValue(passphrase), ct);
                using var next = Usable(folder.Rotate(named, present, fresh, host.Clock.GetUtcNow()));
                KeyText.Write(host.OutForPeople, named, PublicKey.Of(next.Public), folder.Past(named));
                return ExitCodes.Go;
            }
        );
        return verb;
    }

    private static Command Revoke(Host host)
    {
        var (name, keys) = (Name("Name of the key."), Keys.FolderOption());
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it stands beside the key.",
            HelpName = "REASON",
            Required = true,
        };
        var verb = new Command("revoke", "End a key that is lost or known to others: from now on nothing that it signs counts.")
        {
            name,
            keys,
            reason,
        };
        verb.SetAction(parsed =>
            Reading(() =>
            {
                var named = Keys.Named(parsed.GetValue(name)!);
                var why = parsed.GetValue(reason)!.Trim();
                var folder = Folder(host, parsed.GetValue(keys));
                if ((why.Length == 0 ? "--reason is empty" : folder.Revoke(named, why, host.Clock.GetUtcNow())) is { } refused)
                {
                    throw new UnusableException(refused);
                }

                KeyText.Write(host.OutForPeople, named, null, folder.Past(named));
                host.Err.WriteLine("slipway: others learn of it from slipway.yaml only: put the lines above in the place of the key's.");
            })
        );
        return verb;
    }

    private static Argument<string> Name(string description) => new("NAME") { Description = description };

    private static KeyFolder Folder(Host host, string? given) => new(Keys.FolderOf(host, given));

    private static SigningKey Usable(FoundKey found) => found is FoundKey.Usable it ? it.Key : throw new UnusableException(Keys.Why(found));

    private static int Reading(Action act)
    {
        try
        {
            act();
            return ExitCodes.Go;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException(unreadable.Message);
        }
    }
}
