using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Configuration;

public sealed class SettingsReaderTests
{
    private const string Whole = """
        checklist: GO-LIVE.md
        people:
          - name: Ada Lovelace
            roles: [Tech Lead, DBA]
        environment: prod
        environments:
          prod:
            base-url: https://example.org
            time-zone: Asia/Bangkok
            t0: 2026-11-20 07:00
            directory: deploy
            signatures: by-name
            demonstration: true
            variables: {REGION: eu-1, RETRIES: 3}
            secrets:
              DB_PASSWORD: {env: PROD_DB_PASSWORD}
              API_TOKEN: {file: /run/secrets/token}
              KEY: {command: "vault read -field=key kv/prod"}
            sources:
              main: {postgresql: "Host=db;Username=app;Password=${DB_PASSWORD}"}
              small: {sqlite: data/app.db}
            metrics:
              error rate: {check: http, url: /metrics/error-rate, json: $.value}
          staging: {}
        limits:
          default: 5m
          phases: {Phase 2: 30m}
        attempts: 3
        parallel: 8
        tools: {"mytool  status": reads}
        items:
          "All  tests passing": {check: command, run: make test, expect: exit0, limit: 20m}
        """;

    [Fact]
    public void a_whole_file_is_read()
    {
        var settings = Usable(Whole);

        settings.Checklist.ShouldBe("GO-LIVE.md");
        settings.People.ShouldHaveSingleItem().Roles.ShouldBe(["Tech Lead", "DBA"]);
        settings.DefaultEnvironment.ShouldBe("prod");
        settings.Limit.ShouldBe(TimeSpan.FromMinutes(5));
        settings.PhaseLimits["Phase 2"].ShouldBe(TimeSpan.FromMinutes(30));
        (settings.Attempts, settings.Parallel).ShouldBe((3, 8));
        settings.Tools.ShouldBe([new ToolSpec("mytool status", Effect.Reads)]);
        settings.Environments.Keys.ShouldBe(["prod", "staging"], ignoreOrder: true);
    }

    [Fact]
    public void a_kind_of_ones_own_changes_unless_it_is_said_to_read_and_a_metric_takes_one_that_reads()
    {
        var settings = Usable(
            "checks: {age: {run: ./age, effect: reads}, fix: {run: ./fix}}\nenvironments: {prod: {metrics: {queue age: {check: age, queue: mails}}}}"
        );

        settings.Checks["age"].ShouldBe(new("./age", Effect.Reads));
        settings.Checks["fix"].ShouldBe(new("./fix", Effect.Changes));
        settings
            .Environments["prod"]
            .Metrics["queue age"]
            .ShouldBe(
                new(
                    "program",
                    new Dictionary<string, string>
                    {
                        ["run"] = "./age",
                        ["name"] = "age",
                        ["set.queue"] = "mails",
                    }
                )
            );
    }

    [Theory]
    [InlineData("checks: {fix: {run: ./fix}}\nenvironments: {prod: {metrics: {a: {check: fix}}}}")]
    [InlineData("environments: {prod: {metrics: {a: {check: program, run: ./fix}}}}")]
    [InlineData("environments: {prod: {metrics: {a: {check: load, url: /, rate: 9, duration: 9s}}}}")]
    [InlineData("environments: {prod: {metrics: {a: {check: restore-drill, path: a.dump, source: scratch}}}}")]
    [InlineData("environments: {prod: {metrics: {a: {check: alert-drill, receipt: \"https://a.test\"}}}}")]
    [InlineData("environments: {prod: {metrics: {a: {check: rate-limit, url: /, requests: 9}}}}")]
    public void a_program_that_may_change_something_is_no_metric(string text) =>
        Faults(text).ShouldHaveSingleItem().Code.ShouldBe("SW1020");

    [Fact]
    public void an_environment_keeps_what_was_said_of_it()
    {
        var prod = Usable(Whole).Environments["prod"];

        prod.BaseUrl.ShouldBe(new Uri("https://example.org"));
        prod.T0.ShouldBe(new DateTimeOffset(2026, 11, 20, 7, 0, 0, TimeSpan.FromHours(7)));
        (prod.Directory, prod.Signatures, prod.Demonstration).ShouldBe(("deploy", SignatureRule.ByName, true));
        prod.Variables["RETRIES"].ShouldBe("3");
        prod.Secrets["API_TOKEN"].ShouldBe(new SecretSource(null, "/run/secrets/token", null));
        prod.Sources["small"].ShouldBe(new SourceBinding("sqlite", "data/app.db"));
        prod.Metrics["error rate"]
            .ShouldBe(new CheckSpec("http", new Dictionary<string, string> { ["url"] = "/metrics/error-rate", ["json"] = "$.value" }));
    }

