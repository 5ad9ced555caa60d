using System.Text.Json;
using Slipway.Checks.Reports;

namespace Slipway.Checks.Scans;

/// <summary><c>npm audit --json</c> since npm 7: advisories stand under the packages that they reach.</summary>
internal sealed class NpmForm : IScanForm
{
    public bool Knows(JsonElement root) => root.At("auditReportVersion") is not null || root.At("error") is not null;

    public void Read(JsonElement root, ReportFile file, Findings findings)
    {
        if (root.At("error") is not null)
        {
            throw new UnreadableReport($"{file.Shown} says that the audit failed ({root.TextAt("error", "code") ?? "no code"}).");
        }

        if (root.NumberAt("metadata", "dependencies", "total") is not > 0)
        {
            throw new UnreadableReport($"{file.Shown} says that no package was audited.");
        }

        if (root.At("vulnerabilities") is not { ValueKind: JsonValueKind.Object })
        {
            throw new UnreadableReport($"{file.Shown} has no vulnerabilities, not even an empty list of them: what was found is not told.");
        }

        findings.Tools.Add("npm audit");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var package in root.MembersAt("vulnerabilities"))
        {
            var advisories = package.Value.ListAt("via").Where(it => it.ValueKind == JsonValueKind.Object).ToList();
            foreach (var advisory in advisories)
            {
                var id = advisory.TextAt("url")?.Split('/')[^1] ?? advisory.TextAt("source");
                if (seen.Add($"{id} {advisory.TextAt("name")}"))
                {
                    findings.Add(id, Findings.Of(advisory.TextAt("severity")), advisory.TextAt("name"));
                }
            }
        }

        // A package that only names others is told of there; where no advisory is told of at all, the packages are.
        foreach (var package in root.MembersAt("vulnerabilities").Where(_ => seen.Count == 0).ToList())
        {
            findings.Add(package.Name, Findings.Of(package.Value.TextAt("severity")), package.Name);
        }
    }
}

/// <summary><c>npm audit --json</c> of npm 6 and <c>pnpm audit --json</c>: advisories by number.</summary>
internal sealed class AdvisoriesForm : IScanForm
{
    public bool Knows(JsonElement root) => root.At("advisories") is { ValueKind: JsonValueKind.Object } && root.At("metadata") is not null;

    public void Read(JsonElement root, ReportFile file, Findings findings)
    {
        if (!(root.NumberAt("metadata", "totalDependencies") > 0 || root.NumberAt("metadata", "dependencies") > 0))
        {
            throw new UnreadableReport($"{file.Shown} says that no package was audited.");
        }

        findings.Tools.Add("audit");
        foreach (var advisory in root.MembersAt("advisories"))
        {
            findings.Add(
                advisory.Value.TextAt("github_advisory_id") ?? advisory.Name,
                Findings.Of(advisory.Value.TextAt("severity")),
                advisory.Value.TextAt("module_name")
            );
        }
    }
}

/// <summary><c>dotnet list package --vulnerable --format json</c>.</summary>
internal sealed class DotnetForm : IScanForm
{
    public bool Knows(JsonElement root) => root.HasList("projects") && root.At("parameters") is not null;

    public void Read(JsonElement root, ReportFile file, Findings findings)
    {
        if (root.TextAt("parameters")?.Contains("--vulnerable", StringComparison.Ordinal) != true)
        {
            throw new UnreadableReport($"{file.Shown} was written without --vulnerable: it does not tell of vulnerabilities.");
        }

        if (
            root.ListAt("problems").Any(it => it.TextAt("level") is null or "error")
            || !root.ListAt("projects").Any(it => it.TextAt("path") is not null)
        )
        {
            throw new UnreadableReport($"{file.Shown} holds problems, or no project: not everything was looked at.");
        }

        findings.Tools.Add("dotnet list package");
        foreach (var framework in root.ListAt("projects").SelectMany(it => it.ListAt("frameworks")))
        {
            foreach (var package in framework.ListAt("topLevelPackages").Concat(framework.ListAt("transitivePackages")))
            {
                foreach (var found in package.ListAt("vulnerabilities"))
                {
                    findings.Add(
                        found.TextAt("advisoryurl")?.Split('/')[^1],
                        Findings.Of(found.TextAt("severity")),
                        $"{package.TextAt("id")} {package.TextAt("resolvedVersion")}"
                    );
                }
            }
        }
    }
}
