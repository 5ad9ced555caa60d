using System.Text.Json;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>Against doubles of GitHub's and GitLab's API over real sockets, made from their documents.</summary>
public sealed class ChangeCheckTests : CheckContract
{
    private const string Commit = "1111111111111111111111111111111111111111";
    private const string Head = "2222222222222222222222222222222222222222";

    private readonly SilentListener _silent = new();
    private readonly Dictionary<string, HttpDoubleAnswer> _answers = new(StringComparer.Ordinal);
    private readonly HttpDouble _forge;

    public ChangeCheckTests()
    {
        _forge = new(it => _answers.GetValueOrDefault(it.Path) ?? new(404, """{"message":"Not Found"}"""));
        Github(Run("build"), Run("test"));
        Reviews(Review("ann", "APPROVED"));
        Says("/text/repos/o/r/commits/" + Commit + "/check-runs?filter=latest&per_page=100", "no json");
        Answers(
            "/limit/repos/o/r/commits/" + Commit + "/check-runs?filter=latest&per_page=100",
            new(403, "{}", ("X-RateLimit-Remaining", "0"))
        );
        Answers("/busy/repos/o/r/commits/" + Commit + "/check-runs?filter=latest&per_page=100", new(429, "{}"));
        Says("/huge/repos/o/r/commits/" + Commit + "/check-runs?filter=latest&per_page=100", new string(' ', 5_000_000));
        Says("/deep/repos/o/r/commits/" + Commit + "/check-runs?filter=latest&per_page=100", new string('[', 100_000));
    }

    protected override ICheck Check => CheckKinds.All["change"];

    protected override CheckSpec Answering => Asked("fact", "runs,review");

