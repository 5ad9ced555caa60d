namespace Slipway.EndToEnd;

/// <summary>A checklist asks for passing tests; what is quarantined is not proven, and its gate stays shut until somebody answers for it.</summary>
[Trait("Promise", "22")]
public sealed class QuarantineGateTests : IDisposable
{
    private const string Night = """
        # Shop 4.2

        - [ ] All tests passing (12/12) <!-- slipway: check=tests files="reports/*.xml" min=12 -->
        - [ ] **Start it**
          ```bash
          touch started
          ```
        """;

    private const string Settings = """
        people:
          - {name: Ada Lovelace, roles: [Lead]}
        environments:
          prod: {signatures: by-name}
        """;

    private const string Known = """
        - {test: pays, suite: shop.Cart, messages: ["Timeout after 5000 ms"], owner: ada, issue: SHOP-7, reason: the pool, until: 2999-12-31}
        """;

    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task a_real_failure_is_a_no_go()
    {
        var ended = await GoAsync(Report("""<failure message="expected 3 but was 4"/>"""), Known);

        ended.ExitCode.ShouldBe(1, ended.Err);
        ended.Err.ShouldContain("says something else than the flake that is known");
        File.Exists(_work.In("started")).ShouldBeFalse();
    }

    [Fact(Timeout = 120_000)]
    public async Task a_known_flake_is_not_proven_and_no_go_until_a_person_waives_it_by_name()
    {
        var report = Report("""<failure message="Timeout after 31 ms"/>""");

        var ended = await GoAsync(report, Known);

        ended.ExitCode.ShouldNotBe(0);
        ended.Err.ShouldContain("11 passed, 1 not proven (quarantined by tests-quarantine.yaml)");
        ended.Err.ShouldContain("shop.Cart.pays: quarantined until 2999-12-31, owner ada, SHOP-7");
        ended.Err.ShouldNotContain("1 failed");
        File.Exists(_work.In("started")).ShouldBeFalse();
        _work.Filled.ShouldContain("- [ ] All tests passing (12/12)");

        var waived = await GoAsync(report, Known, "--annotate", "--waive", "3=Ada Lovelace: the pool is known, SHOP-7");

        waived.ExitCode.ShouldBe(0, waived.Err);
        File.Exists(_work.In("started")).ShouldBeTrue();
        _work.Filled.ShouldContain("- [ ] All tests passing");
        _work.Filled.ShouldContain("11 passed, 1 not proven");
        _work.Filled.ShouldContain("waived by Ada Lovelace");
        var told = await File.ReadAllTextAsync(Path.Combine(_work.Run, "report.md"), TestContext.Current.CancellationToken);
        told.ShouldContain("1 not proven");
        told.ShouldContain("Ada Lovelace");
        (await _work.SlipwayAsync("verify")).ExitCode.ShouldBe(0);
    }

    [Fact(Timeout = 120_000)]
    public async Task a_quarantine_that_is_over_covers_nothing()
    {
        var ended = await GoAsync(
            Report("""<failure message="Timeout after 31 ms"/>"""),
            Known.Replace("2999-12-31", "2020-12-31", StringComparison.Ordinal)
        );

        ended.ExitCode.ShouldBe(1, ended.Err);
        ended.Err.ShouldContain("its quarantine (line 1, ada) ended on 2020-12-31");
    }

    [Fact(Timeout = 120_000)]
    public async Task twelve_of_twelve_is_a_go_beside_the_same_list()
    {
        (await GoAsync(Report(""), Known)).ExitCode.ShouldBe(0);
        _work.Filled.ShouldContain("- [x] All tests passing (12/12)");
    }

    [Theory(Timeout = 120_000)]
    [InlineData(null, Known)]
    [InlineData("", Known)]
    [InlineData("<testsuite/>", Known)]
    [InlineData("<testsuite><testcase name=\"a\"/></testsuite>", Known)]
    [InlineData("<testsuite tests=\"12\"><testcase name=\"a\"/>", Known)]
    [InlineData(Whole, "- {test: pays}")]
    public async Task no_report_half_a_report_or_a_list_that_cannot_be_read_is_never_a_go(string? report, string list)
    {
        var ended = await GoAsync(report, list);

        ended.ExitCode.ShouldNotBe(0);
        File.Exists(_work.In("started")).ShouldBeFalse();
    }

    private const string Whole =
        "<testsuite><testcase name='a'/><testcase name='b'/><testcase name='c'/><testcase name='d'/><testcase name='e'/><testcase name='f'/><testcase name='g'/><testcase name='h'/><testcase name='i'/><testcase name='j'/><testcase name='k'/><testcase name='l'/></testsuite>";

    private static string Report(string end) =>
        $"""
            <testsuite name="cart">
            {string.Concat(Enumerable.Range(1, 11).Select(it => $"<testcase classname='shop.Cart' name='adds {it}'/>"))}
            <testcase classname="shop.Cart" name="pays">{end}</testcase>
            </testsuite>
            """;

    private Task<Ended> GoAsync(string? report, string list, params string[] more)
    {
        _work.With("night.md", Night).With("slipway.yaml", Settings).With("tests-quarantine.yaml", list);
        if (report is not null)
        {
            _work.With("reports/junit.xml", report);
        }

        return _work.SlipwayAsync(["run", "night.md", "--yes", "--no-input", .. more]);
    }
}
