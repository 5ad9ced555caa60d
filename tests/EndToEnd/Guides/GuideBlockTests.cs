namespace Slipway.EndToEnd.Guides;

/// <summary>Every command and every snippet of the guides and of the README is run, read or compared.</summary>
public sealed class GuideBlockTests
{
    public static TheoryData<string> Pages =>
        [
            "README.md",
            .. Directory
                .EnumerateFiles(Path.Combine(Workplace.Repository, "docs/guides"), "*.md")
                .Order(StringComparer.Ordinal)
                .Select(it => Path.GetRelativePath(Workplace.Repository, it)),
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task what_a_page_shows_is_what_happens(string page)
    {
        using var walk = new GuideWalk();

        await walk.WalkAsync(GuideBlock.Of(page, Read(page)));
    }

    [Theory]
    [InlineData("```bash\nexit 3\n```\n")]
    [InlineData("```bash\necho a\n```\n\n```text\nb\n```\n")]
    [InlineData("```cobol\nDISPLAY\n```\n")]
    [InlineData("```yaml\nchecklst: a.md\n```\n")]
    [InlineData("```markdown\n- [ ] Done <!-- slipway: expct=\"exit0\" -->\n```\n")]
    [InlineData("```expectation\nlooks good\n```\n")]
    [InlineData("```json\n{\n```\n")]
    [InlineData("<!-- test: not run: no -->\n```bash\ntrue\n```\n")]
    [InlineData("<!-- test: not run: it is only shown here -->\n```bash\nif\n```\n")]
    [InlineData("```bash\ntrue\n")]
    public async Task a_page_that_shows_something_else_is_seen(string page)
    {
        using var walk = new GuideWalk();

        await Assert.ThrowsAnyAsync<Exception>(() => walk.WalkAsync(GuideBlock.Of("a.md", page)));
    }

    /// <summary>What is only shown, and why, so that nothing joins it unnoticed.</summary>
    [Fact]
    public void what_is_not_run_is_listed()
    {
        var notRun = Pages
            .Select(it => it.Data)
            .SelectMany(it => GuideBlock.Of(it, Read(it)))
            .Where(it => it.After("not run:") is not null)
            .Select(it => $"{it.Page}: {it.Text.Split('\n')[0]}");

        notRun.ShouldBe(
            File.ReadAllLines(Path.Combine(Workplace.Repository, "tests/EndToEnd/Guides/not-run.txt")).Where(it => !it.StartsWith('#')),
            "Mark a block `not run` only when no test can run it, and list it in not-run.txt."
        );
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(Workplace.Repository, page));
}
