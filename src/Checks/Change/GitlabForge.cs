using System.Globalization;
using System.Text.Json;
using Slipway.Checks.Looks;
using Slipway.Checks.Reports;

namespace Slipway.Checks.Change;

/// <summary>GitLab, of its makers and one's own.</summary>
/// <remarks>Source: GitLab's REST API, version 4: commit statuses, pipelines, merge requests, approvals, reviewers.</remarks>
internal sealed class GitlabForge(ForgePages pages, string repository) : IForge
{
    private readonly string _root = $"projects/{Uri.EscapeDataString(repository)}";

    public async Task<IReadOnlyList<CiRun>> RunsAsync(string commit, CancellationToken ct)
    {
        var statuses = await pages.AllAsync($"{_root}/repository/commits/{commit}/statuses", member: null, ct);
        var pipelines = await pages.AllAsync($"{_root}/pipelines?sha={commit}", member: null, ct);
        if (statuses.Concat(pipelines).Any(it => it.TextAt("sha") != commit))
        {
            throw new NotSeenException("GitLab answered with runs of another commit.");
        }

        return
        [
            .. statuses.Select(Job),
            // A pipeline that could not even begin has no job. The newest of each branch and cause counts.
            .. pipelines
                .OrderByDescending(it => it.NumberAt("id") ?? 0)
                .DistinctBy(it => (it.TextAt("ref"), it.TextAt("source")))
                .Select(it => new CiRun($"pipeline of {it.TextAt("ref")}", StateOf(Needed(it, "status")), Needed(it, "status"))),
        ];
    }

    public async Task<IReadOnlyList<long>> ChangesAsync(string commit, CancellationToken ct) =>
        [
            .. (await pages.AllAsync($"{_root}/repository/commits/{commit}/merge_requests", member: null, ct)).Select(it =>
                Number(it, "iid")
            ),
        ];

    public async Task<ChangeRequest> ChangeAsync(long number, CancellationToken ct)
    {
        var path = $"{_root}/merge_requests/{number}";
        var request = await pages.OneAsync(path, ct);
        var approvals = await pages.OneAsync($"{path}/approvals", ct);
        var versions = await pages.AllAsync($"{path}/versions", member: null, ct);
        var reviewers = await pages.AllAsync($"{path}/reviewers", member: null, ct);
        if (!approvals.HasList("approved_by"))
        {
            throw new NotSeenException("GitLab did not say 'approved_by'.");
        }

        var pushed = versions.Select(it => At(it, "created_at")).Max();
        var words = approvals
            .ListAt("approved_by")
            .Where(it => !IsProgram(it.TextAt("user", "username")))
            .Select(it => new ReviewWord(
                Needed(it, "user", "username"),
                Approves: true,
                Refuses: false,
                At(it, "approved_at") is { } at && pushed is { } last ? at >= last : null
            ))
            .Concat(
                reviewers
                    .Where(it => it.TextAt("state") == "requested_changes")
                    .Select(it => new ReviewWord(Needed(it, "user", "username"), Approves: false, Refuses: true, OfNewest: null))
            );
        return new(number, Needed(request, "author", "username"), Needed(request, "state") == "merged", Needed(request, "target_branch"))
        {
            Words = [.. words],
            Missing = approvals.NumberAt("approvals_left") is { } left ? (int)Math.Clamp(left, 0, 1000) : null,
        };
    }

    /// <summary>The account of an access token: <c>project_1_bot_…</c>.</summary>
    private static bool IsProgram(string? name) =>
        name is not null
        && (name.StartsWith("project_", StringComparison.Ordinal) || name.StartsWith("group_", StringComparison.Ordinal))
        && name.Contains("_bot", StringComparison.Ordinal);

    private static CiRun Job(JsonElement it)
    {
        var state = StateOf(Needed(it, "status"));
        var may = it.At("allow_failure") is { ValueKind: JsonValueKind.True };
        return new(
            Needed(it, "name"),
            state == CiState.Red && may ? CiState.Skipped : state,
            may ? $"{it.TextAt("status")}, may fail" : Needed(it, "status")
        );
    }

    private static CiState StateOf(string status) =>
        status switch
        {
            "success" => CiState.Green,
            "skipped" or "manual" => CiState.Skipped,
            "created"
            or "pending"
            or "running"
            or "waiting_for_resource"
            or "waiting_for_callback"
            or "preparing"
            or "scheduled"
            or "canceling" => CiState.Pending,
            _ => CiState.Red,
        };

    private static DateTimeOffset? At(JsonElement it, string name) =>
        DateTimeOffset.TryParse(it.TextAt(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static string Needed(JsonElement it, params ReadOnlySpan<string> way) =>
        it.TextAt(way) ?? throw new NotSeenException($"GitLab did not say '{string.Join('.', way.ToArray())}'.");

    private static long Number(JsonElement it, string name) =>
        it.NumberAt(name) is { } number and > 0 and < 1e15 ? (long)number : throw new NotSeenException($"GitLab did not say '{name}'.");
}
