using System.Text;
using System.Text.Json.Nodes;
using Slipway.Kernel;

namespace Slipway.Runs.Journal;

/// <summary>Signatures of the installation within the journal: over the run, the number of a record, and its hash.</summary>
internal static class Checkpoints
{
    /// <summary>Records between two of them at the most.</summary>
    public const int Interval = 100;

    public const string PayloadType = "application/vnd.slipway.checkpoint+json";

    /// <summary>The event that signs the record so far.</summary>
    public static RunEvent.CheckpointSigned Sign(RunId run, long record, string head, SigningKey key) =>
        new(record, head, Envelope.Sign(PayloadType, Payload(run, record, head), key).Write());

    /// <summary>Which key signed it; null with a reason when it does not sign the record before it.</summary>
    public static (string? KeyId, string Why) Read(RunEvent.CheckpointSigned checkpoint, RunId run, JournalRecord before)
    {
        var (envelope, why) = Envelope.Read(Encoding.UTF8.GetBytes(checkpoint.Envelope));
        if (envelope is not { PayloadType: PayloadType, Signatures: [var only] })
        {
            return (null, envelope is null ? why : "it signs something else than a record so far");
        }

        return
            (checkpoint.Record, checkpoint.Head) == (before.Sequence, before.Hash)
            && envelope.Payload.AsSpan().SequenceEqual(Payload(run, before.Sequence, before.Hash))
            ? (only.KeyId, "")
            : (null, "it signs another record than the one before it");
    }

    /// <summary>Whether this key signed it.</summary>
    public static bool IsSignedBy(RunEvent.CheckpointSigned checkpoint, VerifyingKey key) =>
        Envelope.Read(Encoding.UTF8.GetBytes(checkpoint.Envelope)).Envelope?.IsSignedBy(key) ?? false;

    private static byte[] Payload(RunId run, long record, string head) =>
        Encoding.UTF8.GetBytes(
            CanonicalJson.Write(
                new JsonObject
                {
                    ["head"] = head,
                    ["record"] = record,
                    ["run"] = run.Value,
                }
            )
        );
}
