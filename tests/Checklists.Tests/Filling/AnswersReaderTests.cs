namespace Slipway.Checklists.Tests.Filling;

public sealed class AnswersReaderTests
{
    private const string Document = """
        # Go live
        - [ ] Build is green
        - [ ] Lead: ____ Date: ____
        - Smoke: `PASS / FAIL`
        - Duration: ____ minutes
        - Step without a place
        - [ ] Build is quick: `Yes / No`
        """;

    [Theory]
    [InlineData("2: true", true)]
    [InlineData("2: x", true)]
    [InlineData("2: \"Yes\"", true)]
    [InlineData("2: done", true)]
    [InlineData("2: false", false)]
    [InlineData("2: No", false)]
    [InlineData("\"build is  GREEN\": true", true)]
    [InlineData("is green: true", true)]
    [InlineData("2: {tick: true}", true)]
    public void a_box_is_ticked_by_line_or_words(string yaml, bool tick)
    {
        var answer = One(yaml);

        (answer.Line, answer.Tick, answer.Filling.Tick).ShouldBe((2, tick, tick));
        answer.NotWritten.ShouldBeNull();
    }

    [Fact]
    public void a_value_goes_into_the_first_blank_and_leaves_the_box()
    {
        var answer = One("7: \"No\"");

        answer.Filling.Tick.ShouldBeNull();
        answer.Filling.Blanks.ShouldBe(new Dictionary<int, string> { [0] = "No" });
    }

    [Fact]
    public void true_ticks_the_box_where_there_is_one() => One("7: true").Filling.Tick.ShouldBe(true);

    [Fact]
    public void parts_find_their_blanks_by_kind()
    {
        var answer = One("3: {tick: true, date: 2026-11-20, name: Ada, by: Grace, reason: on call}");

        answer.Filling.Tick.ShouldBe(true);
        answer.Filling.Blanks.ShouldBe(new Dictionary<int, string> { [0] = "Ada", [1] = "2026-11-20" }, ignoreOrder: true);
        (answer.By, answer.Reason).ShouldBe(("Grace", "on call"));
    }

    [Fact]
    public void values_fill_the_blanks_in_order_and_nothing_skips_one() =>
        One("3: {values: [~, 2026-11-20]}").Filling.Blanks.ShouldBe(new Dictionary<int, string> { [1] = "2026-11-20" });

    [Theory]
    [InlineData("6: all good", "'all good'")]
    [InlineData("2: 213 ms", "'213 ms'")]
    [InlineData("5: {values: [3, 4]}", "'4'")]
    [InlineData("5: {value: 3, name: Ada}", "the name")]
    [InlineData("6: {tick: true}", "the tick")]
    public void what_has_no_place_is_kept_for_a_run_and_said(string yaml, string what) =>
        One(yaml).NotWritten.ShouldNotBeNull().ShouldContain(what);

    [Theory]
    [InlineData("9: x", "SW1301", 1, 1, "lines 5, 6, 7")]
    [InlineData("Build is gren: x", "SW1302", 1, 1, "Did you mean 'Build is green'?")]
    [InlineData("build is: x", "SW1302", 1, 1, "2, 7")]
    [InlineData("2: x\nBuild is green: x", "SW1303", 2, 1, "one answer")]
    [InlineData("4: PAS", "SW1305", 1, 4, "Did you mean 'PASS'?")]
    [InlineData("5: soon", "SW1306", 1, 4, "minutes")]
    [InlineData("5:", "SW1013", 1, 3, "leave the line out")]
    [InlineData("5: {valu: 3}", "SW1005", 1, 5, "Did you mean 'value'?")]
    [InlineData("5: {value: 3, values: [3]}", "SW1015", 1, 23, "one of the two")]
    [InlineData("5: [3]", "SW1006", 1, 4, "tick, value")]
    [InlineData("- 5", "SW1006", 1, 1, "164")]
    [InlineData("5: {tick: maybe}", "SW1007", 1, 11, "true, false")]
    public void a_fault_says_where_it_is_and_what_to_do(string yaml, string code, int line, int column, string allowed)
    {
        var fault = Faults(yaml).ShouldHaveSingleItem();

        (fault.Code, fault.Line, fault.Column).ShouldBe((code, line, column));
        fault.Allowed.ShouldContain(allowed);
    }

    [Fact]
    public void all_faults_are_told_together() => Faults("9: x\n4: PAS\n5: soon").Select(it => it.Line).ShouldBe([1, 2, 3]);

    [Fact]
    public void no_answers_are_none() => Read("").Match(it => it.Answers, _ => throw new ShouldAssertException("unusable")).ShouldBeEmpty();

    private static Answer One(string yaml) =>
        Read(yaml).Match(it => it.Answers, it => throw new ShouldAssertException(string.Join("\n", it.Faults))).ShouldHaveSingleItem();

    private static IReadOnlyList<Fault> Faults(string yaml) =>
        Read(yaml).Match(_ => throw new ShouldAssertException("No fault was found."), it => it.Faults);

    private static ReadAnswers Read(string yaml) => AnswersReader.Read(yaml, "answers.yaml", Documents.Of(Document));
}
