using System.Text;
using System.Text.RegularExpressions;
using Slipway.Checklists.Annotations;
using Slipway.Checklists.Configuration;
using Slipway.Checklists.Filling;
using Slipway.Checklists.Tests.Filling;

namespace Slipway.Checklists.Tests.Configuration;

/// <summary>The tables of the guides; their blocks are run by the end-to-end tests.</summary>
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
}
