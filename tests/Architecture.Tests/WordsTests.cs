namespace Slipway.Architecture.Tests;

public sealed class WordsTests
{
    /// <summary>The four edges of house style 14; each line of the file names one, and says which it is.</summary>
    private static readonly Edges Edge = Edges.Read(Repository.Read("tests/Architecture.Tests/edges.txt").Text);

    private static IEnumerable<RepositoryFile> NotTheHost =>
        Repository.Sources.Where(it => !it.Path.StartsWith("src/Cli/", StringComparison.Ordinal));

    [Fact]
    public void nothing_is_put_off()
    {
        Words.PutOff(Repository.Sources).ShouldBeEmpty();
        Words.PutOff(Repository.FilesIn("examples", "*.cs")).ShouldBeEmpty();
    }

    [Fact]
    public void exceptions_are_caught_whole_at_the_edges_only()
    {
        var caught = Words.CaughtWhole(Repository.Sources).Select(it => it[..it.LastIndexOf(':')]).Distinct().ToList();

        caught.Except(Edge.Files).ShouldBeEmpty("Name the exceptions, or add the file to edges.txt if it is one of the four edges.");
        Edge.Files.Except(caught).ShouldBeEmpty("Listed as an edge, and catches nothing whole: take it out of edges.txt.");
    }

    [Fact]
    public void an_edge_says_which_of_the_four_it_is()
    {
        Edge.Unnamed.ShouldBeEmpty();
    }

    [Fact]
    public void time_comes_from_the_clock_that_is_handed_in()
    {
        Words.Clocks(NotTheHost).ShouldBeEmpty();
    }

    [Fact]
    public void banned_symbols_stay_banned_outside_the_host()
    {
        Words.SwitchedOff(NotTheHost).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("// TODO: later")]
    [InlineData("/// <summary>FIXME</summary>")]
    [InlineData("throw new NotImplementedException();")]
    public void work_that_was_put_off_is_found(string line)
    {
        Words.PutOff([new("src/A.cs", $"\n{line}\n")]).ShouldBe(["src/A.cs:2"]);
    }

    [Theory]
    [InlineData("catch (Exception)")]
    [InlineData("catch (Exception e)\n{")]
    [InlineData("catch (System.Exception e) when (e is not OperationCanceledException)")]
    [InlineData("catch\n{")]
    [InlineData("catch { }")]
    [InlineData("catch (Exception e) when (Log(e))")]
    public void an_exception_that_is_caught_whole_is_found(string line)
    {
        Words.CaughtWhole([new("src/A.cs", $"\n{line}\n")]).ShouldBe(["src/A.cs:2"]);
    }

    [Theory]
    [InlineData("catch (IOException e)")]
    [InlineData("catch (Exception e) when (e is IOException or JsonException)")]
    public void an_exception_that_is_named_is_fine(string line)
    {
        Words.CaughtWhole([new("src/A.cs", line)]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("catch\n{\n    if (open) { Close(); }\n    throw;\n}")]
    [InlineData("catch (Exception e) { Log(e); throw; }")]
    public void a_block_that_throws_on_is_fine(string block)
    {
        Words.CaughtWhole([new("src/A.cs", block)]).ShouldBeEmpty();
    }

    [Fact]
    public void a_block_that_may_throw_on_is_found()
    {
        Words.CaughtWhole([new("src/A.cs", "catch { if (odd) { throw; } }")]).ShouldBe(["src/A.cs:1"]);
    }

    [Fact]
    public void a_pattern_that_looks_for_unfilled_words_is_fine()
    {
        Words.PutOff([new("src/A.cs", "[GeneratedRegex(@\"\\s*\\b(?:TODO|TBD)\\b\")]")]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("var now = DateTimeOffset.UtcNow;")]
    [InlineData("var today = DateTime.Today;")]
    [InlineData("new Engine(TimeProvider.System)")]
    [InlineData("Stopwatch.StartNew()")]
    public void a_clock_of_its_own_is_found(string line)
    {
        Words.Clocks([new("src/A.cs", line)]).ShouldBe(["src/A.cs:1"]);
    }

    [Fact]
    public void time_that_the_clock_gave_is_fine()
    {
        Words.Clocks([new("src/A.cs", "clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path)")]).ShouldBeEmpty();
    }

    [Fact]
    public void a_ban_that_is_switched_off_is_found()
    {
        Words.SwitchedOff([new("src/A.cs", "#pragma warning disable CA1031, RS0030 // quick")]).ShouldBe(["src/A.cs:1"]);
    }

    [Fact]
    public void an_edge_of_no_known_name_is_found()
    {
        Edges.Read("src/A.cs  convenience\n").Unnamed.ShouldBe(["src/A.cs  convenience"]);
    }
}
