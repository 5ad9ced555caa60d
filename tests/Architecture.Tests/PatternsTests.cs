using System.Text.RegularExpressions;

namespace Slipway.Architecture.Tests;

public sealed class PatternsTests
{
    [Fact]
    public void no_long_line_misleads_a_pattern()
    {
        var patterns = Patterns.In(Modules.Types);

        patterns.Count.ShouldBeGreaterThan(10);
        patterns
            .AsParallel()
            .WithDegreeOfParallelism(2)
            .Select(it => (it.Where, Line: Patterns.Misleads(it.Pattern, it.Options)))
            .Where(it => it.Line is not null)
            .ShouldBeEmpty();
    }

    [Fact]
    public void a_pattern_made_at_run_time_is_bounded()
    {
        Patterns.Unbounded(Repository.Sources).ShouldBeEmpty();
    }

    /// <summary><c>\d</c> takes the digits of all scripts, and what reads numbers knows ten of them: a document in full width ended the reading.</summary>
    [Fact]
    public void patterns_take_only_the_digits_that_numbers_are_read_from()
    {
        Patterns.In(Modules.Types).Where(it => TakesAnyDigit(it.Pattern)).Select(it => it.Where).ShouldBeEmpty();
        TakesAnyDigit(@"(\d)").ShouldBeTrue();
        TakesAnyDigit(@"\\d").ShouldBeFalse();
    }

    private static bool TakesAnyDigit(string pattern) =>
        pattern.Replace(@"\\", "", StringComparison.Ordinal).Contains(@"\d", StringComparison.Ordinal);

    [Fact]
    public void a_pattern_that_goes_astray_is_found()
    {
        Patterns.Misleads("^(a+)+$", RegexOptions.None).ShouldBe("a");
    }

    [Theory]
    [InlineData("var made = new Regex(words);")]
    [InlineData("if (Regex.IsMatch(line, words)) { }\n;")]
    public void a_pattern_without_a_bound_is_found(string line)
    {
        Patterns.Unbounded([new("src/A.cs", line)]).ShouldBe(["src/A.cs"]);
    }

    [Fact]
    public void the_linear_engine_is_a_bound()
    {
        Patterns.Unbounded([new("src/A.cs", "var made = new Regex(words, RegexOptions.NonBacktracking);")]).ShouldBeEmpty();
    }
}
