using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Secrets;

/// <summary>Tells what a scan saw: by rule, and the first ones by place and fingerprint. No value is among it.</summary>
internal sealed class LeakAccount(ScanTally tally, AllowedSecrets allowed, IReadOnlySet<string> except)
{
    private const int Most = 20;
    private const int MostListed = 200;

    /// <summary>Adds it to the account.</summary>
    public void Tell(Account account)
    {
        var allowedLeaks = tally.Leaks.Where(it => allowed.Allows(it.Fingerprint)).ToHashSet();
        var leaks = tally.Leaks.Where(it => !allowedLeaks.Contains(it)).ToList();
        account.Value = new(leaks.Count, "");
        account.Facts["texts"] = tally.Texts;
        account.Facts["bytes"] = tally.Bytes;
        account.Facts["binaries"] = tally.Binaries;
        account.Facts["lfsPointers"] = tally.Pointers;
        account.Facts["absent"] = tally.Absent;
        account.Facts["tooLarge"] = tally.TooLarge.Count;
        account.Facts["findings"] = leaks.Count;
        account.Facts["allowed"] = allowedLeaks.Count;
        account.Facts["allowedButNotFound"] = Listed(allowed.Unused);
        account.Facts["rulesLeftOut"] = Listed(except.Order(StringComparer.Ordinal));
        account.Facts["byRule"] = new JsonObject(
            leaks
                .GroupBy(it => it.Rule, StringComparer.Ordinal)
                .OrderBy(it => it.Key, StringComparer.Ordinal)
                .Select(it => KeyValuePair.Create(it.Key, (JsonNode?)it.Count()))
        );
        account.Facts["found"] = new JsonArray([.. leaks.Take(MostListed).Select(Told)]);
        account.Counts["findings"] = leaks.Count;
        account.Counts["allowed"] = allowedLeaks.Count;
        Flaws(account, leaks);
    }

    private void Flaws(Account account, List<Leak> leaks)
    {
        foreach (var it in leaks.OrderByDescending(it => it.IsStillThere).Take(Most))
        {
            var since = it.Commit is { } commit ? $" since commit {commit[..12]}" : "";
            account.Flaw($"{it.Rule} in {Shown(it.Path)}:{it.Line}{since} ({it.Length} characters, fingerprint {it.Fingerprint})");
        }

        if (leaks.Count > Most)
        {
            account.Flaw($"{leaks.Count - Most} more values that look like secrets");
        }

        if (tally.IsCut)
        {
            account.Flaw("one file holds so many values that look like secrets that its end was not looked at");
        }

        if (tally.IsFull)
        {
            account.Flaw($"the look ended at {ScanTally.MostLeaks} different values; there may be more");
        }
    }

    private static JsonNode Told(Leak it) =>
        new JsonObject
        {
            ["rule"] = it.Rule,
            ["path"] = Shown(it.Path),
            ["line"] = it.Line,
            ["commit"] = it.Commit,
            ["inNewest"] = it.IsStillThere,
            ["otherTexts"] = it.Others,
            ["length"] = it.Length,
            ["fingerprint"] = it.Fingerprint,
        };

    private static string Shown(string path) => path.Length <= 200 ? path : $"…{path[^199..]}";

    private static JsonArray Listed(IEnumerable<string> words) => [.. words.Take(MostListed).Select(it => (JsonNode?)it)];
}
