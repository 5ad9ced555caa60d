using System.Globalization;
using System.Text;
using Slipway.Kernel;
using Slipway.Runs.Reports;

namespace Slipway.Runs;

/// <summary>
/// The report for a comment on a pull request (GitHub Flavored Markdown): the outcome first, then why, what it would take, the
/// phases, and the lines folded away. What does not fit is counted, never silently missing.
/// </summary>
public static class ReportMarkdown
{
    /// <summary>The most characters that it has; forges take 65,536 in a comment.</summary>
    public const int MostCharacters = 60_000;

    private const int MostRows = 20;
    private const int MostPhases = 60;

    /// <summary>Up to how many characters of the whole text each part may reach; what is above stays free for the parts behind it.</summary>
    private static class Until
    {
        public const int Waiting = 10_000;
        public const int Shut = 20_000;
        public const int Phases = 30_000;
        public const int Watched = 33_000;
        public const int Targets = 36_000;
        public const int Signatures = 43_000;
        public const int Waivers = 48_000;
        public const int Findings = 52_000;
        public const int Lines = 58_000;
    }

    /// <summary>The whole text.</summary>
    public static string Write(ReportModel model)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(model.Started.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var text = new StringBuilder();
        Head(text, model, zone);
        Broken(text, model, zone);
        Waiting(text, model, zone);
        Shut(text, model);
        Phases(text, model);
        Watched(text, model);
        Targets(text, model);
        Signed(text, model, zone);
        Findings(text, model);
        Lines(text, model);
        Foot(text, model);
        return text.ToString();
    }

