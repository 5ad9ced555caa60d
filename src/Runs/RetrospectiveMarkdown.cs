using System.Globalization;
using System.Text;
using Slipway.Checklists;
using Slipway.Runs.Reports;

namespace Slipway.Runs;

/// <summary>
/// The draft of a retrospective as Markdown, to be finished by people and kept in the repository. Its comment names the checklist:
/// by it <c>slipway lint</c> finds the action items that are still open (SW2601).
/// </summary>
public static class RetrospectiveMarkdown
{
    private const int MostRows = 40;

    /// <summary>The whole text.</summary>
    public static string Write(ReportModel model)
    {
        var draft = Retrospective.Of(model);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(model.Started.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var text = new StringBuilder();
        Head(text, model, zone);
        Part(text, "What went well", draft.WentWell, "Nothing that the record could show.");
        Part(text, "What did not", draft.DidNot, "Nothing that the record could show.");
        Part(text, "What surprised", draft.Surprised, "Nothing that the record could show.");
        Turns(text, model, zone);
        Times(text, model);
        People(text, draft);
        Part(text, "What people wrote", draft.Written, "Nobody left a comment.");
        Actions(text, draft);
        return text.ToString();
    }

    private static void Head(StringBuilder text, ReportModel model, TimeZoneInfo zone)
    {
        text.Append(CultureInfo.InvariantCulture, $"# Retrospective: {MarkdownText.Of(model.Started.Title)} (draft)\n\n");
        text.Append(RetrospectiveComment.Write(model.Started.Document)).Append("\n\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"**{model.Outcome.InWords()}**, run `{model.Started.Run.Value}` by {MarkdownText.Of(model.Started.Operator)}, {Time(model.StartedAt, zone)} to {Time(model.EndedAt ?? model.LastAt, zone)}.\n\n"
        );
        if (model.Started.Demonstration)
        {
            text.Append("> **Demonstration.** This run shows how a go-live is made; it is no record of a real one.\n\n");
        }

        if (model.EndedAt is null)
        {
            text.Append("> The run has not ended: more may be to say.\n\n");
        }

        text.Append(
            "What stands here was seen; what it means is for the people who were there. `slipway report` of the run holds the evidence of each line.\n"
        );
    }

    private static void Part(StringBuilder text, string title, IReadOnlyList<Remark> remarks, string none)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        if (remarks.Count == 0)
        {
            text.Append(none).Append('\n');
        }

        foreach (var it in remarks.Take(MostRows))
        {
            text.Append("- ").Append(Said(it)).Append('\n');
        }

        Rest(text, remarks.Count);
    }

    private static void Turns(StringBuilder text, ReportModel model, TimeZoneInfo zone)
    {
        text.Append("\n## What happened to the run\n\n");
        foreach (var it in model.Turns.Take(MostRows))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {Time(it.At, zone)}: {MarkdownText.Of(Figures.Sentence(it.What), 400)}\n");
        }

        Rest(text, model.Turns.Count);
    }

    private static void Times(StringBuilder text, ReportModel model)
    {
        text.Append("\n## How long it took\n\n| | Took | Planned |\n|---|---:|---:|\n");
        Row(text, "**All**", model.Took, null);
        Row(text, "carrying out", model.Times.Carried, null);
        Row(text, "waiting for people", model.Times.Held, null);
        Row(text, "waiting for a moment", model.Times.Waited, null);
        Row(text, "nobody at it", model.Times.Away, null);
        var phases = model.Phases.Where(it => it.Took is not null).ToList();
        foreach (var it in phases.Take(MostRows))
        {
            Row(text, it.Title.Length == 0 ? "before the first heading" : MarkdownText.Of(it.Title), it.Took, it.Estimate);
        }

        Rest(text, phases.Count);
    }

    private static void People(StringBuilder text, Retrospective draft)
    {
        if (draft.People.Count == 0)
        {
            return;
        }

        text.Append("\n## Whom the run waited for\n\n| Who | Questions | Together | Longest |\n|---|---:|---:|---:|\n");
        foreach (var it in draft.People.Take(MostRows))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {(it.Role is null ? "anybody" : MarkdownText.Of(it.Role))} | {it.Questions} | {Figures.Took(it.Together)} | {Figures.Took(it.Longest)} |\n"
            );
        }

        Rest(text, draft.People.Count);
    }

    private static void Actions(StringBuilder text, Retrospective draft)
    {
        text.Append(
            "\n## Action items\n\nA box that stays open comes back as a finding of `slipway lint` on this checklist. Strike what is not wanted, give each of the others an owner and a day.\n\n"
        );
        if (draft.Actions.Count == 0)
        {
            text.Append("Nothing is proposed.\n");
        }

        foreach (var it in draft.Actions.Take(MostRows))
        {
            text.Append("- [ ] ").Append(Said(it)).Append(" (owner: \\_\\_\\_, by: \\_\\_\\_)\n");
        }

        Rest(text, draft.Actions.Count);
    }

    private static string Said(Remark remark) =>
        remark.Where is { } where ? $"{MarkdownText.Of(where)}: {MarkdownText.Of(remark.Text, 400)}" : MarkdownText.Of(remark.Text, 400);

    private static void Row(StringBuilder text, string what, TimeSpan? took, TimeSpan? planned) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {what} | {(took is { } it ? Figures.Took(it) : "–")} | {(planned is { } said ? Figures.Took(said) : "–")} |\n"
        );

    private static void Rest(StringBuilder text, int all)
    {
        if (all > MostRows)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{all - MostRows} more stand in the report.\n");
        }
    }

    private static string Time(DateTimeOffset at, TimeZoneInfo zone) =>
        string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(at, zone):yyyy-MM-dd HH:mm zzz}");
}
