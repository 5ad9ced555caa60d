using System.Text;
using System.Text.RegularExpressions;
using Slipway.Checklists.Annotations;
using Slipway.Checklists.Configuration;
using Slipway.Checklists.Filling;
using Slipway.Checklists.Tests.Filling;

namespace Slipway.Checklists.Tests.Configuration;

public sealed class GuideTests
{
    private const string Answered = "- [ ] Build is green\n- Smoke: `PASS / FAIL`\n- Duration: ____ minutes\n";

    /// <summary>Each row of the table of codes: code, meaning, example, what to do.</summary>
    private static readonly IReadOnlyList<string[]> Rows =
    [
        .. Repository
            .Read("docs/guides/errors.md")
            .Split('\n')
            .Where(it => it.StartsWith("| SW1", StringComparison.Ordinal))
            .Select(it => it.Split(" | ")),
    ];

    public static TheoryData<string, string> Examples =>
        [.. Rows.Where(it => it[2].Contains('`')).Select(it => (it[0].Trim('|', ' '), it[2]))];

    [Fact]
    public void every_code_has_a_line_and_every_line_a_code()
    {
        var folder = Path.Combine(Repository.Root, "src/Checklists");
        var said = Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .SelectMany(it => Regex.Matches(File.ReadAllText(it), "\"(SW1[0-9]{3})\"").Select(code => code.Groups[1].Value))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Rows.Select(it => it[0].Trim('|', ' ')).ShouldBe(said);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void the_example_of_a_code_yields_it(string code, string example)
    {
        var text = Regex.Match(example, "`(.+)`").Groups[1].Value;

        Codes(text, example[(example.LastIndexOf('`') + 1)..]).ShouldContain(code);
    }

    [Fact]
    public void the_settings_of_the_guide_can_be_read()
    {
        foreach (var yaml in Fences("docs/guides/settings.md", "yaml").Concat(Fences("docs/guides/annotations.md", "yaml")))
        {
            SettingsReader.Read(yaml, "slipway.yaml").Match(_ => "", it => it.Faults[0].ToString()).ShouldBe("");
        }
    }

    [Fact]
    public void the_front_matter_of_the_guide_can_be_read()
    {
        var faults = new List<Fault>();

        FrontMatter
            .Read(Encoding.UTF8.GetBytes(Fences("docs/guides/settings.md", "markdown")[0]), "GO-LIVE.md", faults)
            .Limit.ShouldBe(TimeSpan.FromMinutes(15));
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void the_annotations_of_the_guide_can_be_read()
    {
        var faults = new List<Fault>();
        var said = Regex
            .Matches(Repository.Read("docs/guides/annotations.md"), "<!-- slipway:(.*?)-->")
            .Select(it => AnnotationReader.Parse(it.Groups[1].Value, "a.md", 1, 1, faults));

        said.ShouldAllBe(it => it != null);
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void the_example_of_filling_is_what_filling_does()
    {
        var documents = Fences("docs/guides/filling.md", "markdown");
        var document = Documents.Of(documents[0]);
        var answers = AnswersReader
            .Read(Fences("docs/guides/filling.md", "yaml")[0], "a.yaml", document)
            .ShouldBeOfType<ReadAnswers.Usable>()
            .Answers;

        Encoding.UTF8.GetString(ChecklistFiller.Fill(document, [.. answers.Select(it => it.Filling)])).ShouldBe(documents[1]);
    }

    [Fact]
    public void the_table_of_answers_is_the_one_that_the_reader_keeps() =>
        Repository.ShouldHold("docs/guides/filling.md", "answers", OptionsTable.Write(AnswerBinder.Table));

    private static IEnumerable<string> Codes(string text, string where)
    {
        var faults = new List<Fault>();
        if (where.Contains("annotation", StringComparison.Ordinal))
        {
            AnnotationReader.Parse(text, "a.md", 1, 1, faults);
        }
        else if (where.Contains("front matter", StringComparison.Ordinal))
        {
            FrontMatter.Read(Encoding.UTF8.GetBytes($"---\n{text}\n---\n"), "a.md", faults);
        }
        else if (where.Contains("answers", StringComparison.Ordinal))
        {
            faults.AddRange(AnswersReader.Read(text, "a.yaml", Documents.Of(Answered)).Match(_ => [], it => it.Faults));
        }
        else
        {
            faults.AddRange(SettingsReader.Read(text, "slipway.yaml").Match(_ => [], it => it.Faults));
        }

        return faults.Select(it => it.Code);
    }

    private static IReadOnlyList<string> Fences(string guide, string language) =>
        [
            .. Regex
                .Matches(Repository.Read(guide), $"^```{language}\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)
                .Select(it => it.Groups[1].Value),
        ];
}
