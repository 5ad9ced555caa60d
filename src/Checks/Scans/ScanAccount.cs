using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Scans;

/// <summary>Tells findings by severity, and those that are flaws by name and place.</summary>
internal sealed class ScanAccount(Findings findings, Severity failOn, IReadOnlyCollection<string> ignored)
{
    private const int Most = 20;

    public Account Told()
    {
        var known = ignored.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var counted = findings.All.Where(it => !known.Contains(it.Id)).ToList();
        var account = new Account { Value = new(counted.Count, "") };
        foreach (var severity in Enum.GetValues<Severity>())
        {
            Count(account, severity.ToString().ToLowerInvariant(), counted.Count(it => it.Severity == severity));
        }

        Count(account, "findings", counted.Count);
        Count(account, "ignored", findings.All.Count - counted.Count);
        Count(account, "suppressed", findings.Suppressed);
        account.Facts["tools"] = Listed(findings.Tools.Order(StringComparer.Ordinal));
        account.Facts["ignoredIds"] = Listed(ignored.Where(it => findings.All.Any(found => Same(found.Id, it))));
        account.Facts["ignoredButNotFound"] = Listed(ignored.Where(it => !findings.All.Any(found => Same(found.Id, it))));
        Flaws(account, [.. counted.Where(IsFlaw).OrderByDescending(it => Rank(it.Severity))]);
        return account;
    }

    private bool IsFlaw(Finding finding) => Rank(finding.Severity) >= Rank(failOn);

    private static void Flaws(Account account, IReadOnlyList<Finding> flaws)
    {
        foreach (var flaw in flaws.Take(Most))
        {
            var where = flaw.Where.Trim(' ', ':') is { Length: > 0 } place ? $" in {place}" : "";
            account.Flaw($"{flaw.Id} ({flaw.Severity.ToString().ToLowerInvariant()}){where}");
        }

        if (flaws.Count > Most)
        {
            account.Flaw($"{flaws.Count - Most} more findings of this severity");
        }
    }

    private static int Rank(Severity severity) => severity == Severity.Unknown ? (int)Severity.High : (int)severity;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static void Count(Account account, string name, long count)
    {
        account.Counts[name] = count;
        account.Facts[name] = count;
    }

    private static JsonArray Listed(IEnumerable<string> words) => [.. words.Take(100).Select(it => (JsonNode?)it)];
}
