using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Binding;

public sealed class BindingsTests
{
    private static readonly EnvironmentSpec Bound = new()
    {
        Name = "prod",
        BaseUrl = new("https://shop.test"),
        Sources = new Dictionary<string, SourceBinding>
        {
            ["main"] = new("postgresql", "Host=db"),
            ["cache"] = new("redis", "redis://cache"),
            ["metrics"] = new("prometheus", "http://prometheus"),
            ["unit"] = new("test-report", "artifacts/*.trx"),
            ["cover"] = new("coverage-report", "coverage.xml"),
            ["dumps"] = new("backup", "backups/*.dump"),
            ["trivy"] = new("scan-report", "trivy.json"),
        },
    };

    [Theory]
    [InlineData("Error rate < 1%", "value < 1 %", "error rate")]
    [InlineData("Verify error rate is below 1% for 10 minutes", "value < 1 %", "error rate")]
    [InlineData("Fehlerrate unter 1 %", "value < 1 %", "error rate")]
    [InlineData("Частота ошибок ниже 1 %", "value < 1 %", "error rate")]
    [InlineData("错误率 < 1%", "value < 1 %", "error rate")]
    [InlineData("エラー率が 1% 未満", "value < 1 %", "error rate")]
    [InlineData("에러율 1% 미만", "value < 1 %", "error rate")]
    [InlineData("P95 latency < 500 ms", "value < 500 ms", "p95 latency")]
    [InlineData("CPU usage < 70%", "value < 70 %", "cpu")]
    [InlineData("Free disk space > 20%", "value > 20 %", "free disk")]
    [InlineData("Queue depth < 100", "value < 100", "queue depth")]
    public void a_sentence_about_one_measure_is_asked_of_prometheus(string sentence, string expect, string measure)
    {
        var binding = Bindings.Of(Lines.Number(sentence, expect), Bound)!;

        (binding.Check.Kind, binding.Check["source"], binding.Expect!.Text).ShouldBe(("prometheus", "metrics", expect));
        binding.By.ShouldBe($"the measure {measure}, asked of the source metrics");
    }

    [Theory]
    [InlineData("Error rate of the payment service < 1%", "value < 1 %")]
    [InlineData("Error rate in staging < 1%", "value < 1 %")]
    [InlineData("24-hour availability > 99%", "value > 99 %")]
    [InlineData("CPU usage < 4 cores", "value < 4 cores")]
    [InlineData("Error rate and CPU usage < 1%", "value < 1 %")]
    [InlineData("P95 latency of checkout < 500 ms", "value < 500 ms")]
    [InlineData("Error rate was reviewed", null)]
    [InlineData("Terror rate < 1%", "value < 1 %")]
    public void what_the_query_does_not_ask_is_not_bound(string sentence, string? expect) =>
        Bindings.Of(Lines.Number(sentence, expect), Bound).ShouldBeNull();

    [Theory]
    [InlineData("Database connection verified", "sql")]
    [InlineData("Datenbank ist erreichbar", "sql")]
    [InlineData("Redis is up", "redis")]
    [InlineData("All database migrations applied", "postgresql")]
    [InlineData("Миграции применены", "postgresql")]
    [InlineData("数据库迁移已完成", "postgresql")]
    [InlineData("Website is accessible", "http")]
    [InlineData("Homepage loads", "http")]
    [InlineData("サイトにアクセスできる", "http")]
    [InlineData("All Prometheus targets are up", "prometheus")]
    [InlineData("No critical alerts firing", "prometheus")]
    [InlineData("Alert rules configured", "prometheus")]
    [InlineData("Database backup completed", "backup")]
    [InlineData("SSL certificate valid", "tls")]
    [InlineData("SSL/TLS certificates are installed", "tls")]
    [InlineData("HTTP to HTTPS redirect configured", "tls")]
    [InlineData("Security headers configured", "headers")]
    [InlineData("All tests passing", "tests")]
    [InlineData("All unit tests are green", "tests")]
    [InlineData("No critical or high vulnerabilities", "scan")]
    public void a_recurring_subject_is_proved_by_its_check(string sentence, string kind)
    {
        var binding = Bindings.Of(Lines.Of(sentence), Bound)!;

        binding.Check.Kind.ShouldBe(kind);
        binding.Proves.ShouldEndWith(".");
    }

    [Theory]
    [InlineData("Run database migrations")]
    [InlineData("Database connection pool tuned")]
    [InlineData("Website content approved")]
    [InlineData("Website is accessible from the office")]
    [InlineData("No alerts from customers")]
    [InlineData("Redis backup is up")]
    [InlineData("SSL certificate of the CDN valid")]
    [InlineData("Integration tests passing")]
    [InlineData("No vulnerabilities")]
    [InlineData("Take a database backup")]
    [InlineData("Alert rules reviewed by the on-call engineer")]
    public void a_sentence_that_says_more_is_left_to_people(string sentence) => Bindings.Of(Lines.Of(sentence), Bound).ShouldBeNull();

    [Fact]
    public void coverage_is_held_against_the_number_that_the_line_says()
    {
        var binding = Bindings.Of(Lines.Number("Code coverage > 80%", "value > 80 %"), Bound)!;

        (binding.Check.Kind, binding.Check["files"], binding.Expect!.Text).ShouldBe(("coverage", "coverage.xml", "value > 80 %"));
        Bindings.Of(Lines.Of("Code coverage"), Bound).ShouldBeNull();
    }

    [Fact]
    public void what_a_line_expects_is_never_dropped_and_what_changes_is_never_bound()
    {
        Bindings.Of(Lines.Number("Unit tests: 100+ passing", "value < baseline"), Bound).ShouldBeNull();
        Bindings.Of(Lines.Of("All tests passing") with { Expect = Expectation.Parse("count failed = 0") }, Bound).ShouldBeNull();
        Bindings.Of(Lines.Of("Database backup created") with { Effect = Effect.Changes }, Bound).ShouldBeNull();
    }

    [Fact]
    public void without_the_source_nothing_is_bound_and_with_two_of_a_kind_the_sentence_must_name_one()
    {
        var two = Bound with
        {
            Sources = new Dictionary<string, SourceBinding> { ["orders"] = new("postgresql", "a"), ["users"] = new("postgresql", "b") },
        };

        Bindings
            .Of(Lines.Of("Database connection verified"), Bound with { Sources = new Dictionary<string, SourceBinding>() })
            .ShouldBeNull();
        Bindings.Of(Lines.Of("Database connection verified"), null).ShouldBeNull();
        Bindings.Of(Lines.Of("Database connection verified"), two).ShouldBeNull();
        Bindings.Of(Lines.Of("Users database connection verified"), two)!.Check["source"].ShouldBe("users");
    }

    [Fact]
    public void a_metric_of_the_environment_comes_before_the_catalogue()
    {
        var own = Bound with
        {
            Metrics = new Dictionary<string, CheckSpec> { ["error rate"] = new("http", new Dictionary<string, string>()) },
        };

        Bindings.Of(Lines.Number("Error rate < 1%", "value < 1 %"), own)!.Check.Kind.ShouldBe("http");
    }

    [Fact]
    public void a_line_with_a_check_or_a_command_of_its_own_is_not_bound_again()
    {
        var check = new CheckSpec("tcp", new Dictionary<string, string>());

        Bindings.Of(Lines.Of("Redis is up") with { Check = check }, Bound).ShouldBeNull();
        Bindings.Of(Lines.Of("Redis is up") with { Commands = [new(1, "redis-cli ping", Effect.Reads)] }, Bound).ShouldBeNull();
    }
}
