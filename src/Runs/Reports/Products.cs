using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Reports;

/// <summary>What is made from a record: the filled document and the reports; sealed with their digests when the run has ended.</summary>
internal static class Products
{
    public static async Task WriteAsync(
        RunSession session,
        RunFolder folder,
        Checklist checklist,
        bool annotate,
        Func<string, string> redact,
        CancellationToken ct
    )
    {
        var state = session.State;
        await WholeFile.WriteAsync(folder.Checklist, ChecklistFiller.Fill(checklist, RunFillings.Of(state, checklist, annotate, redact)));
        var report = ReportModel.Of(state, session.Records, PlanRedaction.Hide(checklist.Plan, redact), checklist.Plan.Digest.ToString());
        var evidence = new EvidenceStore(folder.Evidence).Find;
        foreach (var format in (ReportFormat[])[ReportFormat.Json, ReportFormat.Md, ReportFormat.Html])
        {
            await ReportFiles.WriteAsync(folder.In(ReportFiles.NameOf(format)), format, report, evidence, ct);
        }

        if (state.Ended is null)
        {
            return;
        }

        if (Directory.Exists(folder.Work))
        {
            Directory.Delete(folder.Work, recursive: true);
        }

        session.Seal(
            RunFolder
                .Made.Where(it => File.Exists(folder.In(it)))
                .ToDictionary(it => it, it => Digest.Of(File.ReadAllBytes(folder.In(it))).Hex)
        );
    }
}
