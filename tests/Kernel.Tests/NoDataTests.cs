using FsCheck;
using FsCheck.Fluent;

namespace Slipway.Kernel.Tests;

/// <summary>The first law, over all expectations at once.</summary>
public sealed class NoDataTests
{
    private static readonly string[] Clauses =
    [
        .. new[]
        {
            ExpectationTests.Exits,
            ExpectationTests.Statuses,
            ExpectationTests.Texts,
            ExpectationTests.Rows,
            ExpectationTests.Numbers,
            ExpectationTests.CountsAndJson,
            ExpectationTests.PathsAndPorts,
            ExpectationTests.People,
        }
            .SelectMany(it => it.Select(row => row.Data.Item1))
            .Distinct(),
    ];

    private static readonly Seen[] Sights =
    [
        .. new[]
        {
            ExpectationTests.Exits,
            ExpectationTests.Statuses,
            ExpectationTests.Texts,
            ExpectationTests.Rows,
            ExpectationTests.Numbers,
            ExpectationTests.CountsAndJson,
            ExpectationTests.PathsAndPorts,
            ExpectationTests.People,
        }.SelectMany(it => it.Select(row => row.Data.Item2)),
    ];

    private static Gen<string> AnyExpectation => Gen.NonEmptyListOf(Gen.Elements(Clauses)).Select(it => string.Join(" and ", it.Take(4)));

    private static Gen<Observation> AnyFacts => Gen.Elements(Sights).Select(it => it.Observation);

    [Fact]
    public void what_was_not_seen_passes_no_expectation() =>
        Holds(
            AnyExpectation,
            AnyFacts,
            (expectation, facts) => Judge(expectation, facts with { Looking = Looking.CouldNotLook }) == Verdict.Inconclusive
        );

    [Fact]
    public void what_is_not_proven_takes_the_green_from_every_expectation_and_nothing_else() =>
        Holds(
            AnyExpectation,
            AnyFacts,
            (expectation, facts) =>
                Judge(expectation, facts with { Unproven = ["2 not proven"] })
                == (Judge(expectation, facts) is var plain && plain == Verdict.Pass ? Verdict.Inconclusive : plain)
        );

    [Fact]
    public void what_is_not_proven_is_told_beside_what_is_wrong() =>
        Expectation
            .Parse("count flaws = 0")
            .Judge(new() { Flaws = ["a failed"], Unproven = ["1 not proven"] })
            .ShouldBe(new(Verdict.Fail, "a failed; wanted flaws = 0; 1 not proven"));

    [Fact]
    public void what_a_broken_probe_brought_home_passes_no_expectation() =>
        Holds(
            AnyExpectation,
            AnyFacts,
            (expectation, facts) => Judge(expectation, facts with { Looking = Looking.ProbeBroke }) == Verdict.Error
        );

    [Fact]
    public void no_facts_pass_no_expectation() => Clauses.ShouldAllBe(it => Judge(it, new()) != Verdict.Pass);

    [Fact]
    public void no_expectation_is_passed_by_less_than_what_passes_its_parts() =>
        Holds(
            Gen.Elements(Clauses).Two(),
            AnyFacts,
            (two, facts) =>
                Judge($"{two.Item1} and {two.Item2}", facts) != Verdict.Pass
                // An exit code or status that is judged lets what a failed command did not say count, so the parts alone may be stricter.
                || two.Item1.Contains("exit", StringComparison.Ordinal)
                || two.Item2.Contains("exit", StringComparison.Ordinal)
                || two.Item1.Contains("status", StringComparison.Ordinal)
                || two.Item2.Contains("status", StringComparison.Ordinal)
                || Judge(two.Item1, facts) == Verdict.Pass && Judge(two.Item2, facts) == Verdict.Pass
        );

    /// <summary>The missing part was taken for the unit of the number, and the number passed.</summary>
    [Theory]
    [InlineData("value = 0 and")]
    [InlineData("value = 0 and ")]
    [InlineData("exit0 and")]
    public void an_and_that_joins_nothing_passes_nothing(string expectation) =>
        Judge(expectation, new() { ExitCode = 0, Stdout = "0" }).ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void a_text_that_was_cut_makes_nothing_pass_that_the_whole_would_not() =>
        Holds(
            Gen.Elements(Clauses),
            AnyFacts,
            (expectation, facts) =>
                Judge(expectation, facts with { Truncated = true }) != Verdict.Pass
                || Judge(expectation, facts with { Truncated = false }) == Verdict.Pass
        );

    [Fact]
    public void judging_never_throws() =>
        Holds(
            ArbMap.Default.GeneratorFor<NonNull<string>>(),
            AnyFacts,
            (text, facts) => Enum.IsDefined(Judge(text.Get, facts)) && Enum.IsDefined(Judge("stdout contains '" + text.Get + "'", facts))
        );

    [Fact]
    public void the_words_of_an_expectation_read_back_to_the_same_expectation() =>
        Prop.ForAll(
                AnyExpectation.Or(ArbMap.Default.GeneratorFor<NonNull<string>>().Select(it => it.Get)).ToArbitrary(),
                text =>
                {
                    var once = Expectation.Parse(text);
                    var twice = Expectation.Parse(once.Text);
                    return twice.Text == once.Text && twice.Clauses.Count == once.Clauses.Count;
                }
            )
            .QuickCheckThrowOnFailure();

    private static Verdict Judge(string expectation, Observation facts) => Expectation.Parse(expectation).Judge(facts).Verdict;

    private static void Holds<T>(Gen<T> first, Gen<Observation> second, Func<T, Observation, bool> property) =>
        Prop.ForAll(first.ToArbitrary(), second.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
}
