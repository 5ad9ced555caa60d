namespace Slipway.Architecture.Tests;

public sealed class ArrowsTests
{
    private const string Small = """
        ```arrows
        band 1   Upper → Lower
        band 0   Lower
        ```
        """;

    [Fact]
    public void the_drawn_arrows_are_exactly_the_project_references()
    {
        var references = Repository.Modules.ToDictionary(it => it, Repository.ReferencesOf);

        Drawing.Differences(Drawing.Read(Repository.Read("ARCHITECTURE.md").Text), references).ShouldBeEmpty();
    }

    [Fact]
    public void arrows_never_turn_back()
    {
        Drawing.TurnedBack(Drawing.Read(Repository.Read("ARCHITECTURE.md").Text)).ShouldBeEmpty();
    }

    [Fact]
    public void kernel_has_no_packages()
    {
        Repository.Read("src/Kernel/Kernel.csproj").Text.ShouldNotContain("PackageReference");
    }

    [Fact]
    public void every_module_is_in_the_solution_and_in_these_tests()
    {
        var solution = Repository.Read("Slipway.slnx").Text;
        var here = Repository.Read("tests/Architecture.Tests/Architecture.Tests.csproj").Text;

        Repository.Modules.Where(it => !solution.Contains($"src/{it}/{it}.csproj")).ShouldBeEmpty();
        Repository.Modules.Where(it => !here.Contains($"src/{it}/{it}.csproj")).ShouldBeEmpty();
    }

    [Fact]
    public void a_reference_that_is_not_drawn_is_found()
    {
        var references = new Dictionary<string, IReadOnlyList<string>> { ["Upper"] = ["Lower"], ["Lower"] = ["Upper"] };

        Drawing.Differences(Drawing.Read(Small), references).ShouldBe(["there and not drawn: Lower → Upper"]);
    }

    [Fact]
    public void an_arrow_or_module_that_is_only_drawn_is_found()
    {
        var references = new Dictionary<string, IReadOnlyList<string>> { ["Upper"] = [] };

        Drawing.Differences(Drawing.Read(Small), references).ShouldBe(["drawn and not there: Lower", "drawn and not there: Upper → Lower"]);
    }

    [Theory]
    [InlineData("band 1   A → B\nband 1   B\n", "A → B")]
    [InlineData("band 1   A\nband 0   B → A\n", "B → A")]
    [InlineData("band 1   A → C\n", "A → C")]
    public void an_arrow_that_does_not_go_down_is_found(string lines, string arrow)
    {
        Drawing.TurnedBack(Drawing.Read($"```arrows\n{lines}```")).ShouldBe([arrow]);
    }

    [Fact]
    public void a_line_that_cannot_be_read_is_not_passed_over()
    {
        Should.Throw<FormatException>(() => Drawing.Read("```arrows\nCli points at Runs\n```"));
        Should.Throw<FormatException>(() => Drawing.Read("no drawing"));
    }
}
