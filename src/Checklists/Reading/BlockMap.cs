using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace Slipway.Checklists.Reading;

/// <summary>What a line of the document is to Markdown.</summary>
internal enum BlockKind
{
    /// <summary>Blank, a rule, or a link's definition.</summary>
    Nothing,

    /// <summary>A line of a paragraph, or of mark-up that Markdown passes through.</summary>
    Text,

    /// <summary>A heading.</summary>
    Heading,

    /// <summary>Part of a fence.</summary>
    Fence,

    /// <summary>Inside an HTML comment.</summary>
    Comment,

    /// <summary>Code by indentation.</summary>
    Code,

    /// <summary>Front matter.</summary>
    FrontMatter,
}

/// <summary>Markdown's own view of the lines: which is text, heading, fence or comment. Containers are read from the lines themselves.</summary>
internal sealed class BlockMap
{
    private static readonly MarkdownPipeline Pipeline = BuildPipeline();

    private readonly BlockKind[] _kinds;
    private readonly int[] _paragraphs;

    private BlockMap(int lines)
    {
        _kinds = new BlockKind[lines + 1];
        _paragraphs = new int[lines + 1];
    }

    /// <summary>Level of the heading on a line.</summary>
    public Dictionary<int, int> HeadingLevels { get; } = [];

    /// <summary>First and last line of each fence, by its first.</summary>
    public Dictionary<int, int> Fences { get; } = [];

    public BlockKind KindOf(int line) => _kinds[line];

    /// <summary>True when the two lines stand in one paragraph.</summary>
    public bool SameParagraph(int line, int other) => _paragraphs[line] != 0 && _paragraphs[line] == _paragraphs[other];

    public static BlockMap Of(SourceText source)
    {
        var map = new BlockMap(source.LineCount);
        try
        {
            map.Fill(source, Markdown.Parse(source.Text, Pipeline));
        }
        catch (ArgumentException)
        {
            // Markdig gives up on containers nested over a hundred deep; the lines are then read as plain text, none is lost.
            Array.Fill(map._kinds, BlockKind.Text);
        }

        return map;
    }

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder().UseYamlFrontMatter();
        builder.InlineParsers.Clear();
        return builder.Build();
    }

    private void Fill(SourceText source, MarkdownDocument document)
    {
        var number = 0;
        foreach (var block in document.Descendants().OfType<LeafBlock>())
        {
            if (block.Span.IsEmpty || block.Span.Start < 0 || block.Span.End >= source.Text.Length)
            {
                continue;
            }

            var first = source.LineOf(block.Span.Start);
            var last = source.LineOf(block.Span.End);
            Mark(block, first, last);
            number++;
            for (var line = first; line <= last; line++)
            {
                _kinds[line] = KindOf(block);
                _paragraphs[line] = number;
            }
        }
    }

    private void Mark(LeafBlock block, int first, int last)
    {
        if (block is HeadingBlock heading)
        {
            HeadingLevels[first] = heading.Level;
        }
        else if (block is FencedCodeBlock)
        {
            Fences[first] = last;
        }
    }

    private static BlockKind KindOf(LeafBlock block) =>
        block switch
        {
            YamlFrontMatterBlock => BlockKind.FrontMatter,
            FencedCodeBlock => BlockKind.Fence,
            CodeBlock => BlockKind.Code,
            HeadingBlock => BlockKind.Heading,
            HtmlBlock { Type: HtmlBlockType.Comment } => BlockKind.Comment,
            HtmlBlock or ParagraphBlock => BlockKind.Text,
            _ => BlockKind.Nothing,
        };
}
