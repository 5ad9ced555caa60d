using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Binding;

/// <summary>Sentences that hold all the words of something that a check shows, and say something else. A check beside them would prove what nobody said.</summary>
public sealed class TrapSentencesTests
{
    [Theory]
    // What denies.
    [InlineData("No database connections")]
    [InlineData("Website is not accessible")]
    [InlineData("No tests passing")]
    [InlineData("Not all tests are green")]
    [InlineData("Redis is no longer reachable")]
    [InlineData("Certificate is not valid and nobody renews it")]
    [InlineData("Monitoring is not configured")]
    [InlineData("Webhooks are not working")]
    [InlineData("Website nicht erreichbar")]
    [InlineData("La base de datos no está accesible")]
    [InlineData("Le site n'est pas disponible")]
    [InlineData("Site não disponível")]
    [InlineData("Сайт не доступен")]
    [InlineData("数据库不可用")]
    [InlineData("サイトにアクセスできない")]
    [InlineData("데이터베이스 연결 안됨")]
    // What is planned, wished for, or asked.
    [InlineData("Database migrations will be applied and tables checked")]
    [InlineData("Certificates should be valid, renewal follows")]
    [InlineData("Plan: website accessible")]
    [InlineData("Webhooks planned")]
    [InlineData("Decide whether the website is accessible")]
    [InlineData("Ask the provider: website accessible?")]
    [InlineData("Run database migrations")]
    [InlineData("Take a backup")]
    [InlineData("Restart Redis")]
    [InlineData("Monitoring to be configured, owner found")]
    [InlineData("Migrationen werden später angewendet und geprüft")]
    // What holds under a condition, or with an exception.
    [InlineData("Redis is up, if caching is enabled")]
    [InlineData("Website accessible unless in maintenance, banner shown")]
    [InlineData("All tests passing except the flaky ones, list attached")]
    [InlineData("Certificate valid or exception granted")]
    [InlineData("Only the homepage loads, shop closed")]
    [InlineData("Database reachable before the switch, and logged")]
    [InlineData("Website erreichbar, falls DNS umgestellt")]
    [InlineData("Sitio web accesible, salvo la tienda")]
    // What speaks of another thing or place.
    [InlineData("SSL certificate of the CDN valid")]
    [InlineData("SSL certificate valid (CDN)")]
    [InlineData("CDN: SSL certificate valid")]
    [InlineData("Staging: website is accessible")]
    [InlineData("Website is accessible (staging)")]
    [InlineData("Payment service: database connected, Redis up")]
    [InlineData("For the payment service, database is connected")]
    [InlineData("Website is accessible, from the office")]
    [InlineData("Certificates valid and redirects active for the admin domain")]
    [InlineData("Database migrations applied: for the billing service")]
    [InlineData("Old website is accessible and archived")]
    [InlineData("Backup of Redis completed")]
    [InlineData("Redis backup is up")]
    [InlineData("Website content approved")]
    [InlineData("Database connection pool tuned")]
    [InlineData("Integration partner's webhooks are working")]
    [InlineData("No alerts from customers")]
    [InlineData("Budget alerts configured")]
    [InlineData("SSL certificates: renewal planned with the provider")]
    [InlineData("Database: schema drawn")]
    [InlineData("E2E tests passing")]
    [InlineData("Smoke tests passing")]
    // What only people can say.
    [InlineData("Webhooks documented")]
    [InlineData("Firewall rules reviewed by security")]
    [InlineData("Alert rules reviewed by the on-call engineer")]
    [InlineData("Team trained on monitoring")]
    [InlineData("Monitoring dashboards understood")]
    [InlineData("Rollback procedure documented")]
    [InlineData("Backup strategy approved")]
    [InlineData("Sign-in page reviewed")]
    [InlineData("Error rate was reviewed")]
    [InlineData("Who watches the error rate?")]
    // What is the contrary in other words.
    [InlineData("Prometheus targets down")]
    [InlineData("Website is down")]
    [InlineData("Redis stopped and removed")]
    [InlineData("Critical alerts firing")]
    [InlineData("Errors in the logs")]
    [InlineData("Logs show errors")]
    [InlineData("Certificate expired")]
    [InlineData("Tests failing")]
    [InlineData("Failed jobs")]
    // What names a file and says nothing of it as a document, or nothing that is so.
    [InlineData("Delete old.md")]
    [InlineData("README.md")]
    [InlineData("README.md not updated")]
    [InlineData("README.md and CHANGELOG.md updated")]
    [InlineData("/etc/passwd.txt exists")]
    [InlineData("../secret.md exists")]
    [InlineData("Update CHANGELOG.md")]
    [InlineData("https://wiki.test/page.html updated")]
    [InlineData("Search: documentation up to date")]
    [InlineData("Webhooks: list up to date")]
    public void what_says_something_else_is_not_bound(string sentence) => Bindings.Of(Lines.Of(sentence), PartsTests.Bound).ShouldBeNull();

    [Theory]
    [InlineData("Error rate of the payment service < 1%", "value < 1 %")]
    [InlineData("Error rate in staging < 1%", "value < 1 %")]
    [InlineData("Reduce error rate < 1%", "value < 1 %")]
    [InlineData("CPU usage of the worker < 70%", "value < 70 %")]
    [InlineData("Response time of support < 15min", "value < 15 min")]
    [InlineData("Memory usage < 512MB per service", "value < 512 MB")]
    [InlineData("Payment tests: error rate < 1%", "value < 1 %")]
    [InlineData("Max checkout time (24h) < 200 s", "value < 200 s")]
    [InlineData("Smoke test checkout time < 2 s", "value < 2 s")]
    public void a_number_of_something_else_is_not_asked(string sentence, string expect) =>
        Bindings.Of(Lines.Number(sentence, expect), PartsTests.Bound).ShouldBeNull();

    [Theory]
    [InlineData("Memory usage < 70%", "value < 70 %", "Redis verified")]
    [InlineData("Error rate < 1%", "value < 1 %", "Payment provider")]
    [InlineData("Cache hit rate > 30%", "value > 30 %", "Cost tracking")]
    public void what_stands_below_another_line_is_asked_on_its_account(string sentence, string expect, string above)
    {
        var item = Lines.Number(sentence, expect) with { Line = 2, AttachedTo = 1 };

        Bindings.In(PlanOf(Lines.Of(above), item), item, PartsTests.Bound).ShouldBeNull();
        Bindings.In(PlanOf(Lines.Of("System health"), item), item, PartsTests.Bound).ShouldNotBeNull();
    }

    [Fact]
    public void a_heading_that_names_another_place_or_component_narrows_what_stands_below_it()
    {
        Bindings.Of(Lines.Of("Website is accessible") with { Phase = "Staging" }, PartsTests.Bound).ShouldBeNull();
        Bindings.Of(Lines.Number("Memory usage < 70%", "value < 70 %") with { Phase = "Redis" }, PartsTests.Bound).ShouldBeNull();
        Bindings.Of(Lines.Number("Memory usage < 70%", "value < 70 %") with { Phase = "Resources" }, PartsTests.Bound).ShouldNotBeNull();
    }

    private static Plan PlanOf(params PlanItem[] items) =>
        new()
        {
            Source = new("a.md", "0", "none"),
            Title = "",
            Items = items,
            Findings = [],
        };
}
