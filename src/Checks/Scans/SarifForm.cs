using System.Text.Json;
using Slipway.Checks.Reports;

namespace Slipway.Checks.Scans;

/// <summary>SARIF 2.1.0: CodeQL, Semgrep, Trivy, compilers and many more.</summary>
/// <remarks>Source: OASIS SARIF 2.1.0, sections 3.14 (run), 3.20 (invocation), 3.27 (result).</remarks>
internal sealed class SarifForm : IScanForm
{
    public bool Knows(JsonElement root) =>
        root.HasList("runs") && root.TextAt("version")?.StartsWith("2.1", StringComparison.Ordinal) == true;

    public void Read(JsonElement root, ReportFile file, Findings findings)
    {
        var runs = 0;
        foreach (var run in root.ListAt("runs"))
        {
            runs++;
            Demand(run, file);
            findings.Tools.Add(run.TextAt("tool", "driver", "name")!);
            foreach (var place in run.ListAt("versionControlProvenance"))
            {
                if (place.TextAt("revisionId") is { Length: >= 7 and <= 64 } commit && commit.All(char.IsAsciiHexDigit))
                {
                    findings.Commits.Add(commit);
                }
            }

            Results(run, findings);
        }

        if (runs == 0)
        {
            throw new UnreadableReport($"{file.Shown} holds no run: nothing was scanned.");
        }
    }

    private static void Demand(JsonElement run, ReportFile file)
    {
        if (run.TextAt("tool", "driver", "name") is not { Length: > 0 } tool)
        {
            throw new UnreadableReport($"{file.Shown} does not say which tool scanned.");
        }

        if (run.ListAt("invocations").Any(it => it.At("executionSuccessful") is { ValueKind: JsonValueKind.False }))
        {
            throw new UnreadableReport($"{file.Shown} says that {tool} did not run successfully.");
        }

        if (!run.HasList("results"))
        {
            throw new UnreadableReport($"{file.Shown} holds no list of results of {tool}: it did not come to look.");
        }
    }

    private static void Results(JsonElement run, Findings findings)
    {
        var rules = Rules(run);
        foreach (var result in run.ListAt("results"))
        {
            if (result.TextAt("kind") is not (null or "fail" or "open" or "review") || result.TextAt("baselineState") == "absent")
            {
                continue;
            }

            if (result.ListAt("suppressions").Any() && result.ListAt("suppressions").All(it => it.TextAt("status") is null or "accepted"))
            {
                findings.Suppressed++;
                continue;
            }

            var id = result.TextAt("ruleId") ?? result.TextAt("rule", "id");
            findings.Add(id, SeverityOf(result, id is null ? null : Find(rules, id)), Where(result));
        }
    }

    private static Dictionary<string, JsonElement> Rules(JsonElement run)
    {
        var rules = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var tools = run.ListAt("tool", "extensions").Append(run.At("tool", "driver") ?? default);
        foreach (var rule in tools.SelectMany(it => it.ListAt("rules")))
        {
            if (rule.TextAt("id") is { } id)
            {
                rules[id] = rule;
            }
        }

        return rules;
    }

    /// <summary>A rule <c>CA1000/1</c> may be described as <c>CA1000</c>.</summary>
    private static JsonElement? Find(Dictionary<string, JsonElement> rules, string id) =>
        rules.TryGetValue(id, out var rule) || rules.TryGetValue(id.Split('/')[0], out rule) ? rule : null;

    private static Severity SeverityOf(JsonElement result, JsonElement? rule)
    {
        if ((result.NumberAt("properties", "security-severity") ?? rule?.NumberAt("properties", "security-severity")) is { } score)
        {
            return Findings.OfScore(score);
        }

        return Findings.Of(result.TextAt("level") ?? rule?.TextAt("defaultConfiguration", "level") ?? "warning");
    }

    private static string? Where(JsonElement result)
    {
        if (result.ListAt("locations").Select(it => it.At("physicalLocation")).FirstOrDefault() is not { } place)
        {
            return null;
        }

        var (path, line) = (place.TextAt("artifactLocation", "uri"), place.TextAt("region", "startLine"));
        return line is null ? path : $"{path}:{line}";
    }
}