    [Fact]
    public void an_item_takes_an_annotation_and_the_settings_of_its_check()
    {
        var item = Usable(Whole).Items.ShouldHaveSingleItem();

        item.Text.ShouldBe("All tests passing");
        item.Annotation.Where.ShouldBe("slipway.yaml:32");
        item.Annotation.Check.ShouldBe(new CheckSpec("command", new Dictionary<string, string> { ["run"] = "make test" }));
        item.Annotation.Limit.ShouldBe(TimeSpan.FromMinutes(20));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n")]
    public void an_empty_file_is_all_defaults(string text)
    {
        var settings = Usable(text);

        settings.Limit.ShouldBe(TimeSpan.FromMinutes(10));
        settings.Environments.ShouldBeEmpty();
    }

    [Fact]
    public void the_only_environment_is_the_default() => Usable("environments: {prod: {}}").DefaultEnvironment.ShouldBe("prod");

    [Fact]
    public void of_two_environments_none_is_the_default() =>
        Usable("environments: {prod: {}, staging: {}}").DefaultEnvironment.ShouldBeNull();

    [Theory]
    [InlineData("checklst: a.md", "SW1005", 1, 1, "checklist")]
    [InlineData("attempts: many", "SW1008", 1, 11, "from 1 to 20")]
    [InlineData("attempts: 21", "SW1008", 1, 11, "from 1 to 20")]
    [InlineData("attempts:\n  - 3", "SW1006", 2, 3, "whole number")]
    [InlineData("parallel:", "SW1013", 1, 10, "leave the key out")]
    [InlineData("limits: {default: 5 parsecs}", "SW1009", 1, 19, "90s")]
    [InlineData("limits: {default: 100ms}", "SW1009", 1, 19, "1s to 1d")]
    [InlineData("people: Ada", "SW1006", 1, 9, "list")]
    [InlineData("people:\n  - name: Ada", "SW1013", 2, 5, "roles")]
    [InlineData("people:\n  - {name: Ada, roles: [A]}\n  - {name: ada, roles: [B]}", "SW1018", 3, 12, "one entry")]
    [InlineData("environment: prdo\nenvironments: {prod: {}, test: {}}", "SW1017", 1, 14, "Did you mean 'prod'?")]
    [InlineData("environments: {prod: {base-url: ftp://x}}", "SW1010", 1, 33, "https://example.org")]
    [InlineData("environments: {prod: {time-zone: Mars/Olympus}}", "SW1011", 1, 34, "Europe/Berlin")]
    [InlineData("environments: {prod: {t0: tomorrow}}", "SW1012", 1, 27, "2026-11-20T07:00+07:00")]
    [InlineData("environments: {prod: {t0: 2026-11-20 07:00}}", "SW1012", 1, 27, "time-zone")]
    [InlineData("environments: {prod: {signatures: byname}}", "SW1007", 1, 35, "Did you mean 'by-name'?")]
    [InlineData("environments: {prod: {demonstration: maybe}}", "SW1007", 1, 38, "true, false")]
    [InlineData("environments: {'pro d': {}}", "SW1019", 1, 16, "prod")]
    [InlineData("environments: {prod: {variables: {'A-B': x}}}", "SW1019", 1, 35, "REGION")]
    [InlineData("environments: {prod: {sources: {main: {oracle: x}}}}", "SW1005", 1, 40, "sqlite, postgresql")]
    [InlineData("environments: {prod: {metrics: {error rate: {url: /x}}}}", "SW1013", 1, 45, "kind of check")]
    [InlineData("tools: {kubectl get: read}", "SW1007", 1, 22, "Did you mean 'reads'?")]
    [InlineData("items: {Tests pass: {expect: all good}}", "SW1105", 1, 30, "stdout contains 'x'")]
    [InlineData("items: {Tests pass: {url: /x}}", "SW1005", 1, 22, "'check'")]
    [InlineData("a: 1\na: 2", "SW1004", 2, 1, "one of the two")]
    [InlineData("a: [1", "SW1001", 1, 1, "colons")]
    [InlineData("checklist: a.md\n---\nchecklist: b.md", "SW1001", 2, 1, "one document")]
    [InlineData("- a", "SW1006", 1, 1, "checklist")]
    public void a_fault_says_where_it_is_and_what_is_allowed(string text, string code, int line, int column, string allowed)
    {
        var fault = Faults(text).First(it => it.Code == code);

        if (code != "SW1001" || text.Contains("---", StringComparison.Ordinal))
        {
            (fault.Line, fault.Column).ShouldBe((line, column));
        }

        fault.File.ShouldBe("slipway.yaml");
        fault.Allowed.ShouldContain(allowed);
    }

    [Fact]
    public void all_faults_are_told_together()
    {
        var faults = Faults("attempts: 0\nparallel: 99\nchecklst: a\nlimits: {default: soon}");

        faults.Select(it => (it.Line, it.Code)).ShouldBe([(1, "SW1008"), (2, "SW1008"), (3, "SW1005"), (4, "SW1009")]);
    }

    [Theory]
    [InlineData("secrets: {DB: hunter2}")]
    [InlineData("secrets: {DB: {env: A, file: hunter2}}")]
    [InlineData("secrets: {DB: {value: hunter2}}")]
    [InlineData("variables: {DB_PASSWORD: hunter2}")]
    [InlineData("variables: {API_KEY: hunter2}")]
    [InlineData("variables: {URL: 'postgresql://app:hunter2@db/app'}")]
    [InlineData("sources: {main: {postgresql: 'Host=db;Password=hunter2'}}")]
    [InlineData("base-url: https://app:hunter2@example.org")]
    public void a_secret_in_plain_text_is_a_fault_that_does_not_repeat_it(string line)
    {
        var faults = Faults($"environments:\n  prod:\n    {line}");

        faults.ShouldContain(it => it.Code == "SW1014" || it.Code == "SW1015");
        faults.ShouldAllBe(it => !it.ToString().Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void a_reference_to_a_secret_is_no_secret() =>
        Usable("environments: {prod: {variables: {DB_PASSWORD: '${VAULT_DB}', TOKEN_URL: https://id}}}").Environments.Count.ShouldBe(1);

    private static Settings Usable(string text) =>
        SettingsReader
            .Read(text, "slipway.yaml")
            .Match(it => it.Settings, it => throw new ShouldAssertException(string.Join("\n", it.Faults)));

    private static IReadOnlyList<Fault> Faults(string text) =>
        SettingsReader.Read(text, "slipway.yaml").Match(_ => throw new ShouldAssertException("No fault was found."), it => it.Faults);
}
