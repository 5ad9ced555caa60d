namespace Slipway.Checklists.Reading;

/// <summary>Takes the lines of a fence out of the document.</summary>
internal static class Fences
{
    /// <summary>A fence by its marks; one that is never closed goes to its last line.</summary>
    /// <param name="source">The document.</param>
    /// <param name="opening">The line of its opening marks.</param>
    /// <param name="line">1-based number of that line.</param>
    /// <param name="last">1-based line of the closing marks, or the last line.</param>
    public static Fence Read(SourceText source, MarkedLine opening, int line, int last)
    {
        var info = source.Text[opening.ContentStart..source.LineEnd(line)].TrimStart('`', '~').Trim();
        var language = info.Split(' ', '{', ',')[0].TrimStart('.').ToLowerInvariant();
        var closing = MarkedLine.Of(source.Text, source.LineStart(last), source.LineEnd(last));
        var mark = source.Text[opening.ContentStart];
        var closed = last > line && source.Text[closing.ContentStart..source.LineEnd(last)].Trim().All(it => it == mark);
        var body = new List<SourceLine>();
        for (var at = line + 1; at <= (closed ? last - 1 : last); at++)
        {
            body.Add(new(at, opening.Unindent(source.Line(at))));
        }

        return new(language, info[Math.Min(info.Length, language.Length)..].Trim(), last, body);
    }

    /// <summary>Code by indentation: a fence without marks.</summary>
    public static Fence Indented(SourceText source, int first, int last) =>
        new("", "", last, [.. Enumerable.Range(first, last - first + 1).Select(it => new SourceLine(it, source.Line(it).Trim()))]);
}
