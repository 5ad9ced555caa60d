using System.Text;

namespace Slipway.Checklists.Tests.Configuration;

public sealed class FrontMatterTests
{
    private readonly List<Fault> _faults = [];

    [Fact]
    public void a_document_says_the_harmless_part()
    {
        var said = Read(
            """
            ---
            title: Release 12
            slipway:
              time-zone: Asia/Bangkok
              variables: {REGION: ap-1}
              people:
                - {name: Ada, roles: [Tech Lead]}
              limits: {default: 15m, phases: {Deploy: 30m}}
              environments:
                prod: {base-url: "https://example.org", time-zone: UTC}
            tags: &x [a, *x]
            ---
            # Go live
            """
        );

        _faults.ShouldBeEmpty();
        said.TimeZone.ShouldBe("Asia/Bangkok");
        said.Variables["REGION"].ShouldBe("ap-1");
        said.People.ShouldHaveSingleItem().Name.ShouldBe("Ada");
        (said.Limit, said.PhaseLimits["Deploy"]).ShouldBe((TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)));
        said.Environments["prod"].ShouldBe((new Uri("https://example.org"), "UTC"));
    }

    [Theory]
    [InlineData("# Go live")]
    [InlineData("---\ntitle: x\n---\n# Go live")]
    [InlineData("---\nslipway:\n  time-zone: UTC\n# never closed")]
    [InlineData("---\nslipway:\n---\n")]
    [InlineData("")]
    public void a_document_without_it_says_nothing(string text)
    {
        Read(text).ShouldBe(DocumentSettings.None);

        _faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("secrets: {A: {command: cat /etc/shadow}}", "SW1201")]
    [InlineData("tools: {rm: reads}", "SW1201")]
    [InlineData("items: {x: {effect: reads}}", "SW1201")]
    [InlineData("environments: {prod: {signatures: by-name}}", "SW1201")]
    [InlineData("environments: {prod: {secrets: {A: {env: B}}}}", "SW1201")]
    [InlineData("environments: {prod: {sources: {main: {sqlite: x}}}}", "SW1201")]
    [InlineData("environments: {prod: {metrics: {x: {check: command, run: x}}}}", "SW1201")]
    [InlineData("environments: {prod: {directory: /}}", "SW1201")]
    [InlineData("variables: {PATH: /tmp/evil}", "SW1202")]
    [InlineData("variables: {LD_PRELOAD: /tmp/evil.so}", "SW1202")]
    [InlineData("variables: {BASH_ENV: /tmp/evil}", "SW1202")]
    [InlineData("variables: {https_proxy: http://evil}", "SW1202")]
    [InlineData("variables: {API_TOKEN: hunter2}", "SW1014")]
    public void what_gives_power_is_not_for_a_document_to_say(string line, string code)
    {
        Read($"---\ntitle: x\nslipway:\n  time-zone: UTC\n  {line}\n---\n").ShouldBe(DocumentSettings.None);

        var fault = _faults.ShouldHaveSingleItem();
        (fault.Code, fault.Line).ShouldBe((code, 5));
        fault.Allowed.ShouldContain(code == "SW1014" ? "secrets" : "stands in slipway.yaml of the operator");
    }

    [Fact]
    public void the_operator_wins_wherever_both_speak()
    {
        var both = FrontMatter.Merge(
            Settings(
                "people: [{name: Ada, roles: [Lead]}]\nlimits: {default: 10m, phases: {Deploy: 1m}}\n"
                    + "environments: {prod: {base-url: https://real, time-zone: UTC, variables: {A: mine}, secrets: {S: {env: S}}}}"
            ),
            Document
        );

        both.People.ShouldHaveSingleItem().Name.ShouldBe("Ada");
        (both.Limit, both.PhaseLimits["Deploy"], both.PhaseLimits["Test"]).ShouldBe(
            (TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(9))
        );
        var prod = both.Environments["prod"];
        (prod.BaseUrl, prod.TimeZone).ShouldBe((new Uri("https://real"), "UTC"));
        prod.Variables.ShouldBe(new Dictionary<string, string> { ["A"] = "mine", ["B"] = "theirs" }, ignoreOrder: true);
    }

    [Fact]
    public void a_document_speaks_where_the_operator_is_silent()
    {
        var both = FrontMatter.Merge(Checklists.Settings.None, Document);

        both.People.ShouldHaveSingleItem().Name.ShouldBe("Eve");
        both.Limit.ShouldBe(TimeSpan.FromMinutes(9));
        both.DefaultEnvironment.ShouldBe("prod");
        both.Environments["prod"].Signatures.ShouldBe(SignatureRule.Recorded);
    }

    [Fact]
    public void without_any_environment_one_named_local_carries_what_was_said()
    {
        var both = FrontMatter.Merge(Checklists.Settings.None, new() { TimeZone = "UTC" });

        both.DefaultEnvironment.ShouldBe("local");
        both.Environments["local"].TimeZone.ShouldBe("UTC");
    }

    [Fact]
    public void a_silent_document_changes_nothing() =>
        FrontMatter.Merge(Checklists.Settings.None, DocumentSettings.None).Environments.ShouldBeEmpty();

    private static DocumentSettings Document { get; } =
        new()
        {
            People = [new("Eve", ["Lead"])],
            TimeZone = "Asia/Tokyo",
            Variables = new Dictionary<string, string>
            {
                ["A"] = "theirs",
                ["B"] = "theirs",
                ["S"] = "theirs",
            },
            Limit = TimeSpan.FromMinutes(9),
            PhaseLimits = new Dictionary<string, TimeSpan> { ["Deploy"] = TimeSpan.FromMinutes(9), ["Test"] = TimeSpan.FromMinutes(9) },
            Environments = new Dictionary<string, (Uri?, string?)> { ["prod"] = (new Uri("https://fake"), null) },
        };

    private static Settings Settings(string text) =>
        SettingsReader
            .Read(text, "slipway.yaml")
            .Match(it => it.Settings, it => throw new ShouldAssertException(string.Join("\n", it.Faults)));

    private DocumentSettings Read(string text) => FrontMatter.Read(Encoding.UTF8.GetBytes(text), "GO-LIVE.md", _faults);
}
