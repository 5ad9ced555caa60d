using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Binding;

/// <summary>A sentence of several facts, of which a check shows one; what it does not show is named, and a person says it.</summary>
public sealed class PartsTests
{
    internal static readonly EnvironmentSpec Bound = new()
    {
        Name = "prod",
        BaseUrl = new("https://shop.test"),
        Sources = new Dictionary<string, SourceBinding>
        {
            ["main"] = new("postgresql", "Host=db"),
            ["cache"] = new("redis", "redis://cache"),
            ["metrics"] = new("prometheus", "http://prometheus"),
            ["alerts"] = new("alertmanager", "http://alertmanager"),
            ["edge"] = new("haproxy", "http://edge/stats"),
            ["unit"] = new("test-report", "unit/*.trx"),
            ["integration"] = new("test-report", "integration/*.trx"),
            ["cover"] = new("coverage-report", "coverage.xml"),
            ["dumps"] = new("backup", "backups/*.dump"),
            ["trivy"] = new("scan-report", "trivy.json"),
            ["app"] = new("log", "logs/*.log"),
            ["records"] = new("runs", ".slipway/runs"),
        },
        Metrics = new Dictionary<string, CheckSpec> { ["checkout time"] = new("prometheus", new Dictionary<string, string>()) },
        Facts = new Dictionary<string, FactSpec>
        {
            ["webhooks, webhook processing"] = Check("flow"),
            ["firewall rules"] = Check("tcp"),
            ["sign-in"] = Check("flow"),
            ["no failed jobs"] = Check("queue"),
            ["búsqueda"] = Check("http"),
            ["Suche"] = Check("http"),
            ["поиск"] = Check("http"),
            ["搜索"] = Check("http"),
            ["検索"] = Check("http"),
            ["검색"] = Check("http"),
            ["cleaning"] = new(new("command", new Dictionary<string, string> { ["run"] = "./clean.sh" })),
        },
    };

    [Theory]
    [InlineData("Database migrations applied and rollback scripts tested", "postgresql", "rollback scripts tested")]
    [InlineData("SSL certificates valid and renewal automated", "tls", "renewal automated")]
    [InlineData("SSL certificates installed and valid (expires: ___)", "tls", "expires: ___")]
    [InlineData("All tests passing (755/755)", "tests", "755/755")]
    [InlineData("Redis connectivity: workers reach their jobs", "redis", "workers reach their jobs")]
    [InlineData("Migrations applied: all six were successful", "postgresql", "all six were successful")]
    [InlineData("Security headers: those of Helmet are present", "headers", "those of Helmet are present")]
    [InlineData(
        "Database backup: this morning's was verified",
        "backup",
        "this morning's was verified; that it can be restored, and that it comes again by itself"
    )]
    [InlineData("Firewall rules applied and tested", "tcp", "tested")]
    [InlineData("Sign-in: sample customers' sessions are working", "flow", "sample customers' sessions are working")]
    [InlineData("Redis ist erreichbar und Speicher reserviert", "redis", "Speicher reserviert")]
    [InlineData("Certificado válido y renovación automatizada", "tls", "renovación automatizada")]
    [InlineData("Certificat valide et renouvellement automatisé", "tls", "renouvellement automatisé")]
    [InlineData("Migrações aplicadas e documentação atualizada", "postgresql", "documentação atualizada")]
    [InlineData("Миграции применены и документация обновлена", "postgresql", "документация обновлена")]
    [InlineData("证书有效，续期自动化", "tls", "续期自动化")]
    [InlineData("証明書有効、更新自動化", "tls", "更新自動化")]
    [InlineData("인증서 유효, 갱신 자동화", "tls", "갱신 자동화")]
    public void one_fact_of_several_is_shown_and_the_rest_is_named(string sentence, string kind, string rest)
    {
        var binding = Bindings.Of(Lines.Of(sentence), Bound)!;

        (binding.Check.Kind, binding.Rest).ShouldBe((kind, rest));
        binding.Part.ShouldEndWith($"Not: {rest}");
    }

