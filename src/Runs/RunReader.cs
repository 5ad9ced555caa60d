using System.Globalization;
using Slipway.Kernel;
using Slipway.Runs.Journal;
using Slipway.Runs.Verifying;

namespace Slipway.Runs;

/// <summary>A run that was opened to look at it.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="State">What is known of it; null when its journal holds nothing.</param>
/// <param name="Records">Its journal.</param>
/// <param name="Faults">What is not as it was recorded; empty when the record is whole.</param>
public sealed record OpenedRun(RunFolder Folder, RunState? State, IReadOnlyList<JournalRecord> Records, IReadOnlyList<string> Faults);

/// <summary>Opens runs for looking, and proves their records: chain, evidence, and the files that were made from them.</summary>
public static class RunReader
{
    /// <summary>Opens one run; changes nothing.</summary>
    public static OpenedRun Open(RunFolder folder)
    {
        var (records, faults) = FileJournal.Read(folder.Journal) switch
        {
            OpenJournal.Opened it => (it.Records, new List<string>()),
            OpenJournal.Corrupt it => (it.Before, [$"journal.jsonl, record {it.Record}: {it.Why}"]),
            _ => ([], [$"{folder.Journal} is not there"]),
        };
        var state = Fold(records);
        if (state is not null)
        {
            faults.AddRange(FaultsOf(folder, state));
            faults.AddRange(FaultsOfSignature(folder, state, records));
        }

        return new(folder, state, records, faults);
    }

    /// <summary>The runs below a folder, the latest first; by their names.</summary>
    public static IReadOnlyList<RunFolder> In(string runsFolder) =>
        Directory.Exists(runsFolder)
            ?
            [
                .. Directory
                    .EnumerateDirectories(runsFolder)
                    .Where(it => !Path.GetFileName(it).StartsWith('.') && File.Exists(Path.Combine(it, "journal.jsonl")))
                    .OrderDescending(StringComparer.Ordinal)
                    .Select(it => new RunFolder(it)),
            ]
            : [];

    /// <summary>The state after these records; null when there are none.</summary>
    public static RunState? Fold(IReadOnlyList<JournalRecord> records)
    {
        if (records is not [{ Body: RunEvent.RunStarted started } first, ..])
        {
            return null;
        }

        return records.Skip(1).Aggregate(RunState.Begin(started, first.Time), (state, record) => state.Apply(record.Body, record.Time));
    }

    private static IEnumerable<string> FaultsOfSignature(RunFolder folder, RunState state, IReadOnlyList<JournalRecord> records) =>
        File.Exists(folder.Statement)
            ? new SignatureCheck(folder, []).Of(state, records).Parts.Where(it => it.Verdict == Verdict.Fail).SelectMany(it => it.Faults)
            : [];

    private static IEnumerable<string> FaultsOf(RunFolder folder, RunState state)
    {
        var store = new EvidenceStore(folder.Evidence);
        foreach (var sha256 in EvidenceCheck.NamedIn(state).Where(it => store.Find(it) is null))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"evidence/{sha256}.gz is missing, or is not what was recorded");
        }

        if (state.Ended is not null && state.Sealed is null)
        {
            yield return "the run has ended, but its record is not sealed: the last record is missing";
        }

        foreach (var (name, sha256) in state.Sealed ?? new Dictionary<string, string>())
        {
            var path = folder.In(name);
            if (!File.Exists(path))
            {
                yield return $"{name} is missing";
            }
            else if (Digest.Of(File.ReadAllBytes(path)).Hex != sha256)
            {
                yield return $"{name} is not what was recorded";
            }
        }
    }
}
