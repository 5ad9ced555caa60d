using System.Globalization;
using Slipway.Checklists;
using Slipway.Runs.Journal;

namespace Slipway.Runs;

/// <summary>What came of making a report of a record.</summary>
public abstract record ReadReport
{
    private ReadReport() { }

    /// <summary>It was made.</summary>
    /// <param name="Model">The report.</param>
    /// <param name="Evidence">Raw outputs by digest; null when they are missing, or are not what was recorded.</param>
    /// <param name="State">The run.</param>
    public sealed record Usable(ReportModel Model, Func<string, byte[]?> Evidence, RunState State) : ReadReport;

    /// <summary>The record cannot be read.</summary>
    public sealed record Unusable(IReadOnlyList<string> Faults) : ReadReport;
}

/// <summary>
/// Makes the report of a run from what its folder holds: journal, plan and evidence. Needs neither the document's place nor
/// settings nor secrets, so that it can be made at any time, elsewhere, of a copy, and of a run that goes on.
/// </summary>
public static class RecordedReport
{
    /// <summary>Reads the record; changes nothing.</summary>
    public static ReadReport Read(RunFolder folder)
    {
        var faults = new List<string>();
        var records = Records(folder, faults);
        var plan = Plan(folder, faults);
        // The seal comes after the reports that it covers; without it the same report comes out again.
        var seal = records is [.., { Body: RunEvent.RecordSealed } last] ? last : null;
        var told = seal is null ? records : [.. records.SkipLast(1)];
        if (faults.Count > 0 || plan is null || RunReader.Fold(told) is not { } state)
        {
            return new ReadReport.Unusable(faults.Count > 0 ? faults : [$"{folder.Journal} is empty: nothing was carried out"]);
        }

        return new ReadReport.Usable(
            ReportModel.Of(state, told, plan.Plan, plan.StatedDigest),
            new EvidenceStore(folder.Evidence).Find,
            seal is null ? state : state.Apply(seal.Body, seal.Time)
        );
    }

    private static IReadOnlyList<JournalRecord> Records(RunFolder folder, List<string> faults)
    {
        switch (FileJournal.Read(folder.Journal))
        {
            case OpenJournal.Opened it:
                return it.Records;
            case OpenJournal.Corrupt it:
                faults.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{folder.Journal}, record {it.Record}: {it.Why}; `slipway status` shows what is whole"
                    )
                );
                return [];
            default:
                faults.Add($"{folder.Journal} is not there");
                return [];
        }
    }

    private static ReadPlan.Usable? Plan(RunFolder folder, List<string> faults)
    {
        if (!File.Exists(folder.Plan))
        {
            faults.Add($"{folder.Plan} is not there: without the plan that was shown there is no report of what was not carried out");
            return null;
        }

        switch (PlanReader.Read(File.ReadAllText(folder.Plan)))
        {
            case ReadPlan.Usable it:
                return it;
            case ReadPlan.Unusable it:
                faults.Add($"{folder.Plan}: {it.Why}");
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
