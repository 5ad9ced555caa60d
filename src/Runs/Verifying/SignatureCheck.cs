using System.Globalization;
using Slipway.Kernel;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Verifying;

/// <summary>What came of holding a record against its signatures.</summary>
/// <param name="Statement">What was signed.</param>
/// <param name="Key">The key that signed it, when it did.</param>
/// <param name="Parts">For the auditor.</param>
internal sealed record Signed(RunStatement? Statement, VerifyingKey? Key, IReadOnlyList<VerifiedPart> Parts);

/// <summary>The statement and the checkpoints: by whose key, and whether they state this very record.</summary>
internal sealed class SignatureCheck(RunFolder folder, IReadOnlyList<VerifyingKey> trusted)
{
    private const string Subject = "statement";

    public Signed Of(RunState state, IReadOnlyList<JournalRecord> records)
    {
        var (statement, key, part) = Statement(state, records);
        return new(statement, key, [part, Checkpoints(state, records, key)]);
    }

    private (RunStatement?, VerifyingKey?, VerifiedPart) Statement(RunState state, IReadOnlyList<JournalRecord> records)
    {
        if (!File.Exists(folder.Statement))
        {
            return (null, null, RecordVerifier.Unknown(Subject, "not signed", NotSigned(state)));
        }

        var (envelope, unreadable) = Envelope.Read(File.ReadAllBytes(folder.Statement));
        if (envelope is not { PayloadType: RunStatement.PayloadType, Signatures: [var only] })
        {
            return (
                null,
                null,
                Fails($"statement.json: {(envelope is null ? unreadable : "it is signed as something else, or more than once")}")
            );
        }

        var (key, why) = KeyOf(only.KeyId);
        if (key is null)
        {
            return (null, null, Fails(why));
        }

        if (!envelope.IsSignedBy(key))
        {
            return (null, null, Fails($"statement.json: its signature is not of key {key.Id}"));
        }

        var (statement, other) = RunStatement.Read(envelope.Payload);
        if (statement is null)
        {
            return (null, key, Fails($"statement.json: {other}"));
        }

        List<string> faults = [.. Differences(statement, state, records)];
        return (
            statement,
            key,
            faults.Count > 0
                ? RecordVerifier.Broken(Subject, $"signed by key {key.Id}", faults)
                : RecordVerifier.Says(
                    Subject,
                    $"signed by key {key.Id}{(trusted.Count == 0 ? " (carried in the bundle: that it is the key you expect is for you to compare)" : ", which you trust")}; it states this document, plan, journal, outcome and evidence"
                )
        );
    }

    /// <summary>Where keys are trusted, one of them; otherwise the one that the bundle carries.</summary>
    private (VerifyingKey? Key, string Why) KeyOf(string id)
    {
        var carried = File.Exists(folder.StatementKey)
            ? VerifyingKey.Read(File.ReadAllText(folder.StatementKey))
            : (null, "it is not there");
        if (carried.Key?.Id != id || carried.Key.Pem != File.ReadAllText(folder.StatementKey))
        {
            return (
                null,
                $"statement.pub is not the key {id} that the statement names ({(carried.Key is null ? carried.Why : $"it is {carried.Key.Id}")})"
            );
        }

        return trusted.Count == 0 || trusted.Contains(carried.Key)
            ? carried
            : (null, $"signed by key {id}, which is none of those that you trust ({string.Join(", ", trusted.Select(it => it.Id))})");
    }

    private static string Told(IReadOnlyDictionary<string, string>? artifacts) =>
        string.Join(
            ", ",
            (artifacts ?? new Dictionary<string, string>())
                .OrderBy(it => it.Key, StringComparer.Ordinal)
                .Select(it => $"{it.Key} {it.Value}")
        );

    private IEnumerable<string> Differences(RunStatement it, RunState state, IReadOnlyList<JournalRecord> records)
    {
        var started = state.Started;
        (string What, object? Stated, object? Found)[] held =
        [
            ("the run", it.Run, started.Run.Value),
            ("the outcome", it.Outcome, state.Ended?.Outcome),
            ("the reason of the outcome", it.Why, state.Ended?.Why),
            ("the environment", it.Environment, started.Environment),
            ("whether it is a demonstration", it.Demonstration, started.Demonstration),
            ("whether it is a drill", it.Drill, started.Drill),
            ("the operator", it.Operator, started.Operator),
            ("the start", it.StartedAt, state.StartedAt),
            ("the end", it.EndedAt, state.EndedAt),
            ("the document", it.DocumentSha256, started.DocumentSha256),
            ("the plan", it.PlanDigest, started.PlanDigest),
            ("what goes live", Told(it.Artifacts), Told(RunStatement.ArtifactsOf(state))),
            ("the number of records", it.Records, (long)records.Count),
            ("the head of the journal", it.JournalHead, records[^1].Hash),
            ("the evidence", it.EvidenceRoot, state.EvidenceRoot),
            ("the rules", it.Rules, started.Rules),
            ("the digest of journal.jsonl", it.Files.GetValueOrDefault("journal.jsonl"), FileJournal.DigestOf(folder.Journal).Hex),
        ];
        foreach (var (what, stated, found) in held.Where(one => !Equals(one.Stated, one.Found)))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{what} is stated as {stated}, and the record says {found ?? "nothing"}"
            );
        }

        var named = state.Sealed ?? new Dictionary<string, string>();
        foreach (var name in it.Files.Keys.Concat(named.Keys).Where(one => one != "journal.jsonl").Distinct(StringComparer.Ordinal))
        {
            if (it.Files.GetValueOrDefault(name) != named.GetValueOrDefault(name))
            {
                yield return $"{name} is stated otherwise than it is sealed";
            }
        }
    }

    private static VerifiedPart Checkpoints(RunState state, IReadOnlyList<JournalRecord> records, VerifyingKey? key)
    {
        var faults = new List<string>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        foreach (var (before, record) in records.Zip(records.Skip(1)))
        {
            if (record.Body is not RunEvent.CheckpointSigned checkpoint)
            {
                continue;
            }

            count++;
            var (id, why) = Journal.Checkpoints.Read(checkpoint, state.Started.Run, before);
            if (id is null || key is not null && id == key.Id && !Journal.Checkpoints.IsSignedBy(checkpoint, key))
            {
                faults.Add($"record {record.Sequence}: {(id is null ? why : $"its signature is not of key {id}")}");
            }
            else
            {
                keys.Add(id);
            }
        }

        return Told(count, keys, faults, key);
    }

    private static VerifiedPart Told(int count, HashSet<string> keys, List<string> faults, VerifyingKey? key)
    {
        var says = string.Create(CultureInfo.InvariantCulture, $"{count} signed checkpoints within the journal");
        var strangers = keys.Where(it => it != key?.Id).ToList();
        return faults.Count > 0 ? RecordVerifier.Broken("checkpoints", says, faults)
            : strangers.Count > 0
                ? RecordVerifier.Unknown(
                    "checkpoints",
                    says,
                    $"signed by {string.Join(", ", strangers)}, and that key is not at hand to hold them against"
                )
            : RecordVerifier.Says("checkpoints", says);
    }

    private static string NotSigned(RunState state) =>
        state.Ended is null ? "the run has not ended; it is signed when it has"
        : state.Started.Format == 1
            ? "the record is of format 1, which was not signed: it is consistent in itself, and that is all that can be said"
        : "statement.json is not there: the record is consistent in itself, and that is all that can be said";

    private static VerifiedPart Fails(string why) => RecordVerifier.Broken(Subject, "the signature does not hold", [why]);
}
