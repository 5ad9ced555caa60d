using System.Text;
using System.Xml;

namespace Slipway.Checklists;

/// <summary>Findings as a JUnit report: a suite per document, a case per rule; a rule that found something has failed.</summary>
public static class FindingsJunit
{
    /// <summary>The report.</summary>
    /// <param name="reports">What was found.</param>
    /// <param name="failOn">Findings below this severity are told and fail nothing.</param>
    public static string Write(IReadOnlyList<LintReport> reports, Severity failOn)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("testsuites");
            foreach (var report in reports)
            {
                WriteSuite(xml, report, failOn);
            }

            xml.WriteEndElement();
        }

        return text.ToString();
    }

    private static void WriteSuite(XmlWriter xml, LintReport report, Severity failOn)
    {
        var byCode = report.Findings.ToLookup(it => it.Code, StringComparer.Ordinal);
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Plain(report.File));
        xml.WriteAttributeString("tests", $"{LintRuleInfo.All.Count}");
        xml.WriteAttributeString("failures", $"{LintRuleInfo.All.Count(it => byCode[it.Code].Any(found => found.Severity >= failOn))}");
        foreach (var rule in LintRuleInfo.All)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", Plain(report.File));
            xml.WriteAttributeString("name", $"{rule.Code} {rule.Name}");
            var found = byCode[rule.Code].ToList();
            var lines = string.Join('\n', found.Select(it => $"{it.PlaceIn(report.File)}:{it.Column}: {it.Message} {it.Suggest}"));
            if (found.Exists(it => it.Severity >= failOn))
            {
                xml.WriteStartElement("failure");
                xml.WriteAttributeString("message", $"{found.Count} found");
                xml.WriteString(Plain(lines));
                xml.WriteEndElement();
            }
            else if (found.Count > 0)
            {
                xml.WriteElementString("system-out", Plain(lines));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>Without the characters that XML cannot hold.</summary>
    private static string Plain(string text) => string.Concat(text.Select(it => XmlConvert.IsXmlChar(it) ? it : '\ufffd'));
}
