using System.Text;
using System.Text.Json;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Reports;

/// <summary>What is made from a record: the filled document and the reports; sealed with their digests when the run has ended.</summary>
internal static class Products
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

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
        await WriteAsync(folder.Checklist, ChecklistFiller.Fill(checklist, RunFillings.Of(state, checklist, annotate, redact)));
        var report = ReportModel.Of(state, session.Records, PlanRedaction.Hide(checklist.Plan, redact));
        await WriteAsync(folder.ReportJson, Encoding.UTF8.GetBytes(ReportJson.Write(report).ToJsonString(Indented)));
        await WriteAsync(
            folder.ReportHtml,
            Encoding.UTF8.GetBytes(await ReportHtml.RenderAsync(report, new EvidenceStore(folder.Evidence).Find, ct))
        );
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

    /// <summary>Whole or not at all: a crash leaves the old file.</summary>
    private static async Task WriteAsync(string path, byte[] bytes)
    {
        var fresh = path + ".new";
        await File.WriteAllBytesAsync(fresh, bytes);
        File.Move(fresh, path, overwrite: true);
    }
}
