namespace Slipway.Flakes.Tests;

/// <summary>The rules of GitHub's page "About code owners", one by one.</summary>
public sealed class CodeOwnersTests
{
    [Theory]
    [InlineData("*", "a/b/c.js", true)]
    [InlineData("*.js", "a/b/c.js", true)]
    [InlineData("*.js", "a/b/c.ts", false)]
    [InlineData("/build/logs/", "build/logs/a/b.txt", true)]
    [InlineData("/build/logs/", "x/build/logs/b.txt", false)]
    [InlineData("docs/*", "docs/getting-started.md", true)]
    [InlineData("docs/*", "docs/build-app/troubleshooting.md", false)]
    [InlineData("docs/*", "x/docs/a.md", false)]
    [InlineData("apps/", "x/apps/y/a.cs", true)]
    [InlineData("apps/", "apps", false)]
    [InlineData("/docs/", "docs/x/y.md", true)]
    [InlineData("/scripts/*.sh", "scripts/a.sh", true)]
    [InlineData("/scripts/*.sh", "scripts/x/a.sh", false)]
    [InlineData("**/logs", "deeply/nested/logs/a.txt", true)]
    [InlineData("**/logs", "logs/a.txt", true)]
    [InlineData("src/**/tests", "src/tests/a.cs", true)]
    [InlineData("src/**/tests", "src/a/b/tests/c/d.cs", true)]
    [InlineData("src/**/tests", "lib/a/tests/d.cs", false)]
    [InlineData("/apps/github", "apps/github/x.cs", true)]
    [InlineData("Docs/", "docs/a.md", false)]
    [InlineData("a?.cs", "x/ab.cs", true)]
    [InlineData("with\\ blank.md", "with blank.md", true)]
    public void a_pattern_fits_what_the_page_says(string pattern, string path, bool fits) =>
        (Read($"{pattern} @ada").Of(path) is not null).ShouldBe(fits);

    [Fact]
    public void the_last_line_that_fits_counts_and_not_the_most_exact_one()
    {
        var owners = Read("/src/billing/ @billing\n*.cs @org/all-code @ada\n");

        owners.Of("src/billing/a.cs")!.Owners.ShouldBe(["@org/all-code", "@ada"]);
        owners.Of("src/billing/a.cs")!.Line.ShouldBe(2);
        owners.Of("src/billing/a.sql")!.Owners.ShouldBe(["@billing"]);
        owners.Of("src/a.sql").ShouldBeNull();
    }

    [Fact]
    public void a_line_without_owners_takes_a_folder_away_from_them()
    {
        var owners = Read("/apps/ @octocat\n/apps/github\n");

        owners.Of("apps/github/a.cs")!.Owners.ShouldBeEmpty();
        owners.Of("apps/a.cs")!.Owners.ShouldBe(["@octocat"]);
    }

    [Fact]
    public void a_mail_address_and_a_comment_behind_the_owners_are_understood() =>
        Read("# all\n\n*.go docs@example.com # the writers\r\n").Of("a.go")!.Owners.ShouldBe(["docs@example.com"]);

    [Theory]
    [InlineData("!*.md @ada")]
    [InlineData("*.[ch] @ada")]
    [InlineData("\\#tag @ada")]
    [InlineData("[Section] @ada")]
    [InlineData("*.md ada")]
    [InlineData("*.md @org/team/more")]
    [InlineData("/ @ada")]
    [InlineData("a/**/b/**/c/**/d/**/e/**/f/**/g/**/h @ada")]
    public void a_line_that_github_does_not_take_is_passed_over_and_named(string line)
    {
        var owners = Read($"* @all\n{line}\n");

        owners.PassedOver.ShouldBe([2]);
        owners.Of("a.md")!.Owners.ShouldBe(["@all"]);
    }

    [Fact]
    public void a_file_beyond_three_mebibytes_is_not_read() => CodeOwners.Read(new string('#', CodeOwners.Longest + 1)).ShouldBeNull();

    private static CodeOwners Read(string text) => CodeOwners.Read(text)!;
}
