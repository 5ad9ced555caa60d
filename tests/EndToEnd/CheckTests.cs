using System.Runtime.Versioning;
using System.Text.Json;
using Slipway.Testing;

namespace Slipway.EndToEnd;

/// <summary>Checks outside a run: one by itself, those of a file, and everything that an environment names.</summary>
[SupportedOSPlatform("linux")]
public sealed class CheckTests : IDisposable
{
    private readonly Workplace _work = new();
    private readonly HttpDouble _shop = new(request =>
        request.Path == "/health" ? new(200, """{"db":"up","token":"hunter2hunter2"}""") : new(503, "no")
    );

    [Fact]
    public async Task a_check_that_holds_ends_with_0_and_one_that_does_not_with_1()
    {
        var good = await _work.SlipwayAsync("check", "http", $"url={_shop.Url}health", "--expect", "status 200 and json '$.db' = 'up'");
        var bad = await _work.SlipwayAsync("check", "http", $"url={_shop.Url}nowhere");
        var unseen = await _work.SlipwayAsync("check", "http", "url=http://127.0.0.1:1/");

        (good.ExitCode, good.Out).ShouldBe((0, $"pass  http url={_shop.Url}health\n      status 200; $.db is up\n"));
        (bad.ExitCode, bad.Out).ShouldBe((1, $"FAIL  http url={_shop.Url}nowhere\n      status 503; wanted status 2xx\n"));
        unseen.ExitCode.ShouldBe(1);
        unseen.Out.ShouldStartWith("inconclusive  ");
    }

    [Fact]
    public async Task the_evidence_is_json_and_holds_no_secret()
    {
        _work.With("slipway.yaml", $"environments:\n  prod:\n    base-url: {_shop.Url}\n    secrets: {{TOKEN: {{env: TOKEN}}}}\n");

        var ended = await _work.SlipwayAsync(
            new Dictionary<string, string> { ["TOKEN"] = "hunter2hunter2" },
            "check",
            "http",
            "url=/health",
            "header.Authorization=Bearer ${TOKEN}",
            "--format",
            "json"
        );

        using var line = JsonDocument.Parse(ended.Out);
        (line.RootElement.GetProperty("schema").GetString(), line.RootElement.GetProperty("verdict").GetString()).ShouldBe(
            ("slipway.check/1", "pass")
        );
        ended.Out.ShouldContain("***TOKEN***");
        ended.Out.ShouldNotContain("hunter2hunter2");
    }

    [Fact]
    public async Task a_kind_of_ones_own_is_a_kind_like_any_other_and_the_plan_shows_its_program()
    {
        _work.With("slipway.yaml", "checks: {seats: {run: ./seats.sh, effect: reads}}\nenvironments: {prod: {}}\n");
        _work.With("a.md", "# T\n\n- [ ] Seats are free <!-- slipway: check=seats wanted=3 expect=\"json '$.free' > 5\" -->\n");
        TestProgram.Write(Path.Combine(_work.Folder, "seats.sh"), "#!/bin/bash\necho '{\"facts\":{\"free\":12},\"flaws\":[]}'\n");

        (await _work.SlipwayAsync("check", "seats", "wanted=3")).ExitCode.ShouldBe(0);
        (await _work.SlipwayAsync("check")).Out.ShouldContain("seats          Runs ./seats.sh, as slipway.yaml says.");
        (await _work.SlipwayAsync("plan", "a.md")).Out.ShouldContain("         runs ./seats.sh name=seats set.wanted=3\n");
        (await _work.SlipwayAsync("run", "a.md", "--yes", "--no-input")).ExitCode.ShouldBe(0);
        _work.Filled.ShouldContain("- [x] Seats are free");
    }

    [Fact]
    public async Task a_kind_of_ones_own_takes_no_name_of_a_built_in_one()
    {
        _work.With("slipway.yaml", "checks: {http: {run: ./seats.sh, effect: reads}}\n");

        var ended = await _work.SlipwayAsync("check", "http", "url=http://127.0.0.1:1/");

        (ended.ExitCode, ended.Err.Contains("give it another name", StringComparison.Ordinal)).ShouldBe((2, true), ended.Err);
    }

    [Fact]
    public async Task the_checks_of_a_file_are_told_in_its_order_and_all_must_pass()
    {
        _work.With(
            "checks.yaml",
            $$"""
            health: { check: http, url: "{{_shop.Url}}health" }
            nowhere: { check: http, url: "{{_shop.Url}}nowhere" }
            refused: { check: http, url: "{{_shop.Url}}nowhere", expect: status 503 }
            """
        );

        var ended = await _work.SlipwayAsync("check", "--from", "checks.yaml", "--parallel", "3");

        ended.ExitCode.ShouldBe(1);
        ended
            .Out.Split('\n')
            .Where(it => !it.StartsWith(' '))
            .ShouldBe(["pass  health", "FAIL  nowhere", "pass  refused", "2 of 3 pass", ""]);
    }

    [Theory]
    [InlineData("", "checks.yaml:1:1: SW1006")]
    [InlineData("a: { chek: http }", "checks.yaml:1:")]
    [InlineData("a: { check: http, url: /, expect: looks good }", "checks.yaml:1:")]
    public async Task a_file_that_cannot_be_used_is_told_with_its_place(string text, string place)
    {
        _work.With("checks.yaml", text);

        var ended = await _work.SlipwayAsync("check", "--from", "checks.yaml");

        ended.ExitCode.ShouldBe(2);
        ended.Err.ShouldContain(place);
    }

