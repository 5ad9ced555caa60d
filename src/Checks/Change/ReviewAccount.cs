using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Change;

/// <summary>What a review must show.</summary>
/// <param name="Approvals">Fewest people other than the author who said yes.</param>
/// <param name="Into">The branch that it must lead to; null for any.</param>
/// <param name="Merged">Whether it must be merged.</param>
/// <param name="Stale">Whether a yes counts that was said before the last push.</param>
internal sealed record ReviewDemand(int Approvals, string? Into, bool Merged, bool Stale);

/// <summary>Tells a change and its reviews.</summary>
internal static class ReviewAccount
{
    /// <summary>Adds it to an account.</summary>
    /// <returns>Why it does not say enough; null when it does.</returns>
    public static string? Tell(Account account, ChangeRequest change, ReviewDemand demand)
    {
        var others = change.Words.Where(it => !string.Equals(it.Person, change.Author, StringComparison.OrdinalIgnoreCase)).ToList();
        var said = others.Where(it => it.Approves).DistinctBy(it => it.Person, StringComparer.OrdinalIgnoreCase).ToList();
        var fresh = said.Where(it => demand.Stale || it.OfNewest == true).ToList();
        account.Facts["change"] = change.Number;
        account.Facts["author"] = change.Author;
        account.Facts["merged"] = change.IsMerged;
        account.Facts["into"] = change.Into;
        account.Facts["approvedBy"] = Listed(fresh);
        account.Facts["staleApprovals"] = Listed(said.Except(fresh));
        account.Counts["approvals"] = fresh.Count;
        foreach (var it in others.Where(it => it.Refuses))
        {
            account.Flaw($"{it.Person} asked for changes and did not take it back");
        }

        if (demand.Merged && !change.IsMerged)
        {
            account.Flaw($"change {change.Number} is not merged");
        }

        if (demand.Into is { } into && into != change.Into)
        {
            account.Flaw($"change {change.Number} leads to {change.Into}, not to {into}");
        }

        if (change.Missing is { } missing and > 0)
        {
            account.Flaw($"the project asks for {missing} more approvals");
        }

        return Approved(account, said, fresh, demand);
    }

    private static string? Approved(Account account, List<ReviewWord> said, List<ReviewWord> fresh, ReviewDemand demand)
    {
        if (fresh.Count >= demand.Approvals)
        {
            return null;
        }

        if (fresh.Count + said.Count(it => it.OfNewest is null) >= demand.Approvals)
        {
            return "The service does not say whether the approvals came after the last push; say stale=accept if that is right.";
        }

        var stale = said.Count > fresh.Count ? $" ({said.Count - fresh.Count} were given before the last push)" : "";
        account.Flaw($"{fresh.Count} people other than the author approved, fewer than {demand.Approvals}{stale}");
        return null;
    }

    private static JsonArray Listed(IEnumerable<ReviewWord> words) => [.. words.Take(100).Select(it => (JsonNode?)it.Person)];
}
