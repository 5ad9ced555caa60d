using System.Text.Json;
using Slipway.Checks.Reports;

namespace Slipway.Checks.Scans;

/// <summary>Gitleaks, <c>--report-format json</c>: a list of leaks, empty where there is none. A leak counts as high; what leaked is not read.</summary>
internal sealed class GitleaksForm : IScanForm
{
    public bool Knows(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array
        && root.EnumerateArray().All(it => it.TextAt("RuleID") is not null && it.At("File") is not null);

    public void Read(JsonElement root, ReportFile file, Findings findings)
    {
        findings.Tools.Add("Gitleaks");
        findings.SaysNothingOfItself |= root.GetArrayLength() == 0;
        foreach (var leak in root.EnumerateArray())
        {
            findings.Add(leak.TextAt("RuleID"), Severity.High, $"{leak.TextAt("File")}:{leak.TextAt("StartLine")}");
        }
    }
}

/// <summary>Reports of one document a line: TruffleHog and <c>yarn audit</c> of yarn 1.</summary>
internal static class LineForms
{
    public static void Read(IReadOnlyList<JsonElement> lines, ReportFile file, Findings findings)
    {
        var (proof, known) = (false, 0);
        foreach (var line in lines)
        {
            var before = findings.All.Count;
            proof |= Line(line, findings);
            known += findings.All.Count > before || IsRemark(line) ? 1 : 0;
        }

        if (known < lines.Count)
        {
            throw new UnreadableReport(
                $"{file.Shown} is no report of a scanner that is known: {lines.Count - known} of its lines are not."
            );
        }

        if (!proof)
        {
            throw new UnreadableReport($"{file.Shown} does not say that anything was looked at.");
        }
    }

    /// <summary>Takes up a line; true when it says that a scan was made.</summary>
    private static bool Line(JsonElement line, Findings findings)
    {
        if (line.TextAt("DetectorName") is { } detector)
        {
            findings.Tools.Add("TruffleHog");
            var verified = line.At("Verified") is { ValueKind: JsonValueKind.True };
            findings.Add(detector, verified ? Severity.Critical : Severity.High, Place(line));
            return true;
        }

        switch (line.TextAt("type"))
        {
            case "auditAdvisory":
                var advisory = line.At("data", "advisory") ?? default;
                findings.Add(
                    advisory.TextAt("github_advisory_id") ?? advisory.TextAt("id"),
                    Findings.Of(advisory.TextAt("severity")),
                    advisory.TextAt("module_name")
                );
                return false;
            case "auditSummary":
                findings.Tools.Add("yarn audit");
                return line.NumberAt("data", "totalDependencies") > 0 || line.NumberAt("data", "dependencies") > 0;
            default:
                var over = line.TextAt("msg") == "finished scanning" && line.NumberAt("bytes") > 0;
                if (over)
                {
                    findings.Tools.Add("TruffleHog");
                }

                return over;
        }
    }

    private static bool IsRemark(JsonElement line) =>
        line.TextAt("type") is "auditSummary" or "info" or "warning" || (line.At("level") is not null && line.At("msg") is not null);

    private static string? Place(JsonElement line) =>
        line.MembersAt("SourceMetadata", "Data")
            .Select(it => $"{it.Value.TextAt("file") ?? it.Value.TextAt("link")}:{it.Value.TextAt("line")}")
            .FirstOrDefault();
}
