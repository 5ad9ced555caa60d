using System.Text;
using System.Text.Json;
using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Execution;

/// <summary>Asks <c>ssh-keygen</c> about signatures of OpenSSH, so that deciding stays pure: what it found is a fact about these bytes.</summary>
internal sealed class Proving(RunHost host)
{
    /// <summary>The word with what was found; whatever it claims itself is forgotten.</summary>
    public async Task<SignedWord?> ProvenAsync(RunState state, SignedWord? word, CancellationToken ct)
    {
        if (word is not { Kind: PublicKey.Ssh })
        {
            return word is null ? null : word with { ProvenSha256 = null };
        }

        var listed = Persons.Find(state, word.Statement.By)?.Keys?.FirstOrDefault(it => it.Id == word.KeyId && it.Kind == PublicKey.Ssh);
        var bytes = word.Statement.Bytes;
        return
            listed is not null
            && PublicKey.Read(listed.Key).Key is { } key
            && key.Id == word.KeyId
            && await host.VerifySsh(key, bytes, word.Value, ct)
            ? word with
            {
                ProvenSha256 = Digest.Of(bytes).Hex,
            }
            : word with
            {
                ProvenSha256 = null,
            };
    }

    /// <summary>What is signed is stored as it was signed, so it must hold nothing that the record would hide; null when it does not.</summary>
    public static string? Hides(RunCommand command, Func<string, string> redact)
    {
        var signed = command switch
        {
            RunCommand.Answer it => it.Signed,
            RunCommand.Waive it => it.Signed,
            RunCommand.BreakGlass it => it.Signed,
            _ => null,
        };
        return signed is null || signed.Statement.Members.Values.Append(signed.Value).All(it => redact(it) == it)
            ? null
            : "What was signed holds a secret, which no record keeps; say it without and sign that.";
    }
}
