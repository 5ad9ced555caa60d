namespace Slipway.Flakes.Tests;

/// <summary>Each runner is told in its own words. What it cannot name alone is never left out with others.</summary>
public sealed class RunnerFilterTests
{
    [Theory]
    [InlineData("xunit3", "Shop.CartTests", "Shop.CartTests.Pays", "-method-|Shop.CartTests.Pays")]
    [InlineData("mtp", "Shop.CartTests", "Pays", "--filter-not-method|Shop.CartTests.Pays")]
    [InlineData("dotnet", "Shop.Outer+CartTests`1", "Pays", "--filter|FullyQualifiedName!=Shop.Outer+CartTests`1.Pays")]
    [InlineData("jest", "cart inner pays", "cart inner pays", "-t|^(?!(?:cart inner pays)$)")]
    [InlineData("jest", "cart › inner", "costs $5 (net)", @"-t|^(?!(?:cart inner costs \$5 \(net\))$)")]
    [InlineData("vitest", "src/a.spec.ts", "cart > inner > pays", "-t|^(?!(?:cart inner pays)$)")]
    [InlineData("playwright", "a.spec.ts", "cart › pays", @"--grep-invert|(?:^| )(?:a\.spec\.ts cart pays)(?: @\S+)*$")]
    [InlineData("go", "example.com/shop", "TestPays/two items", "-skip|^TestPays$/^two_items$")]
    [InlineData("go", "example.com/shop", "TestPays/a|b", @"-skip|^TestPays$/^a\|b$")]
    [InlineData("maven", "shop.CartTest", "pays()", "-Dtest=!shop.CartTest#pays|-Dsurefire.failIfNoSpecifiedTests=false")]
    [InlineData("ctest", "cart.pays+", "cart.pays+", @"-E|^(cart\.pays\+)$")]
    [InlineData("googletest", "Cart", "Pays/0", "--gtest_filter=-Cart.Pays/0")]
    public void a_test_is_left_out_in_the_words_of_its_runner(string runner, string suite, string test, string arguments)
    {
        var filter = Write(runner, FilterAim.LeaveOut, [new(suite, test)]);

        string.Join('|', filter.Arguments).ShouldBe(arguments);
        filter.Untold.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("xunit3", "-method|A.B.One|-method|A.B.Two")]
    [InlineData("mtp", "--filter-method|A.B.One|A.B.Two")]
    [InlineData("dotnet", "--filter|FullyQualifiedName=A.B.One|FullyQualifiedName=A.B.Two")]
    [InlineData("jest", "-t|^(?:A.B One|A.B Two)$")]
    [InlineData("go", "-run|^One$|^Two$|A.B")]
    [InlineData("maven", "-Dtest=A.B#One,A.B#Two|-Dsurefire.failIfNoSpecifiedTests=false")]
    [InlineData("gradle", "--tests|A.B.One|--tests|A.B.Two")]
    [InlineData("ctest", "-R|^(One|Two)$")]
    [InlineData("googletest", "--gtest_filter=A.B.One:A.B.Two")]
    public void only_the_tests_that_are_named_run(string runner, string arguments)
    {
        var filter = Write(runner, FilterAim.Only, [new("A.B", "Two"), new("A.B", "One"), new("A.B", "One")]);

        string.Join('|', filter.Arguments).Replace(@"A\.B", "A.B", StringComparison.Ordinal).ShouldBe(arguments);
    }

    [Theory]
    [InlineData("xunit3", "A.B", "A.B.Rows(x: 1)")]
    [InlineData("dotnet", "A.B", "Rows(x: 1)")]
    [InlineData("maven", "a.B", "rows(int)[1]")]
    [InlineData("gradle", "a.B", "rows[1]")]
    public void a_row_that_has_no_name_of_its_own_runs_and_brings_the_others_along_where_it_is_to_run(
        string runner,
        string suite,
        string test
    )
    {
        var (out_, only) = (Write(runner, FilterAim.LeaveOut, [new(suite, test)]), Write(runner, FilterAim.Only, [new(suite, test)]));

        out_.Arguments.ShouldBeEmpty();
        out_.Script.ShouldBeNull();
        out_.Untold.ShouldHaveSingleItem();
        only.Arguments.ShouldNotBeEmpty();
        only.Widened.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("jest", "cart", "pays", "CART", "Pays")]
    [InlineData("vitest", "a.spec.ts", "cart > pays", "b.spec.ts", "cart > pays")]
    [InlineData("go", "example.com/a", "TestPays", "example.com/b", "TestPays")]
    public void a_test_is_not_left_out_where_another_would_be_too(
        string runner,
        string suite,
        string test,
        string otherSuite,
        string otherTest
    )
    {
        var filter = RunnerFilter.Write(runner, [new(suite, test)], FilterAim.LeaveOut, [new(otherSuite, otherTest)], _ => null);

        filter.Arguments.ShouldBeEmpty();
        filter.Untold.ShouldHaveSingleItem().Why.ShouldContain("shares its name");
    }

    [Theory]
    [InlineData("xunit3", "", "a test with words")]
    [InlineData("maven", "Cart", "pays when it rains")]
    [InlineData("playwright", "cart", "pays")]
    [InlineData("googletest", "Cart", "Pays:*")]
    [InlineData("pytest", "tests.gone", "test_pays")]
    [InlineData("ctest", "", "pays\nall")]
    public void what_a_runner_cannot_name_is_told(string runner, string suite, string test)
    {
        var filter = Write(runner, FilterAim.LeaveOut, [new(suite, test)]);

        filter.Arguments.ShouldBeEmpty();
        filter.Untold.ShouldHaveSingleItem().Test.ShouldBe(new(suite, test));
    }

    [Fact]
    public void a_function_of_pytest_is_found_in_its_file_and_not_left_out_with_a_longer_one()
    {
        var files = new Dictionary<string, string>
        {
            ["tests/test_cart.py"] = "class TestCart:\n    def test_pays(self): ...\ndef test_ship(): ...\ndef test_ships(): ...\n",
        };
        NamedTest[] tests =
        [
            new("tests.test_cart.TestCart", "test_pays"),
            new("tests.test_cart", "test_ship"),
            new("tests.test_cart", "test_x[a b]"),
        ];

        var filter = RunnerFilter.Write("pytest", tests, FilterAim.LeaveOut, [], files.GetValueOrDefault);

        filter.Arguments.ShouldBe(["--deselect=tests/test_cart.py::test_x[a b]", "--deselect=tests/test_cart.py::TestCart::test_pays"]);
        filter.Untold.ShouldHaveSingleItem().Why.ShouldContain("test_ships");
    }

    [Fact]
    public void gradle_leaves_out_by_a_script()
    {
        var script = Write("gradle", FilterAim.LeaveOut, [new("shop.CartTest", "pays()")]).Script!;

        script.ShouldContain("excludeTestsMatching 'shop.CartTest.pays'");
    }

    [Fact]
    public void every_runner_that_is_listed_writes_for_both_aims()
    {
        foreach (var runner in RunnerFilter.Runners.Where(it => it is not ("pytest" or "playwright")))
        {
            var both = Enum.GetValues<FilterAim>().Select(it => Write(runner, it, [new("A.B", "One")])).ToList();
            both.ShouldAllBe(it => it.Arguments.Count + (it.Script == null ? 0 : 1) > 0);
        }
    }

    private static RunnerFilter Write(string runner, FilterAim aim, NamedTest[] tests) =>
        RunnerFilter.Write(runner, tests, aim, [], _ => null);
}
