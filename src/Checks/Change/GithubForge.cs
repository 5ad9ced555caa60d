using System.Text.Json;
using Slipway.Checks.Looks;
using Slipway.Checks.Reports;

namespace Slipway.Checks.Change;

/// <summary>GitHub, and GitHub Enterprise Server.</summary>
/// <remarks>Source: GitHub's REST API, version 2022-11-28: check runs, commit statuses, pull requests, reviews.</remarks>
internal sealed class GithubForge(ForgePages pages, string repository) : IForge
{
    private readonly string _root = $"repos/{repository}";

    public async Task<IReadOnlyList<CiRun>> RunsAsync(string commit, CancellationToken ct)
    {
        var runs = await pages.AllAsync($"{_root}/commits/{commit}/check-runs?filter=latest", "check_runs", ct);
        var statuses = await pages.AllAsync($"{_root}/commits/{commit}/statuses", member: null, ct);
        return
        [
            .. runs.Select(it => Run(it, commit)),
            // The newest of each context comes first.
            .. statuses.DistinctBy(it => it.TextAt("context"), StringComparer.Ordinal).Select(Status),
        ];
    }

    public async Task<IReadOnlyList<long>> ChangesAsync(string commit, CancellationToken ct) =>
        [.. (await pages.AllAsync($"{_root}/commits/{commit}/pulls", member: null, ct)).Select(it => Number(it, "number"))];

    public async Task<ChangeRequest> ChangeAsync(long number, CancellationToken ct)
    {
        var pull = await pages.OneAsync($"{_root}/pulls/{number}", ct);
        var head = Needed(pull, "head", "sha");
        var reviews = await pages.AllAsync($"{_root}/pulls/{number}/reviews", member: null, ct);
        return new(
            number,
            Needed(pull, "user", "login"),
            pull.At("merged") is { ValueKind: JsonValueKind.True },
            Needed(pull, "base", "ref")
        )
        {
            Words = Words(reviews, head),
        };
    }

    private static CiRun Run(JsonElement it, string commit)
    {
        if (it.TextAt("head_sha") != commit)
        {
            throw new NotSeenException("GitHub answered with runs of another commit.");
        }

        var (status, conclusion) = (Needed(it, "status"), it.TextAt("conclusion"));
        return status != "completed"
            ? new(Needed(it, "name"), CiState.Pending, status)
            : new(
                Needed(it, "name"),
                conclusion switch
                {
                    "success" => CiState.Green,
                    "neutral" or "skipped" => CiState.Skipped,
                    _ => CiState.Red,
                },
                conclusion ?? "no conclusion"
            );
    }

    private static CiRun Status(JsonElement it) =>
        new(
            Needed(it, "context"),
            it.TextAt("state") switch
            {
                "success" => CiState.Green,
                "pending" => CiState.Pending,
                _ => CiState.Red,
            },
            it.TextAt("state") ?? "no state"
        );

    /// <summary>The last yes or no of each person who may write; a comment takes nothing back. Reviews come in the order in which they were given.</summary>
    private static IReadOnlyList<ReviewWord> Words(IReadOnlyList<JsonElement> reviews, string head)
    {
        var last = new Dictionary<string, ReviewWord>(StringComparer.OrdinalIgnoreCase);
        foreach (var it in reviews)
        {
            var state = Needed(it, "state");
            if (state is not ("APPROVED" or "CHANGES_REQUESTED" or "DISMISSED") || it.TextAt("user", "login") is not { } person)
            {
                continue;
            }

            var counts = it.TextAt("user", "type") == "User" && it.TextAt("author_association") is "OWNER" or "MEMBER" or "COLLABORATOR";
            last[person] = new(person, state == "APPROVED" && counts, state == "CHANGES_REQUESTED", it.TextAt("commit_id") == head);
        }

        return [.. last.Values];
    }

    private static string Needed(JsonElement it, params ReadOnlySpan<string> way) =>
        it.TextAt(way) ?? throw new NotSeenException($"GitHub did not say '{string.Join('.', way.ToArray())}'.");

    private static long Number(JsonElement it, string name) =>
        it.NumberAt(name) is { } number and > 0 and < 1e15 ? (long)number : throw new NotSeenException($"GitHub did not say '{name}'.");
}