    [Theory]
    [InlineData("no check is called htp", "htp")]
    [InlineData("'url' is no setting", "http", "url")]
    [InlineData("given twice", "http", "url=/a", "url=/b")]
    [InlineData("is not understood", "http", "url=/a", "--expect", "looks good")]
    [InlineData("not both", "http", "--from", "checks.yaml")]
    [InlineData("is no duration", "http", "url=/a", "--limit", "soon")]
    public async Task a_call_that_cannot_be_used_says_what_to_do(string says, params string[] call)
    {
        var ended = await _work.SlipwayAsync([.. call.Prepend("check")]);

        ended.ExitCode.ShouldBe(2, ended.Out);
        ended.Err.ShouldContain(says);
    }

    [Fact]
    public async Task the_kinds_are_listed_each_with_what_it_is_for()
    {
        var ended = await _work.SlipwayAsync("check");

        ended.ExitCode.ShouldBe(0);
        ended.Out.ShouldContain("prometheus");
        ended.Out.Split('\n').Where(it => it.StartsWith("tcp ", StringComparison.Ordinal)).Single().ShouldContain("accepts connections");
    }

    [Fact]
    public async Task what_proves_a_part_is_no_tick_without_the_person_who_says_the_rest()
    {
        _work.With("GO.md", "# Shop\n\n- [ ] Shop healthy, and looks right\n- [ ] Stock counted\n");
        _work.With(
            "slipway.yaml",
            $$"""
            environments:
              prod:
                base-url: {{_shop.Url}}
                signatures: by-name
            items:
              "Shop healthy, and looks right": { check: http, url: /health, proves: its health address answers }
              "Stock counted": { check: http, url: /nowhere, proves: its stock address answers }
            """
        );

        var plan = await _work.SlipwayAsync("plan", "GO.md");
        var waits = await RunAsync("--only", "3");
        var unsaid = _work.Filled;
        var said = await RunAsync("--only", "3", "--answer", "3=yes");
        var filled = _work.Filled;
        var failed = await RunAsync("--answer", "3=yes", "--answer", "4=yes");

        plan.Out.ShouldContain("2 with what prod names (100 %), 2 of them in part,");
        plan.Out.ShouldContain("check http proves a part: its health address answers; a person says the rest");
        waits.Err.ShouldContain("The check speaks only for this: its health address answers. Is the rest so too?");
        unsaid.ShouldContain("- [ ] Shop healthy");
        said.Err.ShouldContain("root says: yes".Replace("root", Environment.UserName, StringComparison.Ordinal));
        filled.ShouldContain("- [x] Shop healthy");
        failed.Err.ShouldContain("its stock address answers");
        (failed.ExitCode, _work.Filled.Contains("- [ ] Stock counted", StringComparison.Ordinal)).ShouldBe((1, true));

        Task<Ended> RunAsync(params string[] more) => _work.SlipwayAsync(["run", "GO.md", "--yes", "--no-input", .. more]);
    }

    [Fact]
    public async Task a_doctor_tries_everything_that_an_environment_names()
    {
        _work.With(
            "slipway.yaml",
            $$"""
            environments:
              prod:
                base-url: {{_shop.Url}}
                sources:
                  main: { sqlite: shop.db }
                metrics:
                  error rate: { check: command, run: "echo 3", unit: "%" }
                  memory: { check: command, run: "echo much" }
            """
        );

        var ended = await _work.SlipwayAsync("doctor");

        ended.ExitCode.ShouldBe(1);
        ended
            .Out.Split('\n')
            .Where(it => it.Length > 0 && !it.StartsWith(' '))
            .ShouldBe([
                $"works  directory  {_work.Folder}",
                $"works  base-url   {_shop.Url}",
                "FAILS  source     main (sqlite)",
                "works  metric     error rate",
                "FAILS  metric     memory",
            ]);
        ended.Out.ShouldContain("shop.db is not there");
    }

    [Fact]
    public async Task a_plan_says_by_what_a_sentence_is_proved_in_an_environment()
    {
        _work.With("slipway.yaml", "environments:\n  prod:\n    sources:\n      metrics: { prometheus: \"http://127.0.0.1:1\" }\n");
        _work.With("list.md", "# Shop\n\n- [ ] Error rate < 1%\n- [ ] Error rate of the shop < 1%\n");

        var plan = await _work.SlipwayAsync("plan", "list.md");

        plan.Out.ShouldContain("proved by check prometheus, the measure error rate, asked of the source metrics");
        plan.Out.ShouldContain("Of 2 claims a machine proves 0 as written (0 %), 1 with what prod names (50 %)");
        (await _work.SlipwayAsync("run", "list.md", "--rehearse")).Err.ShouldContain("Prometheus did not answer");
    }

    [Theory]
    [InlineData("<testsuite name='a' tests='1'><testcase name='t' classname='c'/></testsuite>", "1 passed; ran")]
    [InlineData(
        "<testsuite name='a' tests='1' failures='1'><testcase name='t' classname='c'><failure message='no'/></testcase></testsuite>",
        "t failed"
    )]
    [InlineData("<testsuite name='a' tests='0'/>", "No test ran")]
    public async Task a_bound_sentence_is_proved_by_the_reports_that_the_environment_names(string report, string says)
    {
        _work.With("slipway.yaml", "environments:\n  prod:\n    sources:\n      unit: { test-report: \"reports/*.xml\" }\n");
        _work.With("reports/a.xml", report).With("list.md", "# Shop\n\n- [ ] All unit tests passing\n");

        var ended = await _work.SlipwayAsync("run", "list.md", "--rehearse");

        ended.Err.ShouldContain(says);
    }

    public void Dispose()
    {
        _shop.Dispose();
        _work.Dispose();
    }
}
