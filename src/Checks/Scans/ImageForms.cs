using System.Text.Json;
using Slipway.Checks.Reports;

namespace Slipway.Checks.Scans;

/// <summary>Trivy, <c>--format json</c>: vulnerabilities, failed configuration rules and secrets by target.</summary>
internal sealed class TrivyForm : IScanForm
{
    public bool Knows(JsonElement root) => root.At("SchemaVersion") is not null && root.At("ArtifactName") is not null;

    public void Read(JsonElement root, ReportFile file, Findings findings)
    {
        if (!root.ListAt("Results").Any(it => it.TextAt("Target") is not null))
        {
            throw new UnreadableReport($"{file.Shown} names no target: Trivy found nothing that it could scan.");
        }

        findings.Tools.Add("Trivy");
        foreach (var target in root.ListAt("Results"))
        {
            foreach (var it in target.ListAt("Vulnerabilities"))
            {
                var where = $"{it.TextAt("PkgName")} {it.TextAt("InstalledVersion")}";
                findings.Add(it.TextAt("VulnerabilityID"), Findings.Of(it.TextAt("Severity")), where);
            }

            foreach (var it in target.ListAt("Misconfigurations").Where(it => it.TextAt("Status") is not "PASS"))
            {
                findings.Add(it.TextAt("ID"), Findings.Of(it.TextAt("Severity")), target.TextAt("Target"));
            }

            foreach (var it in target.ListAt("Secrets"))
            {
                findings.Add(
                    it.TextAt("RuleID"),
                    Findings.Of(it.TextAt("Severity")),
                    $"{target.TextAt("Target")}:{it.TextAt("StartLine")}"
                );
            }
        }
    }
}

/// <summary>Grype, <c>-o json</c>.</summary>
internal sealed class GrypeForm : IScanForm
{
    public bool Knows(JsonElement root) => root.HasList("matches") && root.TextAt("descriptor", "name") == "grype";

    public void Read(JsonElement root, ReportFile file, Findings findings)
    {
        if (root.At("source") is null)
        {
            throw new UnreadableReport($"{file.Shown} does not say what Grype scanned.");
        }

        findings.Tools.Add("Grype");
        findings.Suppressed += root.ListAt("ignoredMatches").Count();
        foreach (var match in root.ListAt("matches"))
        {
            findings.Add(
                match.TextAt("vulnerability", "id"),
                Findings.Of(match.TextAt("vulnerability", "severity")),
                $"{match.TextAt("artifact", "name")} {match.TextAt("artifact", "version")}"
            );
        }
    }
}

/// <summary>OSV-Scanner, <c>--format json</c>; without a finding it lists packages only with <c>--all-packages</c>.</summary>
internal sealed class OsvForm : IScanForm
{
    public bool Knows(JsonElement root) => root.HasList("results") && root.ListAt("results").All(it => it.HasList("packages"));

    public void Read(JsonElement root, ReportFile file, Findings findings)
    {
        var packages = root.ListAt("results")
            .SelectMany(it => it.ListAt("packages"))
            .Where(it => it.TextAt("package", "name") is not null)
            .ToList();
        if (packages.Count == 0)
        {
            throw new UnreadableReport(
                $"{file.Shown} names no package, so it does not say that one was looked at; scan with --all-packages."
            );
        }

        findings.Tools.Add("OSV-Scanner");
        foreach (var package in packages)
        {
            var groups = package.ListAt("groups").ToList();
            foreach (var it in package.ListAt("vulnerabilities"))
            {
                var id = it.TextAt("id");
                var score = groups.FirstOrDefault(group =>
                    group.ListAt("ids").Any(one => one.ValueKind == JsonValueKind.String && one.GetString() == id)
                );
                findings.Add(id, SeverityOf(it, score), $"{package.TextAt("package", "name")} {package.TextAt("package", "version")}");
            }
        }
    }

    private static Severity SeverityOf(JsonElement vulnerability, JsonElement group) =>
        group.NumberAt("max_severity") is { } score
            ? Findings.OfScore(score)
            : Findings.Of(vulnerability.TextAt("database_specific", "severity"));
}
