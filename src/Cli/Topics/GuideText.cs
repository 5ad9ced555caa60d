using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Slipway.Cli.Topics;

/// <summary>A guide for a terminal: headings, paragraphs, code and tables, in lines of a given width.</summary>
internal sealed class GuideText(TextWriter text, int width, bool colour)
{
    private static readonly MarkdownPipeline Reading = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <summary>Writes a guide in lines of so many columns (40 at the least); code keeps its own lines.</summary>
    public static void Write(TextWriter text, Guide guide, int width, bool colour) =>
        new GuideText(text, Math.Max(width, 40), colour).WriteAll(Markdown.Parse(guide.Text, Reading), "");

    private void WriteAll(IEnumerable<Block> blocks, string indent)
    {
        var first = true;
        foreach (var it in blocks.Where(it => it is not (HtmlBlock or LinkReferenceDefinitionGroup)))
        {
            if (!first)
            {
                text.WriteLine();
            }

            first = false;
            WriteBlock(it, indent);
        }
    }

    private void WriteBlock(Block block, string indent)
    {
        switch (block)
        {
            case HeadingBlock heading:
                WriteHeading(heading);
                break;
            case CodeBlock code:
                foreach (var line in code.Lines.Lines.Take(code.Lines.Count))
                {
                    var shown = line.ToString();
                    text.WriteLine(shown.Length == 0 ? "" : $"{indent}    {(colour ? $"\e[36m{shown}\e[0m" : shown)}");
                }

                break;
            case Table table:
                WriteTable(table, indent);
                break;
            case ListBlock list:
                WriteList(list, indent);
                break;
            case QuoteBlock quote:
                WriteAll(quote, $"{indent}  ");
                break;
            case LeafBlock paragraph:
                WriteLines(Words.Wrapped(Words.Of(paragraph, colour), width - indent.Length, colour), indent, indent);
                break;
        }
    }

    private void WriteHeading(HeadingBlock heading)
    {
        var words = string.Join('\n', Words.Wrapped(Words.Of(heading, colour: false), width, colour: false));
        words = words.Replace("`", "", StringComparison.Ordinal);
        text.WriteLine(colour ? $"\e[1m{words}\e[0m" : words);
        if (!colour)
        {
            text.WriteLine(new string(heading.Level == 1 ? '=' : '-', Math.Min(words.Length, width)));
        }
    }

    private void WriteList(ListBlock list, string indent)
    {
        var number = int.TryParse(list.OrderedStart, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var mark = list.IsOrdered ? $"{number++}. " : "- ";
            var inner = $"{indent}{new string(' ', mark.Length)}";
            var (head, rest) = (item.FirstOrDefault(), item.Skip(1));
            if (head is ParagraphBlock paragraph)
            {
                WriteLines(Words.Wrapped(Words.Of(paragraph, colour), width - inner.Length, colour), $"{indent}{mark}", inner);
            }

            WriteAll(rest, inner);
        }
    }

    private void WriteTable(Table table, string indent)
    {
        var rows = table.OfType<TableRow>().Select(it => (it.IsHeader, Cells: it.OfType<TableCell>().Select(CellWords).ToList())).ToList();
        var columns = rows.Max(it => it.Cells.Count);
        var widths = Widths(rows.Select(it => it.Cells), columns, width - indent.Length - (2 * (columns - 1)));
        foreach (var (isHeader, cells) in rows)
        {
            var wrapped = cells.Select((it, column) => Words.Wrapped(it, widths[column], colour)).ToList();
            for (var line = 0; line < wrapped.Max(it => it.Count); line++)
            {
                var shown = wrapped.Select((it, column) => Padded(line < it.Count ? it[line] : "", widths[column]));
                text.WriteLine($"{indent}{string.Join("  ", shown).TrimEnd()}");
            }

            if (isHeader)
            {
                text.WriteLine($"{indent}{string.Join("  ", widths.Select(it => new string('-', it)))}");
            }
        }
    }

    private IReadOnlyList<Word> CellWords(TableCell cell) => [.. cell.OfType<LeafBlock>().SelectMany(it => Words.Of(it, colour))];

    /// <summary>Each column as wide as its widest cell; where that is too much, the widest give way first.</summary>
    private int[] Widths(IEnumerable<IReadOnlyList<IReadOnlyList<Word>>> rows, int columns, int room)
    {
        var widths = new int[columns];
        foreach (var cells in rows)
        {
            for (var column = 0; column < cells.Count; column++)
            {
                var wide = Words.Wrapped(cells[column], int.MaxValue, colour).Max(Words.WidthOf);
                widths[column] = Math.Max(widths[column], wide);
            }
        }

        while (widths.Sum() > room && widths.Max() > 8)
        {
            widths[Array.IndexOf(widths, widths.Max())]--;
        }

        return widths;
    }

    private static string Padded(string line, int width) => line + new string(' ', Math.Max(0, width - Words.WidthOf(line)));

    private void WriteLines(IReadOnlyList<string> lines, string first, string others)
    {
        for (var at = 0; at < lines.Count; at++)
        {
            text.WriteLine($"{(at == 0 ? first : others)}{lines[at]}");
        }
    }
}
