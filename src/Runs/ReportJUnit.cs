using System.Globalization;
using System.Text;
using System.Xml;
using Slipway.Runs.Reports;

namespace Slipway.Runs;

/// <summary>
/// The report as JUnit XML, for CI: a suite for each phase, a case for each line that holds a gate, and one for the run as a
/// whole. Fail is a failure; Error, Inconclusive and Not run are errors; only what holds nothing up, what is waived, and what a
/// rehearsal leaves for the night is skipped.
/// </summary>
public static class ReportJUnit
{
    private const int MostOutput = 8_000;

    /// <summary>The whole file.</summary>
    public static string Write(ReportModel model)
    {
        using var text = new Utf8Writer();
        using (var xml = XmlWriter.Create(text, new() { Indent = true, NewLineChars = "\n" }))
        {
            var suites = ReportCases.Of(model).ToList();
            var run = ReportCases.OfRun(model);
            var ends = suites.SelectMany(it => it.Cases).Select(it => it.End).Append(run.End).ToList();
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", Plainly.Line(model.Started.Title));
            Counts(xml, ends, model.Took);
            Run(xml, model, run);
            for (var i = 0; i < suites.Count; i++)
            {
                Suite(xml, suites[i].Phase, suites[i].Cases, i + 1, model);
            }

            xml.WriteEndElement();
        }

        return text + "\n";
    }

    private static void Run(XmlWriter xml, ReportModel model, (CaseEnd End, string Word) run)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", "The run as a whole");
        xml.WriteAttributeString("id", "0");
        Counts(xml, [run.End], model.Took);
        xml.WriteAttributeString("timestamp", Time(model.StartedAt));
        Properties(xml, model);
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", "every gate is open");
        xml.WriteAttributeString("classname", "slipway.run");
        xml.WriteAttributeString("time", Seconds(model.Took));
        End(xml, run.End, run.Word, $"{model.Outcome.InWords()}: {Plainly.Line(model.Why)}", "");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Properties(XmlWriter xml, ReportModel model)
    {
        xml.WriteStartElement("properties");
        foreach (
            var (name, value) in (IEnumerable<(string, string)>)
                [
                    ("slipway.run", model.Started.Run.Value),
                    ("slipway.outcome", Checklists.PlanJson.Name(model.Outcome)),
                    ("slipway.environment", model.Started.Environment),
                    ("slipway.operator", model.Started.Operator),
                    ("slipway.document", model.Started.Document),
                    ("slipway.documentSha256", model.Started.DocumentSha256),
                    ("slipway.planDigest", model.Started.PlanDigest),
                    ("slipway.journalHead", model.JournalHead),
                ]
        )
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("value", Plainly.Line(value));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Suite(XmlWriter xml, ReportPhase phase, IReadOnlyList<ReportCase> cases, int id, ReportModel model)
    {
        var name = phase.Title.Length > 0 ? Plainly.Line(phase.Title) : "Before the first heading";
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("id", id.ToString(CultureInfo.InvariantCulture));
        Counts(xml, [.. cases.Select(it => it.End)], phase.Took ?? TimeSpan.Zero);
        xml.WriteAttributeString("timestamp", Time(phase.Began ?? model.StartedAt));
        foreach (var it in cases)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("name", it.Name);
            xml.WriteAttributeString("classname", name);
            xml.WriteAttributeString("file", Plainly.Line(model.Started.Document));
            xml.WriteAttributeString("line", it.Item.Line.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("time", Seconds(it.Took));
            var told = Told(it);
            End(xml, it.End, it.Word, it.Why, told);
            if (told.Length > 0)
            {
                xml.WriteElementString("system-out", told);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void End(XmlWriter xml, CaseEnd end, string word, string why, string told)
    {
        if (end == CaseEnd.Passed)
        {
            return;
        }

        xml.WriteStartElement(
            end switch
            {
                CaseEnd.Failed => "failure",
                CaseEnd.Broken => "error",
                _ => "skipped",
            }
        );
        xml.WriteAttributeString("message", why);
        if (end != CaseEnd.Skipped)
        {
            xml.WriteAttributeString("type", word);
            xml.WriteString(told.Length > 0 ? told : why);
        }

        xml.WriteEndElement();
    }

    /// <summary>Each attempt with what was wanted and seen; raw outputs stay in the run's folder.</summary>
    private static string Told(ReportCase it)
    {
        var told = new StringBuilder();
        foreach (var attempt in it.Item.Attempts)
        {
            told.Append(
                CultureInfo.InvariantCulture,
                $"attempt {attempt.Number}: {attempt.Verdict.InWords()}: {Plainly.Line(attempt.Why)}\n"
            );
            foreach (var evidence in attempt.Evidence)
            {
                told.Append(CultureInfo.InvariantCulture, $"  {Plainly.Line(evidence.What)}\n");
                told.Append(
                    CultureInfo.InvariantCulture,
                    $"  expected {Plainly.Line(evidence.Expect ?? "nothing stated")}; seen {Plainly.Line(evidence.Seen.Length > 0 ? evidence.Seen : "nothing")}\n"
                );
            }
        }

        if (it.Item.Answer is { } answer)
        {
            told.Append(
                CultureInfo.InvariantCulture,
                $"{Plainly.Line(answer.Given.By)} said, by name: {Plainly.Line(answer.Given.Answer)}\n"
            );
        }

        return Figures.Start(told.ToString(), MostOutput);
    }

    private static void Counts(XmlWriter xml, IReadOnlyList<CaseEnd> ends, TimeSpan took)
    {
        void Count(string name, int number) => xml.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));
        Count("tests", ends.Count);
        Count("failures", ends.Count(it => it == CaseEnd.Failed));
        Count("errors", ends.Count(it => it == CaseEnd.Broken));
        Count("skipped", ends.Count(it => it == CaseEnd.Skipped));
        xml.WriteAttributeString("time", Seconds(took));
    }

    private static string Seconds(TimeSpan span) => Math.Max(0, span.TotalSeconds).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Names the encoding that the file is written in.</summary>
    private sealed class Utf8Writer() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
