using Slipway.Checklists.Annotations;
using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Annotations;

public sealed class AnnotationReaderTests
{
    private readonly List<Fault> _faults = [];

    [Fact]
    public void keys_values_and_flags_are_read()
    {
        var said = Parse(
            """kind=metric expect="value < 500 ms" scope=go effect=changes role="Tech Lead" limit=5m attempts=3 at=T-24h for=10m cadence=1m optional if="EU only" done-when="test -f x" metric="error rate" """
        );

        _faults.ShouldBeEmpty();
        said.ShouldBe(
            new AnnotationSpec
            {
                Where = "GO-LIVE.md:12",
                Kind = ItemKind.Metric,
                Expect = Expectation.Parse("value < 500 ms"),
                Scope = Scope.Go,
                Effect = Effect.Changes,
                Role = "Tech Lead",
                Limit = TimeSpan.FromMinutes(5),
                Attempts = 3,
                At = "T-24h",
                For = "10m",
                Cadence = "1m",
                Optional = true,
                Condition = "EU only",
                DoneWhen = "test -f x",
                Metric = "error rate",
            }
        );
    }

    [Theory]
    [InlineData("check=http url=/health", "http", "url", "/health")]
    [InlineData("check=tcp host=db port=5432", "tcp", "port", "5432")]
    [InlineData("check=sql source=main query=\"SELECT count(*) FROM t\"", "sql", "query", "SELECT count(*) FROM t")]
    [InlineData("check=git fact=clean", "git", "fact", "clean")]
    [InlineData("check=command run='make test'", "command", "run", "make test")]
    [InlineData("check=config file=a.json key=b.c expect=\"equals 'x'\"", "config", "key", "b.c")]
    [InlineData("check=command run=\"say \\\"hi\\\" \\\\ there\"", "command", "run", "say \"hi\" \\ there")]
    public void with_a_check_every_other_key_is_its_setting(string text, string kind, string name, string value)
    {
        var check = Parse(text)?.Check.ShouldNotBeNull();

        check!.Kind.ShouldBe(kind);
        check[name].ShouldBe(value);
        check["expect"].ShouldBeNull();
    }

    [Theory]
    [InlineData("07:00")]
    [InlineData("T")]
    [InlineData("T-24h")]
    [InlineData("T+0:35")]
    [InlineData("D+1")]
    [InlineData("2026-11-20")]
    [InlineData("\"2026-11-20 07:00\"")]
    [InlineData("\"2026-11-20 07:00 +07:00\"")]
    public void a_moment_in_the_words_of_a_plan_is_read(string moment) => Parse($"at={moment}")!.At.ShouldBe(moment.Trim('"'));

    [Theory]
    [InlineData("for=0h..2h")]
    [InlineData("for=sustained")]
    public void a_window_is_read(string text) => Parse(text)!.For.ShouldNotBeNull();

    [Theory]
    [InlineData("expct=exit0", "SW1005", 12, 20, "Did you mean 'expect'?")]
    [InlineData("kind=metrc", "SW1007", 12, 25, "Did you mean 'metric'?")]
    [InlineData("effect=none", "SW1007", 12, 27, "reads, changes, destroys")]
    [InlineData("expect=\"looks good\"", "SW1105", 12, 27, "status 200")]
    [InlineData("expect=\"exit0 and looks good\"", "SW1105", 12, 27, "exit0")]
    [InlineData("limit=soon", "SW1009", 12, 26, "90s")]
    [InlineData("at=25:00", "SW1106", 12, 23, "T-24h")]
    [InlineData("attempts", "SW1013", 12, 20, "1 to 20")]
    [InlineData("optional=perhaps", "SW1007", 12, 29, "true, false")]
    [InlineData("url=/health", "SW1005", 12, 20, "check")]
    [InlineData("kind=metric kind=http", "SW1004", 12, 32, "one of the two")]
    [InlineData("role=\"Tech Lead", "SW1101", 12, 25, "Close it")]
    [InlineData("=x", "SW1101", 12, 20, "key=value")]
    [InlineData("kind=metric\n  expct=exit0", "SW1005", 13, 3, "expect")]
    public void a_fault_points_at_the_word_and_nothing_of_the_annotation_holds(
        string text,
        string code,
        int line,
        int column,
        string allowed
    )
    {
        Parse(text).ShouldBeNull();

        var fault = _faults.ShouldHaveSingleItem();
        (fault.Code, fault.Line, fault.Column).ShouldBe((code, line, column));
        fault.Allowed.ShouldContain(allowed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public void an_empty_annotation_says_nothing(string text)
    {
        Parse(text).ShouldBeNull();

        _faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("title=\"Deploy\" linenums=\"1\"")]
    [InlineData("{.numberLines startFrom=\"100\"}")]
    [InlineData("showLineNumbers {1,3}")]
    public void what_other_tools_write_behind_a_fence_is_left_alone(string text)
    {
        AnnotationReader.ParseFence(text, "GO-LIVE.md", 12, 20, _faults).ShouldBeNull();

        _faults.ShouldBeEmpty();
    }

    [Fact]
    public void behind_a_fence_our_keys_stand_beside_those_of_others()
    {
        var said = AnnotationReader.ParseFence("title=\"Migrate\" effect=changes limit=30m", "GO-LIVE.md", 12, 20, _faults);

        said!.Limit.ShouldBe(TimeSpan.FromMinutes(30));
        _faults.ShouldBeEmpty();
    }

    [Fact]
    public void a_near_miss_behind_a_fence_is_a_fault()
    {
        AnnotationReader.ParseFence("efect=changes", "GO-LIVE.md", 12, 20, _faults).ShouldBeNull();

        _faults.ShouldHaveSingleItem().Allowed.ShouldContain("Did you mean 'effect'?");
    }

    private AnnotationSpec? Parse(string text) => AnnotationReader.Parse(text, "GO-LIVE.md", 12, 20, _faults);
}
