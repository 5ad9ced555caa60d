using Slipway.Cli.Commands;
using Slipway.Cli.Terminal.Tty;
using Slipway.Kernel;
using Slipway.Platform;
using Slipway.Runs;

namespace Slipway.Cli.Terminal;

/// <summary>What came of having something signed.</summary>
internal abstract record Signing
{
    private Signing() { }

    /// <summary>It is signed.</summary>
    internal sealed record Done(SignedWord Word) : Signing;

    /// <summary>The person has no key that is here.</summary>
    internal sealed record NoKey(string Why) : Signing;

    /// <summary>There is a key, and it cannot be used.</summary>
    internal sealed record Unusable(string Why) : Signing;
}

/// <summary>Has statements signed with the key that is the signer's, as the run knows it: one that was named with the call, or one of the folder.</summary>
internal sealed class Signer(Host host, string? folder, IReadOnlyList<string> files, string? passphraseFrom)
{
    private readonly KeyFolder _keys = new(folder ?? "");

    /// <summary>Whether the run knows a key of this person.</summary>
    public static bool HasKey(RunState state, string name) => Person(state, name)?.Keys?.Count > 0;

    /// <summary>Signs with the person's own key.</summary>
    /// <param name="statement">What is signed; it was shown.</param>
    /// <param name="state">The run.</param>
    /// <param name="lines">Where a passphrase is typed.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Signing> SignAsync(SignedStatement statement, RunState state, ILines lines, CancellationToken ct)
    {
        try
        {
            return await SignWithAsync(statement, state, lines, ct);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new Signing.Unusable(unreadable.Message);
        }
    }

    /// <summary>Signs with <c>ssh-keygen</c>.</summary>
    public async Task<Signing> SignWithSshAsync(SignedStatement statement, RunState state, string file, CancellationToken ct)
    {
        var half = file.EndsWith(".pub", StringComparison.Ordinal) ? file : $"{file}.pub";
        if (!File.Exists(half))
        {
            return new Signing.NoKey($"there is no {half}: the public half says which key it is");
        }

        var (key, why) = PublicKey.Read(Inputs.ReadText(half));
        if (key is null)
        {
            return new Signing.Unusable($"{half}: {why}");
        }

        if (Person(state, statement.By)?.Keys?.Any(it => it.Id == key.Id) is not true)
        {
            return new Signing.NoKey($"{half} ({key.Id}) was not a key of {statement.By} when the run began");
        }

        var (signature, refused) = await SshKeys.SignAsync(file, statement.Bytes, host.Clock, ct);
        return signature is null
            ? new Signing.Unusable(refused)
            : new Signing.Done(SignedWord.With(statement, key.Id, PublicKey.Ssh, signature, state));
    }

    private async Task<Signing> SignWithAsync(SignedStatement statement, RunState state, ILines lines, CancellationToken ct)
    {
        var known = Person(state, statement.By)?.Keys?.Select(it => it.Id).ToHashSet(StringComparer.Ordinal) ?? [];
        if (known.Count == 0)
        {
            return new Signing.NoKey($"the run knows no key of {statement.By}: slipway.yaml lists none under `keys`");
        }

        foreach (var (keys, name) in Candidates().Where(it => it.Folder.PublicOf(it.Name) is { } key && known.Contains(key.Id)))
        {
            var passphrase = await Keys.PassphraseAsync(host, passphraseFrom == "prompt" ? null : passphraseFrom, "", ct);
            var found = await Keys.FindAsync(keys, name, passphrase, lines, ct);
            if (found is not FoundKey.Usable usable)
            {
                return new Signing.Unusable(Keys.Why(found));
            }

            using (usable.Key)
            {
                return known.Contains(usable.Key.Public.Id)
                    ? new Signing.Done(SignedWord.Sign(statement, usable.Key, state))
                    : new Signing.Unusable($"{keys.PathOf(name)} does not fit its public half");
            }
        }

        return new Signing.NoKey(
            $"none of the keys here is one of {statement.By} ({string.Join(", ", known.Select(it => it[..Math.Min(16, it.Length)]))}): {folder ?? "there is no folder of keys"}"
        );
    }

    /// <summary>Those that were named with the call come first.</summary>
    private IEnumerable<(KeyFolder Folder, string Name)> Candidates() =>
        files
            .Select(it => host.Full(it))
            .Select(it => (new KeyFolder(Path.GetDirectoryName(it)!), Path.GetFileNameWithoutExtension(it)))
            .Concat(_keys.Names().Select(it => (_keys, it)));

    private static Signatory? Person(RunState state, string name) =>
        state.Started.People.FirstOrDefault(it => string.Equals(it.Name.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase));
}
