using Slipway.Kernel;
using Slipway.Platform;
using Slipway.Runs;

namespace Slipway.Cli;

/// <summary>The signatures of people in a record: ours were verified with the decisions they belong to; those of OpenSSH its own program verifies.</summary>
internal static class PeopleSignatures
{
    public static async Task<VerifiedPart> VerifyAsync(RecordVerification verified, TimeProvider clock, CancellationToken ct)
    {
        var faults = new List<string>();
        foreach (var it in verified.Signatures.Where(it => it.Key is null or { Kind: PublicKey.Ssh }))
        {
            if (it.Key is null || it.Bytes is null || !await SshKeys.VerifiesAsync(it.Key, it.Bytes, it.Value, clock, ct))
            {
                faults.Add(
                    $"record {it.Record}: the signature of {it.By} is not one by a key that was theirs when the run began, or ssh-keygen is not here to tell"
                );
            }
        }

        var says = $"{verified.Signatures.Count} signatures of people with their keys";
        return new("people", faults.Count == 0 ? Verdict.Pass : Verdict.Fail, says, faults);
    }
}