    [Theory]
    [InlineData("Monitoring configured", "prometheus")]
    [InlineData("Alerts configured", "prometheus")]
    [InlineData("Backups verified", "backup")]
    [InlineData("Load balancer configured with health checks", "backends")]
    [InlineData("DNS records propagated", "dns")]
    [InlineData("Redis cluster configured with persistence", "redis")]
    [InlineData("Security scan passed in CI/CD", "scan")]
    [InlineData("Alert manager configured", "alertmanager")]
    [InlineData("Überwachung ist aktiv", "prometheus")]
    [InlineData("监控已配置", "prometheus")]
    [InlineData("バックアップ設定済み", "backup")]
    [InlineData("Мониторинг настроен", "prometheus")]
    public void a_sentence_that_claims_more_than_its_check_shows_is_proved_in_part(string sentence, string kind)
    {
        var binding = Bindings.Of(Lines.Of(sentence), Bound)!;

        binding.Check.Kind.ShouldBe(kind);
        binding.Rest.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("Webhooks are working", "flow")]
    [InlineData("Verify webhook processing", "flow")]
    [InlineData("Firewall rules applied", "tcp")]
    [InlineData("Suche funktioniert", "http")]
    [InlineData("La búsqueda funciona", "http")]
    [InlineData("Поиск работает", "http")]
    [InlineData("搜索可用", "http")]
    [InlineData("検索が動作する", "http")]
    [InlineData("검색 작동", "http")]
    [InlineData("Unit tests passing", "tests")]
    [InlineData("Application logs show no errors", "log")]
    [InlineData("Redis persistence enabled", "redis")]
    public void what_the_environment_names_shows_the_whole_of_it(string sentence, string kind)
    {
        var binding = Bindings.Of(Lines.Of(sentence), Bound)!;

        (binding.Check.Kind, binding.Rest).ShouldBe((kind, null));
    }

    [Fact]
    public void that_there_is_none_of_something_is_what_such_a_check_expects_anyway()
    {
        var none = Expectation.Parse("count = 0");

        Bindings.Of(Lines.Of("No critical alerts") with { Expect = none }, Bound)!.Check["severity"].ShouldBe("critical");
        Bindings.Of(Lines.Of("No failed jobs") with { Expect = none }, Bound)!.Check.Kind.ShouldBe("queue");
        Bindings.Of(Lines.Of("Logs show no errors") with { Expect = none }, Bound)!.Check.Kind.ShouldBe("log");
        Bindings.Of(Lines.Of("Redis is up") with { Expect = none }, Bound).ShouldBeNull();
        Bindings.Of(Lines.Of("No critical alerts") with { Expect = Expectation.Parse("count = 3") }, Bound).ShouldBeNull();
    }

    [Fact]
    public void all_tests_are_those_of_all_reports()
    {
        Bindings.Of(Lines.Of("All tests passing"), Bound)!.Check["files"].ShouldBe("unit/*.trx;integration/*.trx");
        Bindings.Of(Lines.Of("Integration tests passing"), Bound)!.Check["files"].ShouldBe("integration/*.trx");
    }

    [Fact]
    public void a_number_without_a_bound_is_shown_and_a_person_says_whether_it_is_good()
    {
        var read = Bindings.Of(Lines.Of("Check error rates"), Bound)!;

        (read.Check.Kind, read.Expect!.Text, read.Rest).ShouldBe(("prometheus", "value >= 0", "whether that number is good"));
        Bindings.Of(Lines.Of("Monitor response times") with { Kind = ItemKind.Watch }, Bound)!.Rest.ShouldBe("whether that number is good");
    }

    [Fact]
    public void a_response_time_of_no_percentile_is_held_against_95_of_100()
    {
        var read = Bindings.Of(Lines.Number("Response time < 500ms", "value < 500 ms"), Bound)!;

        (read.Expect!.Text, read.Rest).ShouldBe(("value < 500 ms", "the slowest five of a hundred requests"));
        Bindings.Of(Lines.Number("Response time (p95) < 3s", "value < 3 s"), Bound)!.Rest.ShouldBeNull();
    }

    [Fact]
    public void a_condition_of_a_go_is_shown_and_people_decide()
    {
        Bindings
            .Of(Lines.Number("Error rate < 0.1%", "value < 0.1 %") with { Kind = ItemKind.Decision }, Bound)!
            .Rest.ShouldBe("the decision");
        Bindings.Of(Lines.Of("Website is accessible") with { Kind = ItemKind.Decision }, Bound)!.Rest.ShouldBe("the decision");
    }

