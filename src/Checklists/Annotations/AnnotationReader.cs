using Slipway.Checklists.Configuration;
using Slipway.Checklists.Meaning.Commands;
using Slipway.Kernel;

namespace Slipway.Checklists.Annotations;

/// <summary>Reads what a person wrote to be understood without inference.</summary>
internal static class AnnotationReader
{
    /// <summary>Words that other tools put behind a fence's language; they are theirs.</summary>
    private static readonly HashSet<string> Foreign = new(StringComparer.OrdinalIgnoreCase)
    {
        "title",
        "filename",
        "name",
        "linenos",
        "linenums",
        "hl_lines",
        "showLineNumbers",
        "copy",
        "highlight",
        "caption",
        "tab",
        "group",
    };

    private static readonly List<string> Known = [.. AnnotationKeys.Table.All.Select(it => it.Name)];

    /// <summary>Reads <c>key=value key="quoted value" flag</c>, the text behind <c>slipway:</c> of a comment.</summary>
    /// <param name="text">The text; may go over several lines.</param>
    /// <param name="file">The file it stands in.</param>
    /// <param name="line">1-based line of its first character.</param>
    /// <param name="column">1-based column of its first character.</param>
    /// <param name="faults">Collects what is wrong.</param>
    /// <param name="tools">What commands do, the operator's own rows included; null for the standard rows alone.</param>
    /// <returns>The annotation; null when it is empty or has a fault, because half of what a person meant is not what they meant.</returns>
    public static AnnotationSpec? Parse(string text, string file, int line, int column, List<Fault> faults, ToolTable? tools = null)
    {
        var found = new List<Fault>();
        var keys = AnnotationWords.Read(text, file, line, column, found);
        return Bind(keys, file, line, found, faults, tools);
    }

    /// <summary>
    /// Reads what stands behind a fence's language. Other tools write there too, so a word that is neither ours nor nearly ours is
    /// left alone, unless a <c>check</c> takes it as a setting.
    /// </summary>
    public static AnnotationSpec? ParseFence(string text, string file, int line, int column, List<Fault> faults, ToolTable? tools = null)
    {
        if (!Known.Any(it => text.Contains(it, StringComparison.Ordinal)) && !HasNearMiss(text))
        {
            return null;
        }

        var found = new List<Fault>();
        var keys = AnnotationWords.Read(text, file, line, column, found);
        var hasCheck = keys["check"] is not null;
        var ours = keys.Pairs.Where(it => hasCheck || IsOurs(it.Key.Text)).ToList();
        return Bind(keys with { Pairs = ours }, file, line, ours.Count == 0 ? [] : found, faults, tools);
    }

    private static AnnotationSpec? Bind(
        YamlPart.Mapping keys,
        string file,
        int line,
        List<Fault> found,
        List<Fault> faults,
        ToolTable? tools
    )
    {
        new ShapeReader(file, found).Check(keys, AnnotationKeys.Table, "");
        AddWhenAsked(keys["done-when"] as YamlPart.Scalar, file, found, tools ?? ToolTable.For([]));
        faults.AddRange(found);
        return found.Count == 0 && keys.Pairs.Count > 0 ? AnnotationBinder.Bind(keys, file, line) : null;
    }

    /// <summary>
    /// The question after a crash is asked without anyone confirming it, so what a document asks may only read. The operator may
    /// ask with any command.
    /// </summary>
    private static void AddWhenAsked(YamlPart.Scalar? question, string file, List<Fault> found, ToolTable tools)
    {
        if (question is not null && CommandMeaning.Of(question.Text, tools).Effect > Effect.Reads)
        {
            found.Add(
                new(
                    "SW1203",
                    file,
                    question.Line,
                    question.Column,
                    "'done-when' asks with a command that is not known to read only.",
                    "Take one that only reads, or write it into slipway.yaml: under 'items', or its program under 'tools'."
                )
            );
        }
    }

    private static bool HasNearMiss(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Any(it => it.Contains('=') && IsOurs(it[..it.IndexOf('=', StringComparison.Ordinal)]));

    private static bool IsOurs(string name) =>
        !Foreign.Contains(name) && !name.StartsWith('{') && (Known.Contains(name) || Nearest.Of(name, Known) is not null);
}
