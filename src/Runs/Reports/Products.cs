using System.Text;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Runs.Journal;
using Slipway.Runs.Verifying;

namespace Slipway.Runs.Reports;

/// <summary>What is made from a record: the filled document and the reports; sealed with their digests when the run has ended.</summary>
internal static class Products
{
    /// <summary>Writes them; a record that has ended is sealed and signed.</summary>
    public static async Task WriteAsync(
        RunSession session,
        RunFolder folder,
        Checklist checklist,
        bool annotate,
        RunHost host,
        CancellationToken ct
    )
    {
        var state = session.State;
        await WholeFile.WriteAsync(
            folder.Checklist,
            ChecklistFiller.Fill(checklist, RunFillings.Of(state, checklist, annotate, host.Redact))
        );
        var report = ReportModel.Of(
            state,
            session.Records,
            PlanRedaction.Hide(checklist.Plan, host.Redact),
            checklist.Plan.Digest.ToString()
        );
        var evidence = new EvidenceStore(folder.Evidence).Find;
        foreach (var format in (ReportFormat[])[ReportFormat.Json, ReportFormat.Md, ReportFormat.Html])
        {
            await ReportFiles.WriteAsync(folder.In(ReportFiles.NameOf(format)), format, report, evidence, ct);
        }

        if (state.Ended is not null)
        {
            Seal(session, folder);
            await StateAsync(session, folder, host.Signing);
        }
    }

    /// <summary>What a crash between the end and the signature left undone.</summary>
    public static async Task CompleteAsync(
        RunSession session,
        RunFolder folder,
        Checklist checklist,
        bool annotate,
        RunHost host,
        CancellationToken ct
    )
    {
        if (session.State.Sealed is null)
        {
            await WriteAsync(session, folder, checklist, annotate, host, ct);
        }
        else if (session.State.Started.Format > 1 && !File.Exists(folder.Statement))
        {
            await StateAsync(session, folder, host.Signing);
        }
    }

    private static void Seal(RunSession session, RunFolder folder)
    {
        if (Directory.Exists(folder.Work))
        {
            Directory.Delete(folder.Work, recursive: true);
        }

        EvidenceRoot.Sweep(folder);
        session.Seal(
            RunFolder
                .Made.Where(it => File.Exists(folder.In(it)))
                .ToDictionary(it => it, it => Digest.Of(File.ReadAllBytes(folder.In(it))).Hex),
            EvidenceRoot.Of(folder).Hex
        );
    }

    /// <summary>The statement comes last: it covers the journal with its seal.</summary>
    private static async Task StateAsync(RunSession session, RunFolder folder, SigningKey? key)
    {
        if (key is null)
        {
            return;
        }

        var payload = StatementOf(session, folder).Write();
        await WholeFile.WriteAsync(folder.StatementKey, Encoding.ASCII.GetBytes(key.Public.Pem));
        await WholeFile.WriteAsync(folder.Statement, Encoding.UTF8.GetBytes(Envelope.Sign(RunStatement.PayloadType, payload, key).Write()));
    }

    private static RunStatement StatementOf(RunSession session, RunFolder folder)
    {
        var (state, last) = (session.State, session.Records[^1]);
        var files = new Dictionary<string, string>(state.Sealed!, StringComparer.Ordinal)
        {
            ["journal.jsonl"] = FileJournal.DigestOf(folder.Journal).Hex,
        };
        return new()
        {
            Run = state.Started.Run.Value,
            Outcome = state.Ended!.Outcome,
            Why = state.Ended.Why,
            Environment = state.Started.Environment,
            Demonstration = state.Started.Demonstration,
            Drill = state.Started.Drill,
            Operator = state.Started.Operator,
            StartedAt = state.StartedAt,
            EndedAt = state.EndedAt!.Value,
            DocumentSha256 = state.Started.DocumentSha256,
            PlanDigest = state.Started.PlanDigest,
            Artifacts = RunStatement.ArtifactsOf(state),
            Records = last.Sequence,
            JournalHead = last.Hash,
            EvidenceRoot = state.EvidenceRoot!,
            Rules = state.Started.Rules,
            Files = files,
        };
    }
}
