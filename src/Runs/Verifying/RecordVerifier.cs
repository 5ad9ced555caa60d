using System.Globalization;
using Slipway.Kernel;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Verifying;

/// <summary>Holds the parts of a record against each other: files, chain, signature, checkpoints, evidence, and every decision again.</summary>
internal sealed class RecordVerifier(RunFolder folder, IReadOnlyList<VerifyingKey> trusted)
{
    private readonly EvidenceStore _evidence = new(folder.Evidence);

    public RecordVerification Verify()
    {
        // Each record is made again as soon as it is proved, while those behind it are still being read.
        Replay? replay = null;
        var (records, chain) = Chain(it => replay = Next(replay, it));
        if (replay is null || records is not [{ Body: RunEvent.RunStarted started }, ..])
        {
            return new(null, null, null, [chain]);
        }

        var replayed = replay.SoFar;
        var state = replayed.State;
        var signature = new SignatureCheck(folder, trusted).Of(state, records);
        return new(
            state,
            signature.Statement,
            signature.Key?.Id,
            [
                chain,
                .. signature.Parts,
                new FilesCheck(folder).Of(state),
                new EvidenceCheck(folder, _evidence).Of(state),
                Replay(state, replayed),
            ]
        )
        {
            Signatures = PersonSignature.In(started, records),
        };
    }

    private Replay? Next(Replay? replay, JournalRecord record)
    {
        if (replay is null)
        {
            return record.Body is RunEvent.RunStarted started
                ? new(RunState.Begin(started, record.Time), new VerdictReplay(_evidence.Find))
                : null;
        }

        replay.Take(record);
        return replay;
    }

    private (IReadOnlyList<JournalRecord> Records, VerifiedPart Part) Chain(Action<JournalRecord> each)
    {
        switch (FileJournal.Read(folder.Journal, each))
        {
            case OpenJournal.Opened { Records.Count: > 0 } it:
                return (
                    it.Records,
                    Says(
                        "chain",
                        $"{it.Records.Count} records, each with its own hash and that of the record before it; head {it.Records[^1].Hash}"
                    )
                );
            case OpenJournal.Corrupt it:
                return (
                    it.Before,
                    Broken("chain", $"{it.Before.Count} records are whole", [$"journal.jsonl, record {it.Record}: {it.Why}"])
                );
            case OpenJournal.Opened:
                return ([], Broken("chain", "no record", ["journal.jsonl holds no record"]));
            default:
                return ([], Broken("chain", "no record", [$"{folder.Journal} is not there"]));
        }
    }

    private static VerifiedPart Replay(RunState state, Replayed replayed)
    {
        var says = string.Create(
            CultureInfo.InvariantCulture,
            $"{replayed.Decisions} decisions made again in the state before each, {replayed.Verdicts} verdicts made again from their evidence by rules {state.Started.Rules}"
        );
        if (state.Started is { Format: > 1, Rules: not JudgingRules.Version })
        {
            // What other rules would have said is not known, so nothing that differs is a fault.
            return Unknown(
                "replay",
                says,
                $"the record was judged by rules {state.Started.Rules}, and this version of Slipway knows rules {JudgingRules.Version} only"
            );
        }

        if (replayed.Faults.Count > 0)
        {
            return Broken("replay", says, replayed.Faults);
        }

        return state.Started switch
        {
            { Format: 1 } => Unknown(
                "replay",
                says,
                $"the record is of format 1, which does not hold the facts of its {replayed.Untold} verdicts; they cannot be made again"
            ),
            _ => Says("replay", $"{says}; all came out as they are recorded"),
        };
    }

    internal static VerifiedPart Says(string subject, string says) => new(subject, Verdict.Pass, says, []);

    internal static VerifiedPart Broken(string subject, string says, IReadOnlyList<string> faults) =>
        new(subject, Verdict.Fail, says, faults);

    internal static VerifiedPart Unknown(string subject, string says, string why) => new(subject, Verdict.Inconclusive, says, [why]);
}
