namespace Slipway.Flakes.Tests;

public sealed class QuarantineTests
{
    private const string List = """
        - test: pays
          suite: cart
          messages: ["Timeout after 5000 ms"]
          owner: ada
          issue: SHOP-7
          reason: waits for the new connection pool
          until: 2026-12-31
        """;

    private static readonly DateTimeOffset Now = new(2026, 12, 31, 23, 59, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("cart", "pays", "Timeout after 31 ms", true)]
    [InlineData("cart", "pays", "Timeout after 31 ms\n  at Cart.Pay()", true)]
    [InlineData("cart", "pays", "expected 3 but was 4", false)]
    [InlineData("cart", "pays", null, false)]
    [InlineData("cart", "pays", " ", false)]
    [InlineData("cart", "refunds", "Timeout after 31 ms", false)]
    [InlineData("other", "pays", "Timeout after 31 ms", false)]
    public void a_failure_is_covered_only_where_the_test_says_what_it_is_known_to_say(
        string suite,
        string test,
        string? said,
        bool covered
    ) => Judged(new(suite, test, [said]), Now).Entry.ShouldBe(covered ? Entry() : null, Comparer);

    [Fact]
    public void every_attempt_that_failed_has_to_say_it() =>
        Judged(new("cart", "pays", ["Timeout after 1 ms", "expected 3 but was 4"]), Now).Entry.ShouldBeNull();

    [Fact]
    public void what_failed_and_said_nothing_at_all_is_real() => Judged(new("cart", "pays", []), Now).Entry.ShouldBeNull();

    [Fact]
    public void its_last_day_counts_and_the_next_does_not()
    {
        var failure = new FailedTest("cart", "pays", ["Timeout after 1 ms"]);

        Judged(failure, Now).Entry.ShouldNotBeNull();
        var late = Judged(failure, Now.AddMinutes(1));
        late.Entry.ShouldBeNull();
        late.Why.ShouldBe("its quarantine (line 1, ada) ended on 2026-12-31");
    }

    [Fact]
    public void all_faults_of_a_list_are_told_with_their_lines_and_none_of_it_is_used()
    {
        var read = QuarantineReader.Read(
            "- test: pays\n  massages: [x]\n- refunds\n- test: a\n  messages: [\"\"]\n  owner: b\n  reason: c\n  until: soon\n"
        );

        read.Entries.ShouldBeEmpty();
        read.Faults.Count.ShouldBe(8);
        read.Faults.ShouldContain("line 2: massages is no key of an entry; there are suite, test, messages, owner, reason, issue, until");
        read.Faults.ShouldContain("line 4: until says the last day, as 2026-12-31");
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("# nothing yet\n", 0)]
    [InlineData("[]", 0)]
    [InlineData("tests: []", 1)]
    [InlineData("- {", 1)]
    public void an_empty_list_is_one_and_what_is_no_list_is_a_fault(string text, int faults) =>
        QuarantineReader.Read(text).Faults.Count.ShouldBe(faults);

    [Fact]
    public void a_list_that_is_nested_without_end_is_a_fault_and_not_the_end_of_the_process() =>
        QuarantineReader.Read(new string('[', 1_000_000)).Faults.ShouldHaveSingleItem().ShouldContain("nested too deep");

    private static JudgedFailure Judged(FailedTest failure, DateTimeOffset now) =>
        new QuarantineJudge(QuarantineReader.Read(List).Entries, now).Judge(failure);

    private static QuarantineEntry Entry() => QuarantineReader.Read(List).Entries.ShouldHaveSingleItem();

    private static IEqualityComparer<QuarantineEntry?> Comparer { get; } =
        EqualityComparer<QuarantineEntry?>.Create((one, other) => one?.Line == other?.Line);
}
