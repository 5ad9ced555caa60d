using System.Text.RegularExpressions;

namespace Slipway.EndToEnd;

/// <summary>Flaky tests as one page: it tells what the verbs tell, needs nothing else, and obeys nobody's names.</summary>
[Trait("Promise", "21")]
public sealed partial class TestsPageTests : IDisposable
{
    private const string Flaky = "....Fr......Fr.....Fr......F....";
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task it_tells_what_top_show_clusters_and_quarantine_tell()
    {
        _work
            .With(
                "h.ndjson",
                TestsShownTests.Strip("cart", "pays", Flaky, "Timeout after 5003 ms")
                    + TestsShownTests.Strip("cart", "breaks", "....................FFFFFFFFFFFF", "Null reference")
                    + TestsShownTests.Strip("cart", "adds", new string('.', 32), "")
            )
            .With(
                "tests-quarantine.yaml",
                "- {test: pays, suite: cart, messages: [Timeout after 1 ms], owner: ada, issue: SHOP-7, reason: slow pool, until: 2026-01-31}\n"
            );

        var made = await _work.SlipwayAsync("tests", "page", "--history", "h.ndjson", "--out", "flakes.html");
        var page = _work.Text("flakes.html");
        var words = Words(page);

        made.ExitCode.ShouldBe(0, made.Err);
        made.Out.ShouldBe("flakes.html: 1 flaky test of 3, 2 clusters, 1 known flake\n");
        words.ShouldContain("3 tests, 96 outcomes in 32 runs");
        words.ShouldContain("cart › breaks ✕broken");
        words.ShouldContain("cart › pays ~flaky");
        words.ShouldContain("....f......f.....f......F....");
        words.ShouldContain("Timeout after 5003 ms");
        words.ShouldContain("lapsed on 2026-01-31, ada");
        words.ShouldContain("SHOP-7");
        words.ShouldContain("slow pool");
        words.ShouldContain("No run met an outage.");
        page.ShouldContain("aria-label=\"29 runs, 2026-01-05 to 2026-01-05: 1 flake; 3 flake, passed on a retry; 25 passed\"");
    }

    [Fact]
    public async Task it_loads_nothing_and_every_link_leads_to_a_place_on_it()
    {
        _work.With("h.ndjson", TestsShownTests.Strip("cart", "pays", Flaky, "https://example.org/x.js"));

        await _work.SlipwayAsync("tests", "page", "--history", "h.ndjson", "--out", "flakes.html");
        var page = _work.Text("flakes.html");

        page.ShouldContain("default-src &#x27;none&#x27;; style-src &#x27;sha256-");
        Regex.IsMatch(page, "<(script|link|img|iframe|object|form)\\b|\\ssrc=|\\son\\w+=|style=|url\\(").ShouldBeFalse();
        var links = Links().Matches(page).Select(it => it.Groups[1].Value).ToList();
        links.Count.ShouldBeGreaterThan(5);
        links.Where(it => it[0] != '#' || !page.Contains($"id=\"{it[1..]}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task a_name_that_is_markup_is_shown_and_not_obeyed()
    {
        const string Evil = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\\u202egpj.exe\\u001b[2J' \\\" --> & {x}";
        _work.With("h.ndjson", TestsShownTests.Strip(Evil, Evil, Flaky, Evil)).With("tests-quarantine.yaml", Entry(Evil));

        var made = await _work.SlipwayAsync("tests", "page", "--history", "h.ndjson", "--out", "flakes.html");
        var page = _work.Text("flakes.html");

        made.ExitCode.ShouldBe(0, made.Err);
        page.ShouldNotContain("<script");
        page.ShouldNotContain("<img");
        page.ShouldNotContain('\u202e');
        page.ShouldNotContain('\u001b');
        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        Regex.Count(page, "</title>").ShouldBe(1 + Regex.Count(page, "<title>20"));
    }

    [Fact]
    public async Task what_is_too_much_is_counted()
    {
        _work.With(
            "h.ndjson",
            string.Concat(
                Enumerable
                    .Range(1, 30)
                    .Select(it =>
                        TestsShownTests.Strip("cart", $"pays {it}", $"{new string('.', it)}{Flaky}", $"fails as {new string('x', it)}")
                    )
            )
        );

        await _work.SlipwayAsync("tests", "page", "--history", "h.ndjson", "--out", "flakes.html", "--count", "7");
        var words = Words(_work.Text("flakes.html"));

        words.ShouldContain("and 23 flaky tests more");
        words.ShouldContain("and 23 tests more");
        words.ShouldContain("clusters more");
        Regex.Count(_work.Text("flakes.html"), "<article ").ShouldBe(7);
    }

    [Fact]
    public async Task a_history_of_healthy_tests_says_so_and_none_says_nothing()
    {
        _work.With("h.ndjson", TestsShownTests.Strip("cart", "adds", new string('.', 32), "")).With("none.ndjson", "\n");

        (await _work.SlipwayAsync("tests", "page", "--history", "h.ndjson", "--out", "flakes.html")).ExitCode.ShouldBe(0);
        (await _work.SlipwayAsync("tests", "page", "--history", "none.ndjson", "--out", "none.html")).ExitCode.ShouldBe(2);
        (await _work.SlipwayAsync("tests", "page", "--history", "h.ndjson", "--out", "no/such/folder.html")).ExitCode.ShouldBe(2);

        Words(_work.Text("flakes.html")).ShouldContain("No test is flaky now.");
        File.Exists(_work.In("none.html")).ShouldBeFalse();
    }

    /// <summary>JSON's strings are YAML's in double quotes.</summary>
    private static string Entry(string name) =>
        $"- test: \"{name}\"\n  suite: \"{name}\"\n  messages: [\"{name}\"]\n  owner: \"{name}\"\n  reason: \"{name}\"\n  issue: \"{name}\"\n  until: 2999-12-31\n";

    private static string Words(string page) => System.Net.WebUtility.HtmlDecode(Tags().Replace(page, ""));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Links();
}
