using System.Text.RegularExpressions;

namespace Slipway.EndToEnd.Shells;

/// <summary>The guides in the terminal, and what the executable says of itself.</summary>
public sealed partial class HelpTests : IDisposable
{
    private readonly Workplace _work = new();

    public static TheoryData<string> Topics =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Workplace.Repository, "docs/guides"), "*.md")
                .Select(it => Path.GetFileNameWithoutExtension(it))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Topics))]
    public async Task a_topic_shows_the_words_of_its_guide(string topic)
    {
        var guide = await File.ReadAllTextAsync(
            Path.Combine(Workplace.Repository, "docs/guides", $"{topic}.md"),
            TestContext.Current.CancellationToken
        );

        var shown = await _work.SlipwayAsync("help", topic);

        shown.ExitCode.ShouldBe(0, shown.Err);
        shown.Out.ShouldNotContain('\e');
        shown.Out.ShouldNotContain("<!-- test:");
        var missing = Words(guide).Except(Words(shown.Out)).ToList();
        missing.ShouldBeEmpty();
    }

    [Fact]
    public async Task lines_keep_to_the_width_of_the_terminal_but_for_code()
    {
        var shown = await _work.ShellAsync("COLUMNS=60 slipway help people", "");

        var lines = Plain(shown.Out).Split('\n').Where(it => !it.StartsWith("    ", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBeGreaterThan(60);
        lines.Where(it => it.Length > 60).ShouldBeEmpty();
    }

    [Fact]
    public async Task a_terminal_gets_headings_that_stand_out_and_a_pipe_gets_plain_text()
    {
        (await _work.ShellAsync("env -u NO_COLOR TERM=xterm slipway help people", "")).Out.ShouldContain("\e[1mPeople and holds");
        (await _work.ShellAsync("slipway help people | cat", "")).Out.ShouldNotContain('\e');
    }

    [Fact]
    public async Task every_topic_and_every_verb_is_listed()
    {
        var list = (await _work.SlipwayAsync("help")).Out;

        Topics.Select(it => it.Data).Where(it => !list.Contains($"  {it} ", StringComparison.Ordinal)).ShouldBeEmpty();
        foreach (var verb in (string[])["plan", "run", "resume", "completion", "help"])
        {
            list.ShouldContain($"\n  {verb} ");
        }

        list.ShouldNotContain("\n  man ");
    }

    [Fact]
    public async Task a_verb_shows_its_help()
    {
        (await _work.SlipwayAsync("help", "run")).Out.ShouldBe((await _work.SlipwayAsync("run", "--help")).Out);
    }

    [Theory]
    [InlineData("runnig", "slipway help running")]
    [InlineData("exit", "slipway help exit-codes")]
    [InlineData("planm", "slipway help plan")]
    public async Task a_topic_that_is_not_there_names_the_nearest(string written, string meant)
    {
        var ended = await _work.SlipwayAsync("help", written);

        ended.ExitCode.ShouldBe(2);
        ended.Out.ShouldBeEmpty();
        ended.Err.ShouldContain(meant);
    }

    [Fact]
    public async Task nonsense_names_no_nearest()
    {
        (await _work.SlipwayAsync("help", "zzzzzz")).Err.ShouldNotContain("did you mean");
    }

    [Fact]
    public async Task the_version_says_which_commit_it_is()
    {
        (await _work.SlipwayAsync("--version")).Out.ShouldMatch(@"^slipway \d+\.\d+\.\d+(-[\w.]+)?\+[0-9a-f]{12}\n$");
    }

    public void Dispose() => _work.Dispose();

    /// <summary>Words of letters, whatever stands around them; what only steers the page or the tests is left out.</summary>
    private static IEnumerable<string> Words(string text) =>
        Letters().Matches(Unseen().Replace(text, " ")).Select(it => it.Value).Distinct();

    private static string Plain(string text) => text.Replace("\r", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\p{L}{3,}")]
    private static partial Regex Letters();

    [GeneratedRegex(@"(?m)^<!-- (test|generated|end).*?-->$|^```+\w*.*$|\]\([^)]*\)|https?:\S+|\|\s*-+\s*(?=\|)")]
    private static partial Regex Unseen();
}
