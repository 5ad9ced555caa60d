using System.Text.RegularExpressions;
using Slipway.Checklists.Annotations;
using Slipway.Checklists.Configuration;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Including;

/// <summary>A comment that includes another document: <c>&lt;!-- slipway-include: file=runbooks/db.md sha256=… --&gt;</c>.</summary>
/// <param name="Line">1-based line on which it begins.</param>
/// <param name="Column">1-based column of its first sign.</param>
/// <param name="File">The path as written: from the folder of the document it stands in.</param>
/// <param name="Sha256">The pinned digest, 64 lower-case hexadecimal digits.</param>
internal sealed partial record IncludeMark(int Line, int Column, string File, string Sha256)
{
    private const int LongestComment = 4000;

    /// <summary>The keys that there are.</summary>
    public static Shape.Keys Table { get; } =
        new(
            "include",
            [
                new("file", new Shape.Text(TextRules.Words), "Path of the document, from the folder of the one it stands in.")
                {
                    Required = true,
                },
                new("sha256", new Shape.Text(TextRules.Sha256), "SHA-256 of its bytes, as `sha256sum FILE` prints it.") { Required = true },
            ]
        );

    /// <summary>The marks of a document, in order; what cannot be used becomes a fault. Those in fences and code are words.</summary>
    public static IReadOnlyList<IncludeMark> AllIn(Outline outline, string file, List<Fault> faults)
    {
        var source = outline.Source;
        if (!source.Text.Contains("slipway-include", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var code = outline.Entries.Where(it => it.Fence is not null).ToDictionary(it => it.Line, it => it.Fence!.LastLine);
        var marks = new List<IncludeMark>();
        for (var line = 1; line <= source.LineCount; line++)
        {
            if (code.TryGetValue(line, out var last))
            {
                line = Math.Max(line, last);
                continue;
            }

            foreach (Match opening in Opening().Matches(source.Line(line)))
            {
                marks.AddRange(Read(source, line, opening, file, faults));
            }
        }

        return marks;
    }

    private static IEnumerable<IncludeMark> Read(SourceText source, int line, Match opening, string file, List<Fault> faults)
    {
        var from = source.LineStart(line) + opening.Index + opening.Length;
        var close = source.Text.IndexOf("-->", from, Math.Min(LongestComment, source.Text.Length - from), StringComparison.Ordinal);
        if (close < 0 || !opening.Value.EndsWith(':'))
        {
            faults.Add(
                new(
                    "SW1101",
                    file,
                    line,
                    opening.Index + 1,
                    "This comment looks like an include and cannot be read.",
                    "Write <!-- slipway-include: file=runbooks/db.md sha256=… -->."
                )
            );
            return [];
        }

        var found = new List<Fault>();
        var keys = AnnotationWords.Read(source.Text[from..close], file, line, opening.Index + opening.Length + 1, found);
        new ShapeReader(file, found).Check(keys, Table, "");
        faults.AddRange(found);
        return found.Count == 0 ? [new(line, opening.Index + 1, Text(keys["file"]), Text(keys["sha256"]))] : [];
    }

    private static string Text(YamlPart? part) => ((YamlPart.Scalar)part!).Text;

    [GeneratedRegex(@"<!--\s*slipway-includes?\b\s*:?", RegexOptions.IgnoreCase)]
    private static partial Regex Opening();
}
