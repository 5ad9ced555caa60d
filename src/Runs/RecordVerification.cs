using Slipway.Kernel;
using Slipway.Runs.Verifying;

namespace Slipway.Runs;

/// <summary>One thing of a record that was held against another.</summary>
/// <param name="Subject">Short name, stable for programs: <c>files</c>, <c>chain</c>, <c>statement</c>, <c>checkpoints</c>, <c>evidence</c>, <c>replay</c>.</param>
/// <param name="Verdict">Pass when it holds, Fail when it does not, Inconclusive when it cannot be judged.</param>
/// <param name="Says">What was held against what, with numbers, for an auditor.</param>
/// <param name="Faults">What does not hold, each with its place.</param>
public sealed record VerifiedPart(string Subject, Verdict Verdict, string Says, IReadOnlyList<string> Faults);

/// <summary>What came of verifying a record: offline, and without trusting whoever made it further than the key that signed it.</summary>
/// <param name="Run">What is known of the run; null when not even its first record can be read.</param>
/// <param name="Statement">What was signed; null when nothing that can be read.</param>
/// <param name="KeyId">The key that signed it; null when it is not signed.</param>
/// <param name="Parts">What was held against what.</param>
public sealed record RecordVerification(RunState? Run, RunStatement? Statement, string? KeyId, IReadOnlyList<VerifiedPart> Parts)
{
    /// <summary>What people signed with their keys, in the order of the record. The replay verifies those of P-256, and takes those of OpenSSH for proved.</summary>
    public IReadOnlyList<PersonSignature> Signatures { get; init; } = [];

    /// <summary>The worst of its parts: the record holds only when all of them do.</summary>
    public Verdict Verdict => Verdicts.Worst(Parts.Select(it => it.Verdict));

    /// <summary>Verifies the folder of a run, or of a bundle that was unpacked. Changes nothing.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="trusted">Public keys of installations whose word counts. Empty: whichever key signed it is named, and not compared.</param>
    public static RecordVerification Of(RunFolder folder, IReadOnlyList<VerifyingKey> trusted) =>
        new RecordVerifier(folder, trusted).Verify();
}
