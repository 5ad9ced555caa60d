using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>What a person signed in a run, for whoever verifies it with another program.</summary>
/// <param name="Record">Number of the record.</param>
/// <param name="By">Who signed.</param>
/// <param name="Key">The key that was the person's when the run began; null when none of that name was.</param>
/// <param name="Bytes">What was signed; null when the record does not hold it.</param>
/// <param name="Value">The signature.</param>
public sealed record PersonSignature(long Record, string By, PublicKey? Key, byte[]? Bytes, string Value)
{
    /// <summary>The signatures of a record, in its order.</summary>
    internal static IReadOnlyList<PersonSignature> In(RunEvent.RunStarted started, IReadOnlyList<JournalRecord> records)
    {
        var keys = started
            .People.SelectMany(it => it.Keys ?? [])
            .DistinctBy(it => it.Id, StringComparer.Ordinal)
            .ToDictionary(it => it.Id, it => PublicKey.Read(it.Key).Key, StringComparer.Ordinal);
        return
        [
            .. records
                .Select(it => (it.Sequence, Signed: SignedIn(it.Body)))
                .Where(it => it.Signed.Signature is not null)
                .Select(it => new PersonSignature(
                    it.Sequence,
                    it.Signed.By,
                    keys.GetValueOrDefault(it.Signed.Signature!.KeyId),
                    SignedStatement.In(it.Signed.Signature)?.Bytes,
                    it.Signed.Signature.Value
                )),
        ];
    }

    private static (string By, KeySignature? Signature) SignedIn(RunEvent body) =>
        body switch
        {
            RunEvent.HoldAnswered it => (it.By, it.Signature),
            RunEvent.StepWaived it => (it.By, it.Signature),
            RunEvent.GlassBroken it => (it.By, it.Signature),
            _ => ("", null),
        };
}
