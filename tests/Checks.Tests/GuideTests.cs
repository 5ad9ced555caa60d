using System.Text.RegularExpressions;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>The guides say what the code says.</summary>
public sealed partial class GuideTests
{
    public static TheoryData<string> Kinds => [.. CheckKinds.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void the_guide_has_the_settings_of_each_kind(string kind)
    {
        var section = Guide($"check-{kind}.md").Split("\n## Settings\n")[1].Split("\n## ")[0];

        var rows = Row().Matches(section).Select(it => (it.Groups[1].Value, it.Groups[2].Value == "yes", it.Groups[3].Value));

        rows.ShouldBe(CheckKinds.All[kind].Settings.Select(it => (it.Name, it.Required, it.Meaning)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void the_guide_says_what_each_kind_expects_where_nothing_is_said(string kind)
    {
        Guide($"check-{kind}.md")
            .ShouldContain($"Expected where nothing is said: {(CheckKinds.All[kind].DefaultExpectation is { } it ? $"`{it}`" : "none")}");
    }

    [Fact]
    public void the_list_of_kinds_says_what_the_page_of_each_says_first()
    {
        var table = Guide("checks.md").Split("<!-- generated: kinds -->\n")[1].Split("<!-- end -->")[0];

        table.ShouldBe(
            "| kind | what it does |\n|---|---|\n"
                + string.Concat(
                    CheckKinds
                        .All.Keys.Order(StringComparer.Ordinal)
                        .Select(it => $"| [`{it}`](check-{it}.md) | {FirstSentence(Guide($"check-{it}.md"))} |\n")
                )
        );
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void the_page_of_each_kind_says_what_it_proves_and_how_it_fails(string kind) =>
        new[]
        {
            $"# check: {kind}\n",
            "\n## Smallest working example\n",
            "\n## What it proves",
            "\n## How it fails\n",
            "\n## What it costs\n",
        }
            .Where(it => !Guide($"check-{kind}.md").Contains(it, StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void every_expectation_in_the_table_of_words_is_understood()
    {
        var table = Guide("expectations.md").Split("\n## Words\n")[1].Split("\n## ")[0];

        var words = table
            .Split('\n')
            .Where(it => it.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(it => Code().Matches(it.Split(" | ")[0]).Select(code => code.Groups[1].Value))
            .ToList();

        words.Count.ShouldBeGreaterThan(40);
        words.Where(it => !Expectation.Parse(it).Understood).ShouldBeEmpty();
    }

    [Fact(Timeout = 10_000)]
    public async Task the_flow_of_the_guide_is_a_flow()
    {
        using var folder = new TempFolder();
        var path = folder.Write("flow.json", Guide("check-flow.md").Split("```json\n")[1].Split("```")[0]);

        (await Http.FlowSpec.ReadAsync(path, TestContext.Current.CancellationToken)).Steps.Count.ShouldBe(3);
    }

    [Fact]
    public void words_that_no_look_can_show_are_said_to_be_so() =>
        new[] { "down", "event", "streaming", "interactive", "artifact exists" }
            .Where(it => Expectation.Parse(it).Understood || !Guide("expectations.md").Contains($"`{it}`"))
            .ShouldBeEmpty();

    private static string FirstSentence(string page)
    {
        var paragraph = page.Split("\n\n")[1].ReplaceLineEndings(" ");
        return paragraph.IndexOf(". ", StringComparison.Ordinal) is var end and >= 0 ? paragraph[..(end + 1)] : paragraph;
    }

    private static string Guide(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Slipway.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The repository is not above the tests.");
        }

        return File.ReadAllText(Path.Combine(folder, "docs", "guides", name));
    }

    [GeneratedRegex(@"^\| `([^`]+)` \| (yes|no) \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
