using System.Text.RegularExpressions;

namespace Slipway.Checklists.Filling;

/// <summary>
/// A line with what is no prose blanked out, character for character, so that indices stay: HTML comments and tags, addresses,
/// links, and code marks, whose contents are looked at on their own.
/// </summary>
internal sealed partial class LineMask
{
    /// <summary>Stands for code that was blanked out: neither a letter nor a blank.</summary>
    private const char Code = '\uFFFC';

    private LineMask(string prose, IReadOnlyList<(int Start, int End)> code)
    {
        Prose = prose;
        CodeMarks = code;
    }

    /// <summary>The line, the same length.</summary>
    public string Prose { get; }

    /// <summary>The contents of code marks: index of the first character, and behind the last.</summary>
    public IReadOnlyList<(int Start, int End)> CodeMarks { get; }

    /// <summary>Masks one line; comments that go over several lines are already blanked out.</summary>
    public static LineMask Of(string line)
    {
        var prose = line.ToCharArray();
        var code = CodeIn(line);
        foreach (var (start, end) in code)
        {
            var ticks = TicksBefore(line, start);
            Array.Fill(prose, Code, start - ticks, end - start + 2 * ticks);
        }

        var masked = new string(prose);
        if (!masked.AsSpan().ContainsAny('<', '(', '/'))
        {
            return new(masked, code);
        }

        foreach (Match found in NoProse().Matches(masked))
        {
            Array.Fill(prose, ' ', found.Index, found.Length);
        }

        return new(new(prose), code);
    }

    /// <summary>Code spans as CommonMark finds them: a run of backticks up to the next run of the same length.</summary>
    private static List<(int Start, int End)> CodeIn(string line)
    {
        var found = new List<(int, int)>();
        var at = 0;
        while ((at = line.IndexOf('`', at)) >= 0)
        {
            var ticks = TicksFrom(line, at);
            var escaped = at > 0 && line[at - 1] == '\\';
            var close = escaped ? -1 : ClosingRun(line, at + ticks, ticks);
            if (close >= 0)
            {
                found.Add((at + ticks, close));
                at = close + ticks;
            }
            else
            {
                at += ticks;
            }
        }

        return found;
    }

    private static int ClosingRun(string line, int from, int ticks)
    {
        while ((from = line.IndexOf('`', from)) >= 0)
        {
            var length = TicksFrom(line, from);
            if (length == ticks)
            {
                return from;
            }

            from += length;
        }

        return -1;
    }

    private static int TicksFrom(string line, int at)
    {
        var end = at;
        while (end < line.Length && line[end] == '`')
        {
            end++;
        }

        return end - at;
    }

    private static int TicksBefore(string line, int at)
    {
        var start = at;
        while (start > 0 && line[start - 1] == '`')
        {
            start--;
        }

        return at - start;
    }

    [GeneratedRegex(
        @"<!--.{0,2000}?-->|</?[A-Za-z][^<>]*>|<https?://[^<>\s]*>|\[[^\[\]]*\]\([^()\s]*(?:\s+""[^""]*"")?\)|\bhttps?://[^\s)\]|]*[A-Za-z0-9]"
    )]
    private static partial Regex NoProse();
}
