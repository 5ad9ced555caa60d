using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Change;

/// <summary>Tells the runs of a CI service for a commit.</summary>
internal static class RunsAccount
{
    private const int Most = 100;

    /// <summary>Adds them to an account.</summary>
    /// <returns>Why they do not say enough; null when they do.</returns>
    public static string? Tell(
        Account account,
        IReadOnlyList<CiRun> all,
        IReadOnlyList<string> required,
        IReadOnlyCollection<string> ignored
    )
    {
        var runs = all.Where(it => !ignored.Contains(it.Name)).ToList();
        account.Facts["runs"] = runs.Count;
        foreach (var state in Enum.GetValues<CiState>())
        {
            var word = state.ToString().ToLowerInvariant();
            var names = runs.Where(it => it.State == state).Select(it => it.Name).ToList();
            account.Counts[word] = names.Count;
            account.Facts[word] = new JsonArray([.. names.Take(Most).Select(it => (JsonNode?)it)]);
        }

        account.Facts["ignored"] = all.Count - runs.Count;
        foreach (var it in runs.Where(it => it.State == CiState.Red).Take(Most))
        {
            account.Flaw($"{it.Name} ended with {it.Said}");
        }

        foreach (var name in required.Where(name => !runs.Any(it => it.Name == name)))
        {
            account.Flaw($"the required run {name} is not there");
        }

        foreach (var it in runs.Where(it => it.State == CiState.Skipped && required.Contains(it.Name)))
        {
            account.Flaw($"the required run {it.Name} did not run ({it.Said})");
        }

        var pending = runs.Where(it => it.State == CiState.Pending).ToList();
        return runs.Count == 0 ? "There is no run of a CI service for the commit."
            : pending.Count > 0 ? $"{pending.Count} runs are not over, the first: {pending[0].Name} ({pending[0].Said})."
            : runs.Exists(it => it.State is CiState.Green or CiState.Red) ? null
            : "Every run was skipped: nothing was tried.";
    }
}
