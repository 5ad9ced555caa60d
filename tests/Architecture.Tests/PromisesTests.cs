namespace Slipway.Architecture.Tests;

public sealed class PromisesTests
{
    [Fact]
    public void a_promise_says_works_exactly_when_an_end_to_end_test_stands_for_it()
    {
        var rows = Promises.InReadme(Repository.Read("README.md").Text);

        Promises.Differences(rows, Promises.InTests(Repository.FilesIn("tests/EndToEnd", "*.cs"))).ShouldBeEmpty();
    }

    [Fact]
    public void no_promise_is_taken_back()
    {
        Promises.InReadme(Repository.Read("README.md").Text).Select(it => it.Number).ShouldBe(Enumerable.Range(1, 32));
    }

    [Fact]
    public void works_without_a_test_is_found()
    {
        var rows = Promises.InReadme("| 4 | commands with time limits | **works** |\n");

        Promises.Differences(rows, new HashSet<int>()).ShouldBe(["4 says works and has no end-to-end test"]);
    }

    [Fact]
    public void a_test_for_a_row_that_is_not_there_is_found()
    {
        var rows = Promises.InReadme("| 4 | commands with time limits | not there |\n");
        var tested = Promises.InTests([new("tests/EndToEnd/A.cs", "    [Fact, Trait(\"Promise\", \"4\")]\n")]);

        Promises.Differences(rows, tested).ShouldBe(["4 has an end-to-end test and does not say works"]);
    }

    [Fact]
    public void a_shade_in_between_is_found()
    {
        Promises.Differences(Promises.InReadme("| 4 | commands | mostly |\n"), new HashSet<int>()).ShouldBe(["4 says 'mostly'"]);
    }

    [Fact]
    public void a_trait_in_a_comment_stands_for_nothing()
    {
        Promises.InTests([new("tests/EndToEnd/A.cs", "    // [Trait(\"Promise\", \"4\")]\n")]).ShouldBeEmpty();
    }
}
