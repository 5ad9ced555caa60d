using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Runs.Reports;

namespace Slipway.Runs;

/// <summary>
/// The report as Test Anything Protocol, version 14: a subtest for each phase, and a last point for the run as a whole. What is
/// not proved is <c>not ok</c>; only what holds nothing up, what is waived, and what a rehearsal leaves for the night is skipped.
/// </summary>
public static class ReportTap
{
    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole file.</summary>
    public static string Write(ReportModel model)
    {
        var phases = ReportCases.Of(model).ToList();
        var text = new StringBuilder("TAP version 14\n");
        text.Append(CultureInfo.InvariantCulture, $"1..{phases.Count + 1}\n");
        text.Append(CultureInfo.InvariantCulture, $"# {Plainly.Line(model.Started.Title)}\n");
        text.Append(CultureInfo.InvariantCulture, $"# run {Plainly.Line(model.Started.Run.Value)}\n");
        text.Append(CultureInfo.InvariantCulture, $"# plan {Plainly.Line(model.Started.PlanDigest)}\n");
        text.Append(CultureInfo.InvariantCulture, $"# journal {model.JournalHead}\n");
        for (var i = 0; i < phases.Count; i++)
        {
            Phase(text, i + 1, phases[i].Phase, phases[i].Cases);
        }

        var (end, word) = ReportCases.OfRun(model);
        Point(text, "", phases.Count + 1, end, $"The run as a whole: {model.Outcome.InWords()}", "");
        Diagnostics(text, "", [("outcome", word), ("why", Plainly.Line(model.Why))]);
        return text.ToString();
    }

    private static void Phase(StringBuilder text, int number, ReportPhase phase, IReadOnlyList<ReportCase> cases)
    {
        var title = phase.Title.Length > 0 ? phase.Title : "Before the first heading";
        text.Append(CultureInfo.InvariantCulture, $"# Subtest: {Escaped(title)}\n");
        text.Append(CultureInfo.InvariantCulture, $"    1..{cases.Count}\n");
        for (var i = 0; i < cases.Count; i++)
        {
            var it = cases[i];
            Point(text, "    ", i + 1, it.End, it.Name, it.Why);
            if (it.End is CaseEnd.Failed or CaseEnd.Broken)
            {
                Diagnostics(
                    text,
                    "    ",
                    [("verdict", it.Word), ("why", it.Why), ("expected", it.Item.Expect ?? ""), ("line", $"{it.Item.Line}")]
                );
            }
        }

        var whole =
            cases.Any(it => it.End is CaseEnd.Failed or CaseEnd.Broken) ? CaseEnd.Failed
            : cases.All(it => it.End == CaseEnd.Skipped) ? CaseEnd.Skipped
            : CaseEnd.Passed;
        Point(text, "", number, whole, title, "nothing in it passed, and nothing in it holds a gate");
    }

    private static void Point(StringBuilder text, string indent, int number, CaseEnd end, string words, string why)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"{indent}{(end is CaseEnd.Failed or CaseEnd.Broken ? "not ok" : "ok")} {number} - {Escaped(words)}"
        );
        text.Append(end == CaseEnd.Skipped ? $" # SKIP {Escaped(why)}\n" : "\n");
    }

    private static void Diagnostics(StringBuilder text, string indent, (string Name, string Value)[] values)
    {
        text.Append(CultureInfo.InvariantCulture, $"{indent}  ---\n");
        foreach (var (name, value) in values.Where(it => it.Value.Length > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}  {name}: {JsonSerializer.Serialize(Plainly.Line(value), Quoting)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{indent}  ...\n");
    }

    /// <summary>A number sign begins a directive, and a backslash escapes.</summary>
    private static string Escaped(string words) =>
        Plainly.Line(words).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("#", "\\#", StringComparison.Ordinal);
}