    protected override CheckSpec Silent => Spec("repository", "o/r", "commit", Commit, "url", $"http://127.0.0.1:{_silent.Port}");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Asked("repository", "o/unknown"),
            Asked("commit", "HEAD"),
            Asked("commit", Head),
            Asked("service", "gitlab"),
            Asked("fact", "review", "change", "8"),
            Spec("repository", "o/r", "commit", Commit, "url", $"http://127.0.0.1:{FreePort.Find()}"),
            At("text"),
            At("limit"),
            At("busy"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [At("huge"), At("deep"), Asked("repository", "../../etc"), Asked("commit", "--help")];

    [Theory(Timeout = 30_000)]
    [InlineData("failure", "test ended with failure")]
    [InlineData("cancelled", "test ended with cancelled")]
    [InlineData("timed_out", "test ended with timed_out")]
    [InlineData("action_required", "test ended with action_required")]
    [InlineData("a_word_of_tomorrow", "test ended with a_word_of_tomorrow")]
    public async Task a_run_that_is_not_green_is_a_flaw(string conclusion, string flaw)
    {
        Github(Run("build"), Run("test", conclusion), Run("slow", status: "in_progress"));

        (await LookAsync(Asked())).Flaws.ShouldBe([flaw]);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("queued")]
    [InlineData("in_progress")]
    [InlineData("waiting")]
    public async Task what_is_not_over_was_not_seen(string status)
    {
        Github(Run("build"), Run("test", "success", status));

        (await LookAsync(Asked())).Problem.ShouldBe($"1 runs are not over, the first: test ({status}).");
    }

    [Fact(Timeout = 30_000)]
    public async Task no_run_and_only_skipped_runs_were_not_seen()
    {
        Github();
        (await LookAsync(Asked())).Problem.ShouldBe("There is no run of a CI service for the commit.");

        Github(Run("build", "skipped"), Run("test", "neutral"));
        (await LookAsync(Asked())).Problem.ShouldBe("Every run was skipped: nothing was tried.");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_required_run_must_be_there_and_must_have_run()
    {
        Github(Run("build"), Run("test", "skipped"));

        var seen = await LookAsync(Asked("required", "build,test,lint"));

        seen.Flaws.ShouldBe(["the required run lint is not there", "the required run test did not run (skipped)"]);
        JsonDocument.Parse(seen.Body!).RootElement.GetProperty("skipped")[0].GetString().ShouldBe("test");
    }

    [Fact(Timeout = 30_000)]
    public async Task every_page_is_read_and_a_list_that_is_too_short_was_not_seen()
    {
        var path = $"/repos/o/r/commits/{Commit}/check-runs?filter=latest&per_page=100";
        Answers(path, new(200, Runs(2, Run("build")), ("Link", $"<{_forge.Url}second>; rel=\"next\", <{_forge.Url}second>; rel=\"last\"")));
        Says("/second", Runs(2, Run("test", "failure")));
        (await LookAsync(Asked())).Flaws.ShouldBe(["test ended with failure"]);

        Says("/second", Runs(2));
        (await LookAsync(Asked())).Problem!.ShouldEndWith("promises 2 elements and holds 1.");

        _answers.Remove("/second");
        (await LookAsync(Asked())).Looking.ShouldBe(Looking.CouldNotLook);

        Answers(path, new(200, Runs(2, Run("build")), ("Link", "<http://elsewhere.invalid/second>; rel=\"next\"")));
        (await LookAsync(Asked())).Problem!.ShouldEndWith("names a next page on another host.");

        Answers(path, new(200, Runs(200, Run("build")), ("Link", $"<{_forge.Url.AbsoluteUri.TrimEnd('/')}{path}>; rel=\"next\"")));
        (await LookAsync(Asked())).Problem!.ShouldEndWith("or leads in a circle.");
    }

    [Fact(Timeout = 30_000)]
    public async Task runs_of_another_commit_are_no_evidence()
    {
        Github(Run("build").Replace(Commit, Head, StringComparison.Ordinal));

        (await LookAsync(Asked())).Problem.ShouldBe("GitHub answered with runs of another commit.");
    }

    [Fact(Timeout = 30_000)]
    public async Task of_the_statuses_of_a_context_the_newest_counts()
    {
        Says(
            $"/repos/o/r/commits/{Commit}/statuses?per_page=100",
            """[{"context":"ci","state":"success"},{"context":"ci","state":"failure"},{"context":"old","state":"error"}]"""
        );

        (await LookAsync(Asked())).Flaws.ShouldBe(["old ended with error"]);
        (await LookAsync(Asked("ignore", "old"))).Flaws.ShouldBe([]);
    }

    [Fact(Timeout = 30_000)]
    public async Task only_the_fresh_yes_of_other_people_counts()
    {
        Reviews(
            Review("author", "APPROVED"),
            Review("bot", "APPROVED", type: "Bot"),
            Review("stranger", "APPROVED", association: "NONE"),
            Review("early", "APPROVED", commit: Commit),
            Review("gone", "APPROVED"),
            Review("gone", "DISMISSED"),
            Review("ann", "APPROVED"),
            Review("ann", "COMMENTED"),
            Review("ANN", "APPROVED")
        );

        (await LookAsync(Asked("fact", "review"))).Flaws.ShouldBe([]);
        (await LookAsync(Asked("fact", "review", "approvals", "2"))).Flaws.ShouldBe([
            "1 people other than the author approved, fewer than 2 (1 were given before the last push)",
        ]);
        (await LookAsync(Asked("fact", "review", "approvals", "2", "stale", "accept"))).Flaws.ShouldBe([]);
    }

    [Fact(Timeout = 30_000)]
    public async Task what_was_refused_is_not_merged_or_leads_elsewhere_is_a_flaw()
    {
        Reviews(Review("ann", "APPROVED"), Review("bob", "APPROVED"), Review("bob", "CHANGES_REQUESTED"));
        Says("/repos/o/r/pulls/7", Pull("false"));

        (await LookAsync(Asked("fact", "review", "into", "release"))).Flaws.ShouldBe([
            "bob asked for changes and did not take it back",
            "change 7 is not merged",
            "change 7 leads to main, not to release",
        ]);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_commit_that_no_change_or_several_brought_was_not_seen()
    {
        Says($"/repos/o/r/commits/{Commit}/pulls?per_page=100", "[]");
        (await LookAsync(Asked("fact", "review"))).Problem!.ShouldStartWith("No change brought this commit");

        Says($"/repos/o/r/commits/{Commit}/pulls?per_page=100", """[{"number":7},{"number":9}]""");
        (await LookAsync(Asked("fact", "review"))).Problem.ShouldBe("2 changes hold this commit (7, 9): say change.");
        (await LookAsync(Asked("fact", "review", "change", "7"))).Flaws.ShouldBe([]);
        (await LookAsync(Asked("fact", "review", "change", "8"))).Problem.ShouldBe(
            "The service does not show that change 8 brought this commit."
        );
    }

    [Fact(Timeout = 30_000)]
    public async Task the_token_is_sent_and_never_told()
    {
        var seen = await LookAsync(Asked("token", "${TOKEN}"));

        _forge.Asked.ShouldAllBe(it => it.Headers["Authorization"] == "Bearer secret-1");
        JsonSerializer.Serialize(seen).ShouldNotContain("secret-1");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("success", "success", "2026-01-02T00:00:00Z", null)]
    [InlineData("failed", "success", "2026-01-02T00:00:00Z", "test ended with failed")]
    [InlineData("success", "failed", "2026-01-02T00:00:00Z", "pipeline of main ended with failed")]
    [InlineData(
        "success",
        "success",
        "2025-12-31T00:00:00Z",
        "0 people other than the author approved, fewer than 1 (1 were given before the last push)"
    )]
    public async Task gitlab_is_asked_in_its_own_words(string job, string pipeline, string approvedAt, string? flaw)
    {
        Gitlab(job, pipeline, $"\"{approvedAt}\"");

        (await LookAsync(Asked("fact", "runs,review", "service", "gitlab"))).Flaws.ShouldBe(flaw is null ? [] : [flaw]);
    }

    [Fact(Timeout = 30_000)]
    public async Task an_approval_without_a_moment_may_be_stale()
    {
        Gitlab("success", "success", "null");

        (await LookAsync(Asked("fact", "review", "service", "gitlab"))).Problem!.ShouldStartWith(
            "The service does not say whether the approvals came after the last push"
        );
        (await LookAsync(Asked("fact", "review", "service", "gitlab", "stale", "accept"))).Flaws.ShouldBe([]);
    }

    public override void Dispose()
    {
        _silent.Dispose();
        _forge.Dispose();
        base.Dispose();
    }

    protected override Surroundings Here(TimeSpan limit) =>
        base.Here(limit) with
        {
            Variables = new Dictionary<string, string> { ["TOKEN"] = "secret-1" },
        };

    private CheckSpec Asked(params string[] settings)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["repository"] = "o/r",
            ["commit"] = Commit,
            ["url"] = _forge.Url.AbsoluteUri,
        };
        foreach (var it in settings.Chunk(2))
        {
            all[it[0]] = it[1];
        }

        return new(Check.Kind, all);
    }

    private CheckSpec At(string below) => Asked("url", $"{_forge.Url}{below}");

    private void Github(params string[] runs)
    {
        Says($"/repos/o/r/commits/{Commit}/check-runs?filter=latest&per_page=100", Runs(runs.Length, runs));
        Says($"/repos/o/r/commits/{Commit}/statuses?per_page=100", "[]");
        Says($"/repos/o/r/commits/{Commit}/pulls?per_page=100", """[{"number":7}]""");
        Says("/repos/o/r/pulls/7", Pull("true"));
    }

    private void Reviews(params string[] reviews) => Says("/repos/o/r/pulls/7/reviews?per_page=100", $"[{string.Join(',', reviews)}]");

    private void Gitlab(string job, string pipeline, string approvedAt)
    {
        const string Root = "/projects/o%2Fr";
        Says(
            $"{Root}/repository/commits/{Commit}/statuses?per_page=100",
            $$"""[{"name":"test","status":"{{job}}","sha":"{{Commit}}","allow_failure":false},{"name":"lint","status":"failed","sha":"{{Commit}}","allow_failure":true},{"name":"deploy","status":"manual","sha":"{{Commit}}"}]"""
        );
        Says(
            $"{Root}/pipelines?sha={Commit}&per_page=100",
            $$"""[{"id":2,"ref":"main","source":"push","status":"{{pipeline}}","sha":"{{Commit}}"},{"id":1,"ref":"main","source":"push","status":"failed","sha":"{{Commit}}"}]"""
        );
        Says($"{Root}/repository/commits/{Commit}/merge_requests?per_page=100", """[{"iid":5}]""");
        Says($"{Root}/merge_requests/5", """{"iid":5,"state":"merged","author":{"username":"author"},"target_branch":"main"}""");
        Says(
            $"{Root}/merge_requests/5/approvals",
            $$$"""{"approvals_left":0,"approved_by":[{"user":{"username":"ann"},"approved_at":{{{approvedAt}}}}]}"""
        );
        Says(
            $"{Root}/merge_requests/5/versions?per_page=100",
            """[{"created_at":"2026-01-01T00:00:00Z"},{"created_at":"2025-12-01T00:00:00Z"}]"""
        );
        Says($"{Root}/merge_requests/5/reviewers?per_page=100", """[{"user":{"username":"ann"},"state":"reviewed"}]""");
    }

    private void Says(string path, string body) => Answers(path, new HttpDoubleAnswer(200, body, ("Content-Type", "application/json")));

    private void Answers(string path, HttpDoubleAnswer answer) => _answers[path] = answer;

    private static string Runs(int total, params string[] runs) =>
        $$"""{"total_count":{{total}},"check_runs":[{{string.Join(',', runs)}}]}""";

    private static string Run(string name, string conclusion = "success", string status = "completed") =>
        $$"""{"name":"{{name}}","head_sha":"{{Commit}}","status":"{{status}}","conclusion":"{{conclusion}}"}""";

    private static string Pull(string merged) =>
        $$$"""{"number":7,"user":{"login":"author"},"merged":{{{merged}}},"head":{"sha":"{{{Head}}}"},"base":{"ref":"main"}}""";

    private static string Review(string person, string state, string commit = Head, string type = "User", string association = "MEMBER") =>
        $$$"""{"user":{"login":"{{{person}}}","type":"{{{type}}}"},"state":"{{{state}}}","commit_id":"{{{commit}}}","author_association":"{{{association}}}"}""";
}
