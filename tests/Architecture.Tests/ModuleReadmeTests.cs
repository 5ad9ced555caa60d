namespace Slipway.Architecture.Tests;

public sealed class ModuleReadmeTests
{
    private static readonly HashSet<string> Known = [.. Modules.Types.Select(it => it.Name.Split('`')[0]), .. Repository.Modules];

    public static TheoryData<string> EveryModule => [.. Repository.Modules];

    [Theory]
    [MemberData(nameof(EveryModule))]
    public void every_module_has_a_readme_of_under_40_lines(string module)
    {
        Repository.Read($"src/{module}/README.md").Lines.Count().ShouldBeLessThan(40);
    }

    [Theory]
    [MemberData(nameof(EveryModule))]
    public void types_that_a_readme_names_exist(string module)
    {
        ModuleReadmes.UnknownTypes(Repository.Read($"src/{module}/README.md").Text, Known).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(EveryModule))]
    public void arrows_that_a_readme_names_are_the_references(string module)
    {
        ModuleReadmes.Arrows(Repository.Read($"src/{module}/README.md").Text).ShouldBe(Repository.ReferencesOf(module), ignoreOrder: true);
    }

    [Fact]
    public void a_type_that_is_gone_is_found()
    {
        ModuleReadmes.UnknownTypes("Use `Verdict` or `Clause.Words`, never `RunManager`.", Known).ShouldBe(["RunManager"]);
    }

    [Fact]
    public void arrows_are_read_from_the_line_that_names_them()
    {
        ModuleReadmes.Arrows("**Arrows.** Platform, Kernel.\n").ShouldBe(["Platform", "Kernel"]);
        ModuleReadmes.Arrows("**Arrows.** None. Everyone may.\n").ShouldBeEmpty();
    }
}
