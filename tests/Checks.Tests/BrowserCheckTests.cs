using System.Globalization;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class BrowserCheckTests(BrowserWorld world) : CheckContract, IClassFixture<BrowserWorld>
{
    /// <summary>The same browser without what a window needs; it starts in half the time. Signing in is seen by the whole one.</summary>
    private const string Quick = "chromium-headless-shell";

    private const string Word = "pa$$ 'word' ü";

    protected override ICheck Check => CheckKinds.All["browser"];

    protected override CheckSpec Answering => Page("good");

    protected override CheckSpec Silent => Spec("url", $"{world.Url}/silent", "sees", "#top", "program", Quick);

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Page("empty"),
            Page("hidden"),
            Page("lies"),
            Spec("url", $"http://127.0.0.1:{FreePort.Find()}/", "sees", "body", "program", Quick),
            Spec("url", $"{world.Url}/page/good"),
            Spec("url", $"{world.Url}/page/good", "sees", "#top", "program", "no-such-browser"),
            Spec("url", $"{world.Url}/page/good", "sees", "#top", "program", "/bin/true"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [Page("loud"), Page("busy", "timeout", "2s"), Page("endless-dialogs", "timeout", "2s")];

    [Fact(Timeout = 30_000)]
    public async Task what_is_seen_comes_home_with_the_time_that_loading_took()
    {
        var seen = await LookAsync(Page("good"));

        seen.Value!.Value.Unit.ShouldBe("ms");
        foreach (
            var fact in new[] { "json '$.title' = 'Shop'", "json '$.status' = 200", "json '$.requests' = 2", "json '$.failedRequests' = 0" }
        )
        {
            Expectation.Parse(fact).Judge(seen).Verdict.ShouldBe(Verdict.Pass, seen.Body);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task an_element_that_comes_late_is_waited_for_and_words_are_seen_across_elements() =>
        (await FlawsAsync(Page("late", "sees", "text=Welcome back", "within", "5s"))).ShouldBeEmpty();

    [Fact(Timeout = 30_000)]
    public async Task what_is_wrong_with_a_page_is_told_with_its_frames_and_without_its_queries()
    {
        var flaws = await FlawsAsync(Page("broken"));

        flaws.Count.ShouldBe(3);
        flaws[0].ShouldBe("'#top' is on the page and not visible after 300ms");
        flaws[1].ShouldStartWith("2 requests of the page failed, allowed 0: ");
        flaws[1].ShouldContain($"GET {world.Url}/gone was answered with status 404");
        flaws[1].ShouldContain("GET http://127.0.0.1:1/x failed (net::ERR_");
        flaws[2].ShouldContain("errors stand in the console, allowed 0: ");
        flaws[2].ShouldContain("no stock Object; ReferenceError: boom is not defined");
        flaws[2].ShouldEndWith(" more");
        string.Concat(flaws).ShouldNotContain("s3cret");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_page_with_a_bad_status_fails_also_where_its_address_is_ignored()
    {
        var spec = Spec("url", $"{world.Url}/status/503", "sees", "#top", "ignore", "127.0.0.1", "quiet", "50ms", "program", Quick);

        (await FlawsAsync(spec)).ShouldHaveSingleItem().ShouldContain("/status/503 was answered with status 503");
    }

    [Fact(Timeout = 30_000)]
    public async Task what_is_allowed_or_ignored_does_not_count()
    {
        var spec = Page(
            "broken",
            "sees",
            "iframe",
            "most-console-errors",
            "1",
            "ignore",
            "no stock,error ,/gone,frame",
            "most-failed-requests",
            "1"
        );

        (await FlawsAsync(spec)).ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task a_request_that_is_never_answered_leaves_the_page_unseen()
    {
        var seen = await LookAsync(Page("hangs", "settle", "400ms"));

        (seen.Looking, seen.Problem).ShouldBe(
            (
                Looking.CouldNotLook,
                $"It was not seen whether every request of the page was answered: GET {world.Url}/silent was not answered within 400ms."
            )
        );
    }

    [Fact(Timeout = 30_000)]
    public async Task a_page_that_never_rests_and_opens_dialogs_is_seen() =>
        (await FlawsAsync(Page("restless", "within", "5s"))).ShouldBeEmpty();

    [Fact(Timeout = 30_000)]
    public async Task signing_in_works_with_a_secret_that_is_never_told()
    {
        var seen = await LookAsync(
            Steps(
                """{"fill":"#user","with":"probe"},{"fill":"#word","with":"${WORD}"},{"fill":"#shop","with":"South"},{"click":"text=Sign in"},{"at":"/session"},{"see":"text=Hello probe of shop South"}""",
                browser: "chromium"
            )
        );

        seen.Flaws.ShouldBe([], seen.Problem + seen.Body);
        Expectation.Parse("json '$.steps' = 6").Judge(seen).Verdict.ShouldBe(Verdict.Pass, seen.Body);
        (seen.Body + seen.Problem).ShouldNotContain(Word);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_wrong_password_fails_by_the_status_and_by_what_is_not_seen()
    {
        var flaws = await FlawsAsync(Steps("""{"fill":"#word","with":"wrong"},{"click":"button"},{"see":"#hello"}"""));

        flaws.ShouldContain("step 3: '#hello' is not on the page after 300ms");
        flaws.ShouldContain(
            it => it.Contains("POST", StringComparison.Ordinal) && it.EndsWith("status 401", StringComparison.Ordinal),
            string.Join(" | ", flaws)
        );
    }

    [Theory(Timeout = 30_000)]
    [InlineData(
        "covered",
        """{"click":"#go"},{"see":"#done"}""",
        "step 1: '#go' cannot be clicked: something else lies over it after 300ms"
    )]
    [InlineData("disabled", """{"click":"#go"},{"see":"#done"}""", "step 1: '#go' cannot be used: it is disabled after 300ms")]
    [InlineData("dead", """{"click":"text=Go"},{"see":"#done"}""", "step 2: '#done' is not on the page after 300ms")]
    public async Task an_element_that_does_not_do_its_job_is_told(string page, string steps, string flaw) =>
        (await FlawsAsync(Steps(steps, page))).ShouldHaveSingleItem().ShouldBe(flaw);

    [Theory(Timeout = 30_000)]
    [InlineData("""{"click":"#go"}""", "must look")]
    [InlineData("", "1 to 200 steps")]
    [InlineData("""{"see":"#a","click":"#b"}""", "exactly one of")]
    [InlineData("""{"fill":"#a"},{"see":"#b"}""", "only together")]
    [InlineData("""{"at":"home"}""", "begins with /")]
    [InlineData("""{"wait":"1"}""", "is no file of steps")]
    [InlineData("""{"see":"${NOT_SET}"}""", "NOT_SET is not set")]
    public async Task a_file_of_steps_that_proves_nothing_or_is_not_understood_is_refused(string steps, string why) =>
        (await LookAsync(Steps(steps))).Problem!.ShouldContain(why);

    [Fact(Timeout = 30_000)]
    public async Task words_that_are_no_selector_are_not_seen_and_neither_passed_nor_failed() =>
        (await LookAsync(Page("good", "sees", "h1:::"))).Problem.ShouldBe(
            "'h1:::' is no CSS selector. For words of the page write text= before them."
        );

    [Fact(Timeout = 30_000)]
    public async Task nothing_of_the_browser_is_left_behind()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Folder.WriteProgram("browser", $"exec chromium-headless-shell \"$@\" --slipway-test={Folder.Path}");
        var looking = Check.LookAsync(
            Spec("url", $"{world.Url}/silent", "sees", "#top", "program", "./browser"),
            Here(TimeSpan.FromSeconds(60)),
            cancel.Token
        );
        await Eventually.Holds("the browser runs", () => Ours().Any(), Ct, TimeSpan.FromSeconds(20));

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(looking);
        await Eventually.Holds("the browser is gone", () => !Ours().Any(), Ct);
    }

    protected override Surroundings Here(TimeSpan limit) =>
        base.Here(limit) with
        {
            Variables = new Dictionary<string, string> { ["WORD"] = Word },
        };

    private IEnumerable<string> Ours() =>
        Directory
            .EnumerateDirectories("/proc")
            .Where(it => char.IsAsciiDigit(Path.GetFileName(it)[0]))
            .Where(it => CommandOf(it).Contains($"--slipway-test={Folder.Path}", StringComparison.Ordinal));

    private static string CommandOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private async Task<IReadOnlyList<string>> FlawsAsync(CheckSpec spec)
    {
        var seen = await LookAsync(spec);
        return seen.Flaws ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Not seen: {seen.Problem}"));
    }

    private CheckSpec Page(string name, params string[] more)
    {
        string[] usual = ["sees", "#top", "quiet", "60ms", "within", "300ms", "settle", "5s", "program", Quick];
        var settings = new[] { "url", $"{world.Url}/page/{name}" }.Concat(usual).Concat(more).Chunk(2);
        return new("browser", settings.GroupBy(it => it[0]).ToDictionary(it => it.Key, it => it.Last()[1], StringComparer.Ordinal));
    }

    private CheckSpec Steps(string steps, string page = "sign-in", string browser = Quick)
    {
        Folder.Write("steps.json", $$"""{"steps":[{{steps}}]}""");
        return new(
            "browser",
            Page(page, "steps", "steps.json", "program", browser).With.Where(it => it.Key != "sees").ToDictionary(StringComparer.Ordinal)
        );
    }
}
