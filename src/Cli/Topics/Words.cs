using System.Text;
using Markdig.Syntax;

namespace Slipway.Cli.Topics;

/// <summary>How a word stands out.</summary>
internal enum Ink
{
    Plain,
    Strong,
    Code,
}

/// <summary>A word that is not broken, with its ink. A glued one stands without a blank behind the word before it.</summary>
internal readonly record struct Word(string Text, Ink Ink, bool Glued)
{
    /// <summary>As it is written.</summary>
    public string Shown(bool colour) =>
        (Ink, colour) switch
        {
            (Ink.Strong, true) => $"\e[1m{Text}\e[0m",
            (Ink.Code, true) => $"\e[36m{Text}\e[0m",
            _ => Text,
        };

    /// <summary>Columns that it takes.</summary>
    public int Width => Text.EnumerateRunes().Count();
}

/// <summary>The words of a line of Markdown, and lines made of them.</summary>
internal static class Words
{
    /// <summary>Without colour, code keeps its marks.</summary>
    public static IReadOnlyList<Word> Of(LeafBlock block, bool colour)
    {
        var words = new List<Word>();
        new Collector(words, colour).Add(block.Inline, Ink.Plain);
        return words;
    }

    /// <summary>Lines of at most this many columns; a word that is longer keeps a line to itself.</summary>
    public static IReadOnlyList<string> Wrapped(IReadOnlyList<Word> words, int width, bool colour)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var taken = 0;
        for (var at = 0; at < words.Count; )
        {
            var end = at + 1;
            while (end < words.Count && words[end].Glued)
            {
                end++;
            }

            var piece = words.Skip(at).Take(end - at).ToList();
            var wide = piece.Sum(it => it.Width);
            if (taken > 0 && taken + 1 + wide > width)
            {
                lines.Add(line.ToString());
                line.Clear();
                taken = 0;
            }

            if (taken > 0)
            {
                line.Append(' ');
                taken++;
            }

            line.AppendJoin("", piece.Select(it => it.Shown(colour)));
            taken += wide;
            at = end;
        }

        if (taken > 0 || lines.Count == 0)
        {
            lines.Add(line.ToString());
        }

        return lines;
    }

    /// <summary>Columns of a line that was made here.</summary>
    public static int WidthOf(string line)
    {
        var width = 0;
        var escaped = false;
        foreach (var it in line.EnumerateRunes())
        {
            escaped |= it.Value == '\e';
            width += escaped ? 0 : 1;
            escaped &= it.Value != 'm';
        }

        return width;
    }
}
