using Slipway.Kernel;

namespace Slipway.Architecture.Tests;

public sealed class TablesTests
{
    private static readonly string Terms = Repository.Read("docs/terms.md").Text;

    [Fact]
    public void the_verdicts_in_the_terms_are_those_of_the_code()
    {
        Tables.FirstCells(Terms, "Verdicts").ShouldBe(Enum.GetNames<Verdict>(), ignoreOrder: true);
    }

    [Fact]
    public void the_effects_in_the_terms_are_those_of_the_code()
    {
        Tables.FirstCells(Terms, "Effects").ShouldBe(Enum.GetNames<Effect>());
    }

    [Fact]
    public void a_word_stands_in_the_terms_once()
    {
        Tables.FirstCells(Terms, "Terms").GroupBy(it => it).Where(it => it.Count() > 1).Select(it => it.Key).ShouldBeEmpty();
    }

    [Fact]
    public void the_exit_codes_in_the_guide_are_those_of_the_code()
    {
        var guide = Tables.FirstCells(Repository.Read("docs/guides/exit-codes.md").Text, "Of a run (`run`, `resume`)");

        Tables.ExitCodes(Repository.Read("src/Cli/ExitCodes.cs").Text).ShouldBe(guide);
    }

    [Fact]
    public void a_code_that_is_not_in_the_guide_is_seen()
    {
        Tables.ExitCodes("    public const int Go = 0;\n    internal const int NoGo = 1;\n    Waiting = 3,\n").ShouldBe(["0", "1", "3"]);
    }
}
