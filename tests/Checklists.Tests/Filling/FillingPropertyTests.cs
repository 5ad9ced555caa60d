using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Markdig;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Slipway.Checklists.Tests.Filling;

public sealed class FillingPropertyTests
{
    /// <summary>Blanks in every place that a value can get to: prose, start of an item, code marks, bold, cells.</summary>
    private const string Form =
        "- ____\n- [ ] Lead: ____\n- Note: `____`\n- By **\\_\\_\\_** on ____\n\n| Name | Notes |\n|---|---|\n| | x |\n| `____` | |\n";

    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseTaskLists()
        .UseAutoLinks()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .Build();

    [Fact]
    public void any_bytes_filled_with_nothing_are_the_same() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => ChecklistFiller.Fill(Documents.Of(bytes), []).SequenceEqual(bytes))
        );

    [Fact]
    public void any_text_of_marks_filled_with_nothing_is_the_same()
    {
        var marks = Gen.Elements(
            "[ ]",
            "[x]",
            "____",
            "`",
            "|",
            "\n",
            "- ",
            "*",
            "\\_",
            " / ",
            "Yes",
            "No",
            "☐",
            "â˜\u0090",
            "<!--",
            "-->",
            "```",
            ":",
            "|---|",
            "\r\n",
            "[",
            "]"
        );
        var texts = marks.ListOf().Select(string.Concat).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(texts, text => Same(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void no_value_makes_a_line_a_box_a_blank_a_tag_or_a_link()
    {
        var harmless = Structure(Fill("v"));
        var pieces = Gen.Elements(
            "[ ] ",
            "[x]",
            "](",
            ")",
            "[",
            "]",
            "!",
            "<b>",
            "</",
            "<!--",
            "-->",
            "---",
            "--",
            "`",
            "``",
            "***",
            "_",
            "__",
            "____",
            "~~~",
            "#",
            "> ",
            "- ",
            "1. ",
            "+",
            "|",
            "\\",
            "\n",
            "\r",
            "\u2028",
            "&lt;",
            "&#91;",
            "https://a.example/x",
            "www.a.example",
            "x",
            "7",
            " ",
            "☐",
            "☑",
            "⬜",
            "$",
            "\u202e",
            "Yes / No",
            "é"
        );
        var values = pieces.ListOf().Select(string.Concat).Where(IsWritten).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(values, value => Harmless(value, harmless)));
    }

    private static void Harmless(string value, string harmless)
    {
        var filled = Fill(value);

        Structure(filled).ShouldBe(harmless, $"The value was {value}\n{filled}");
        Documents.Of(filled).Places.Where(it => it.Kind is not (PlaceKind.Box or PlaceKind.Choice)).ShouldBeEmpty(filled);
        Documents.Of(filled).Places.Count(it => it.Kind == PlaceKind.Box).ShouldBe(1, filled);
    }

    /// <summary>Something is left of the value, and it is not the dash that people put into cells that are still to be filled.</summary>
    private static bool IsWritten(string value) =>
        value.Trim('\u202e', '\u2028', '\n', '\r', ' ') != "-"
        && value.Any(it => !char.IsWhiteSpace(it) && it is not ('\u202e' or '\u2028'));

    private static bool Same(byte[] bytes) => ChecklistFiller.Fill(Documents.Of(bytes), []).SequenceEqual(bytes);

    private static string Fill(string value)
    {
        var document = Documents.Of(Form);
        var fillings = document
            .Places.GroupBy(it => it.Line)
            .Select(it => new ItemFilling
            {
                Line = it.Key,
                Blanks = it.Where(place => place.Kind != PlaceKind.Box).ToDictionary(place => place.Index, _ => value),
            });
        return Encoding.UTF8.GetString(ChecklistFiller.Fill(document, [.. fillings]));
    }

    /// <summary>The kinds of nodes of a document, in order; text and line ends of it aside.</summary>
    private static string Structure(string text) =>
        string.Join(' ', Markdig.Markdown.Parse(text, Markdown).Descendants().Where(IsStructure).Select(it => it.GetType().Name));

    private static bool IsStructure(MarkdownObject node) =>
        node is Block or TaskList or LinkInline or AutolinkInline or HtmlInline or CodeInline or EmphasisInline or LineBreakInline;
}