    private static void Head(StringBuilder text, ReportModel model, TimeZoneInfo zone)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"## {Sign(model.Outcome)} {model.Outcome.InWords()}: {MarkdownText.Of(model.Started.Title)}\n\n"
        );
        if (model.Started.Drill)
        {
            text.Append("> **Drill.** Only the way back was gone here, to know that it can be; nothing was released.\n\n");
        }

        if (model.Started.Demonstration)
        {
            text.Append("> **Demonstration.** This run shows how a go-live is made; it is no record of a real one.\n\n");
        }

        if (!model.PlanFits)
        {
            text.Append("> **Another plan.** The run was started on another plan than the one this report was made with.\n\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{MarkdownText.Of(Reason(model), 600)}\n\n");
        var counts = model.Counts;
        text.Append("| | |\n|---|---|\n");
        Row(text, "Run", $"`{Plain(model.Started.Run.Value)}` by {MarkdownText.Of(model.Started.Operator)}{On(model)}");
        Row(text, "Started", Time(model.StartedAt, zone));
        Row(
            text,
            model.EndedAt is null ? "As of" : "Ended",
            $"{Time(model.EndedAt ?? model.LastAt, zone)}, after {Figures.Took(model.Took)}"
        );
        Row(
            text,
            "Gates",
            counts.Gates == 0
                ? "none: nothing is proved"
                : $"{counts.Gates}: {counts.Proved[ProvedBy.Machine]} proved by evidence, {counts.Proved[ProvedBy.Name]} by a name, {counts.Proved[ProvedBy.Waiver]} waived, {counts.Proved[ProvedBy.Nothing]} not proved"
        );
        Row(
            text,
            "Verdicts",
            string.Join(
                ", ",
                counts.Verdicts.Where(it => it.Value > 0).Select(it => $"{it.Value} {it.Key.InWords()}").DefaultIfEmpty("none")
            )
        );
        Row(text, "People stepped in", Figures.Count(model.Interventions, "time", "times"));
        text.Append('\n');
    }

    private static string On(ReportModel model) =>
        model.Started.Environment.Length > 0 ? $" on **{MarkdownText.Of(model.Started.Environment)}**" : "";

    private static string Reason(ReportModel model) =>
        model.Shut.Count > 0 && model.Why.Contains(" shut: line ", StringComparison.Ordinal)
            ? $"{model.Shut.Count} of {Figures.Count(model.Counts.Gates, "gate is", "gates are")} shut."
            : model.Why;

    private static void Waiting(StringBuilder text, ReportModel model, TimeZoneInfo zone)
    {
        if (model.Waiting.Count == 0)
        {
            return;
        }

        text.Append("### Waits for\n\n");
        Rows(text, model.Waiting, MostRows, Until.Waiting, it => Hold(it, model, zone), "question", "questions");
    }

    private static string Hold(ReportHold hold, ReportModel model, TimeZoneInfo zone)
    {
        var whom = hold.Role is null ? "Anybody in the run" : MarkdownText.Of(hold.Role);
        var people = hold.People.Count == 0 ? "" : $" ({MarkdownText.Of(string.Join(", ", hold.People))})";
        var since = hold.Since is { } at ? $", since {Time(at, zone)}" : "";
        return $"- **{whom}**{people}: {MarkdownText.Of(hold.Question, 300)} ({MarkdownText.Of(model.WhereIs(hold.Line))}{since})\n";
    }

    private static void Shut(StringBuilder text, ReportModel model)
    {
        if (model.Shut.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"### What it would take to go: {Figures.Count(model.Shut.Count, "gate", "gates")}\n\n");
        text.Append("| Line | Verdict | Gate | Why | What it takes |\n|---:|---|---|---|---|\n");
        Rows(text, model.Shut, MostRows, Until.Shut, Gate, "gate", "gates");
    }

    private static string Gate(ReportGate it) =>
        $"| {it.Line} | {Mark(it.Verdict)} | {MarkdownText.Of(it.Text)} | {MarkdownText.Of(it.Why)} | {MarkdownText.Of(it.Needs)} |\n";

    private static void Phases(StringBuilder text, ReportModel model)
    {
        if (model.Phases.Count == 0)
        {
            return;
        }

        text.Append("### Phases\n\n| Phase | Verdict | Gates open | Took | Planned |\n|---|---|---:|---:|---:|\n");
        Rows(text, model.Phases, MostPhases, Until.Phases, Phase, "phase", "phases");
    }

    private static string Phase(ReportPhase it)
    {
        var gates = it.Gates == 0 ? "–" : $"{it.Open} of {it.Gates}";
        var verdict =
            it.Verdict is not { } said ? "no gate"
            : PhasesPart.Waived(it) ? "~ Waived"
            : Mark(said);
        return $"| {Title(it)} | {verdict} | {gates} | {Span(it.Took)} | {Span(it.Estimate)} |\n";
    }

    private static void Watched(StringBuilder text, ReportModel model)
    {
        if (model.Watch is not { Lines.Count: > 0 } watch)
        {
            return;
        }

        text.Append("### Watched\n\n| Line | What | Window | Looks | Numbers | Verdict |\n|---:|---|---|---|---|---|\n");
        Rows(text, watch.Lines, MostRows, Until.Watched, Watched, "line that was watched", "lines that were watched");
    }

    private static string Watched(ReportWatched it)
    {
        var numbers =
            it is not { Low: { } low, High: { } high } ? "–"
            : low == high ? $"{low}"
            : $"{low} to {high}";
        var broken = it.Broken > 0 ? $", {it.Broken} {(it.IsTrigger ? "true" : "broken")}" : "";
        return $"| {it.Line} | {MarkdownText.Of(it.Text)} | {(it.IsTrigger ? "trigger" : $"{it.Window}")} | {it.Seen} of {it.Looks}{broken} | {MarkdownText.Of(numbers)} | {Mark(it.Verdict)} |\n";
    }

    private static void Targets(StringBuilder text, ReportModel model)
    {
        if (model.Targets.Count == 0)
        {
            return;
        }

        text.Append("### Targets\n\n| Line | What | Target | Actual | Verdict | From |\n|---:|---|---|---|---|---|\n");
        Rows(text, model.Targets, MostRows, Until.Targets, Target, "target", "targets");
    }

    private static string Target(ReportTarget it)
    {
        var from = it.Source switch
        {
            ReportSource.Run => "the run itself",
            ReportSource.Evidence => "evidence",
            ReportSource.Person => $"{MarkdownText.Of(it.Why, 80)}, by name",
            _ => "nobody",
        };
        return $"| {it.Line} | {MarkdownText.Of(it.Text)} | {MarkdownText.Of(it.Target ?? "–")} | {MarkdownText.Of(it.Actual ?? "not measured")} | {Mark(it.Verdict)} | {from} |\n";
    }

    private static void Signed(StringBuilder text, ReportModel model, TimeZoneInfo zone)
    {
        var signed = model.Signatures.Where(it => it.Signs).ToList();
        if (signed.Count == 0 && model.Waivers.Count == 0)
        {
            return;
        }

        text.Append(
            $"### Signatures and waivers\n\n{(
                !model.SignedByKey ? "By name, without a key: nobody proved who typed them."
                : model.SignedByName ? "Signed with the keys that are named; the others by name, without a key: nobody proved who typed them."
                : "Signed with the keys that are named."
            )}\n\n"
        );
        const string Head = "| Who | Said | To | When | Standing |\n|---|---|---|---|---|\n";
        if (signed.Count > 0)
        {
            text.Append(Head);
            Rows(text, signed, MostRows, Until.Signatures, it => Signature(it, model, zone), "signature", "signatures");
        }

        if (model.Waivers.Count > 0)
        {
            text.Append(Head);
            Rows(text, model.Waivers, MostRows, Until.Waivers, it => Waiver(it, model, zone), "waiver", "waivers");
        }
    }

    private static string Signature(ReportSignature it, ReportModel model, TimeZoneInfo zone) =>
        $"| {Person(it.Given.By, it.Given.Role)}{Place(it.Given)}{Key(it.Given.Signature)} | {MarkdownText.Of(it.Given.Answer)} | {MarkdownText.Of(model.WhereIs(it.Line))}, {MarkdownText.Of(it.Text)} | {Time(it.At, zone)} | {Standing(it.Withdrawn, expired: false, it.Changed.Count > 0)} |\n";

    private static string Waiver(ReportWaiver it, ReportModel model, TimeZoneInfo zone) =>
        $"| {Person(it.Given.By, it.Given.Role)}{Key(it.Given.Signature)} | waived: {MarkdownText.Of(it.Given.Reason)} | {MarkdownText.Of(model.WhereIs(it.Line))}, {MarkdownText.Of(it.Text)} | {Time(it.At, zone)}, until {Time(it.Given.Expires, zone)} | {Standing(it.Withdrawn, it.Expired, it.Changed.Count > 0)} |\n";

    private static void Findings(StringBuilder text, ReportModel model)
    {
        if (model.Findings.Count == 0)
        {
            return;
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"<details><summary>{Figures.Count(model.Findings.Count, "finding", "findings")} in the document</summary>\n\n"
        );
        text.Append("| Line | Severity | Finding | Code |\n|---:|---|---|---|\n");
        var worst = model.Findings.OrderByDescending(it => it.Severity).ToList();
        Rows(
            text,
            worst,
            MostRows,
            Until.Findings,
            it => $"| {it.Line} | {Checklists.PlanJson.Name(it.Severity)} | {MarkdownText.Of(it.Message)} | `{Plain(it.Code)}` |\n",
            "finding",
            "findings"
        );
        text.Append("</details>\n\n");
    }

    /// <summary>Phase by phase until the text is full; the first one that does not fit whole is cut, and the rest is counted.</summary>
    private static void Lines(StringBuilder text, ReportModel model)
    {
        var cases = ReportCases.Of(model).ToList();
        var told = 0;
        foreach (var (phase, lines) in cases)
        {
            var folded = new StringBuilder(
                $"<details><summary>{SummaryOf(phase, lines.Count)}</summary>\n\n| Line | Verdict | What | Why | Took |\n|---:|---|---|---|---:|\n"
            );
            var here = 0;
            foreach (var line in lines)
            {
                var row = Line(line);
                if (text.Length + folded.Length + row.Length > Until.Lines)
                {
                    break;
                }

                folded.Append(row);
                here++;
            }

            if (here == 0)
            {
                break;
            }

            folded.Append("\n</details>\n\n");
            text.Append(folded);
            told += here;
            if (here < lines.Count)
            {
                break;
            }
        }

        More(text, cases.Sum(it => it.Cases.Count) - told, "line", "lines");
    }

    private static string SummaryOf(ReportPhase phase, int lines) =>
        $"{Title(phase)}: {(phase.Gates == 0 ? Figures.Count(lines, "line", "lines") : $"{phase.Open} of {Figures.Count(phase.Gates, "gate", "gates")} open")}";

    private static string Line(ReportCase it) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {it.Item.Line} | {Word(it)} | {MarkdownText.Of(it.Item.Words())} | {MarkdownText.Of(it.Why)} | {(it.Took > TimeSpan.Zero ? Figures.Took(it.Took) : "–")} |\n"
        );

    private static string Word(ReportCase it) =>
        it.Word switch
        {
            "waived" => "~ Waived",
            "not-needed" => "not needed",
            "later" => "still open",
            "rehearsal" => "not in a rehearsal",
            "no-evidence" => "! no evidence",
            _ => Mark(it.Item.Own ?? Verdict.NotRun),
        };

    private static void Foot(StringBuilder text, ReportModel model)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"<sub>Made by Slipway from record {model.JournalRecords} of run `{Plain(model.Started.Run.Value)}`; journal head `{Figures.Short(model.JournalHead)}`, plan `{Figures.Short(model.Started.PlanDigest)}`, document `{Figures.Short(model.Started.DocumentSha256)}`. All of it: `report.html` in the folder of the run.</sub>\n"
        );
    }

    private static void Row(StringBuilder text, string name, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"| {name} | {value} |\n");

    /// <summary>As many as may be and fit; the rest is counted.</summary>
    private static void Rows<T>(
        StringBuilder text,
        IReadOnlyList<T> all,
        int most,
        int until,
        Func<T, string> write,
        string one,
        string many
    )
    {
        var told = 0;
        foreach (var row in all.Take(most).Select(write))
        {
            if (text.Length + row.Length > until)
            {
                break;
            }

            text.Append(row);
            told++;
        }

        More(text, all.Count - told, one, many);
    }

    private static void More(StringBuilder text, int more, string one, string many)
    {
        text.Append(more > 0 ? $"\n… and {Figures.Count(more, $"more {one}", $"more {many}")}: see `report.html`.\n\n" : "\n");
    }

    private static string Title(ReportPhase phase) => phase.Title.Length > 0 ? MarkdownText.Of(phase.Title) : "Before the first heading";

    private static string Person(string name, string? role) =>
        role is null ? MarkdownText.Of(name) : $"{MarkdownText.Of(name)}, {MarkdownText.Of(role)}";

    private static string Place(RunEvent.HoldAnswered it) => it.For is { } other ? $", in the place of {MarkdownText.Of(other)}" : "";

    private static string Key(KeySignature? it) =>
        it is null ? "" : $", key {MarkdownText.Of(it.KeyId.Length > 16 ? it.KeyId[..16] : it.KeyId)}";

    private static void Broken(StringBuilder text, ReportModel model, TimeZoneInfo zone)
    {
        foreach (var it in model.Glass.Take(MostRows))
        {
            text.Append(
                $"> **GLASS BROKEN** {MarkdownText.Of(model.WhereIs(it.Line))}, {MarkdownText.Of(it.Text)}: {MarkdownText.Of(it.Given.By)}{Key(it.Given.Signature)}, {Time(it.At, zone)}, until {Time(it.Given.Expires, zone)}: {MarkdownText.Of(it.Given.Reason)}. {(it.Opens ? "The gate is open by this, and by no approval." : "It opens no gate.")}\n\n"
            );
        }
    }

    private static string Standing(bool withdrawn, bool expired, bool changed) =>
        withdrawn ? "undone by a later attempt"
        : expired ? "has run out"
        : changed ? "what it covers has changed"
        : "holds";

    private static string Mark(Verdict verdict) => $"{Badges.Sign(verdict)} {verdict.InWords()}";

    private static string Sign(ReportOutcome outcome) =>
        outcome switch
        {
            ReportOutcome.Go or ReportOutcome.Rehearsed => "✓",
            ReportOutcome.NoGo => "✕",
            ReportOutcome.RolledBack => "↩",
            _ => "…",
        };

    private static string Span(TimeSpan? span) => span is { } known ? Figures.Took(known) : "–";

    private static string Time(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary>Inside code marks nothing is mark-up but the mark itself.</summary>
    private static string Plain(string words) => Plainly.Line(words).Replace('`', '\'').Replace("|", "¦", StringComparison.Ordinal);
}