    [Fact]
    public void a_number_of_tests_is_counted_in_their_reports()
    {
        var counted = Bindings.Of(Lines.Number("Unit tests: 100+ passing", "value >= 100"), Bound)!;

        (counted.Check["files"], counted.Expect!.Text, counted.Expect.Understood).ShouldBe(("unit/*.trx", "count passed >= 100", true));
        Bindings.Of(Lines.Number("E2E tests: 100+ passing", "value >= 100"), Bound).ShouldBeNull();
    }

    [Theory]
    [InlineData("CHANGELOG.md updated", "CHANGELOG.md")]
    [InlineData("Configuration guide current (see docs/CONFIGURATION.md)", "docs/CONFIGURATION.md")]
    [InlineData("docs/betrieb.md ist aktuell", "docs/betrieb.md")]
    public void of_a_document_it_is_shown_that_it_is_there(string sentence, string path)
    {
        var file = Bindings.Of(Lines.Of(sentence), Bound)!;

        (file.Check.Kind, file.Check["path"], file.Rest).ShouldBe(("file", path, "what stands in it"));
    }

    [Fact]
    public void what_a_fact_must_show_and_what_it_proves_stand_beside_its_check()
    {
        var wanted = Expectation.Parse("value = 0");
        var fact = new FactSpec(new("http", new Dictionary<string, string> { ["url"] = "/open" }), wanted, "nothing open is critical");
        var here = Bound with { Facts = new Dictionary<string, FactSpec> { ["no critical bugs"] = fact } };

        var binding = Bindings.Of(Lines.Of("No critical bugs") with { Expect = Expectation.Parse("count = 0") }, here)!;

        (binding.Expect, binding.Proves).ShouldBe((wanted, "nothing open is critical."));
    }

    [Fact]
    public void a_number_under_a_heading_with_a_time_is_shown_for_now_only() =>
        Bindings
            .Of(Lines.Number("Availability > 99%", "value > 99 %") with { Phase = "Technical metrics (24 hours)" }, Bound)!
            .Rest.ShouldBe("over the whole time of the heading, 24 hours");

    [Theory]
    [InlineData("Checkout (p95)", "Checkout: < 300ms (P95)", true)]
    [InlineData("Checkout (p95)", "Checkout: < 300ms (P99)", false)]
    [InlineData("longest queue (24h)", "Longest queue (24h): ___ (target: < 200)", true)]
    [InlineData("longest queue", "Longest queue (24h): ___ (target: < 200)", false)]
    [InlineData("longest queue (7d)", "Longest queue (24h): ___ (target: < 200)", false)]
    [InlineData("error rate", "Error rate of the shop < 1%", false)]
    [InlineData("error rate of the shop", "Error rate of the shop < 1%", true)]
    [InlineData("Memory usage", "Memory usage: ___ MB (target: < 512MB per service)", true)]
    [InlineData("usage", "Memory usage: ___ MB (target: < 512MB)", false)]
    [InlineData("queue size", "Avg queue size: ___ (target: < 50)", false)]
    [InlineData("avg queue size", "Avg queue size: ___ (target: < 50)", true)]
    [InlineData("success rate", "Smoke test success rate | 100% | ___ | ☐", false)]
    [InlineData("success rate", "Success rate | 100% | ___ | ☐", true)]
    [InlineData("error rate", "Terror rate < 1%", false)]
    public void a_number_is_named_by_all_of_its_words(string name, string sentence, bool isBound)
    {
        var here = new EnvironmentSpec
        {
            Name = "prod",
            Metrics = new Dictionary<string, CheckSpec> { [name] = new("http", new Dictionary<string, string>()) },
        };

        (Bindings.Of(Lines.Number(sentence, "value < 300"), here) is not null).ShouldBe(isBound);
    }

    [Fact]
    public void what_is_listed_below_a_line_is_the_rest_of_it() =>
        Bindings.Of(Lines.Of("Firewall rules applied:"), Bound)!.Rest.ShouldBe("what is listed below it");

    [Fact]
    public void what_would_change_something_is_no_fact() => Bindings.Of(Lines.Of("Cleaning works"), Bound).ShouldBeNull();

    private static FactSpec Check(string kind) => new(new(kind, new Dictionary<string, string>()));
}
