using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Checklists.Binding;

/// <summary>
/// A sentence that says of one document that it is there, or as it should be: "CHANGELOG.md updated", "Runbook written (see
/// docs/runbook.md)". That the file is there is shown; what stands in it a person says.
/// </summary>
internal static partial class NamedFiles
{
    private const RegexOptions Plain = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    /// <summary>The check for the file that the item names; null when it names none or several, or says nothing of a document.</summary>
    public static ItemBinding? Of(PlanItem item)
    {
        if (item is not { Kind: ItemKind.Manual, Expect: null, Condition: null } || File().Matches(item.Text) is not [var file])
        {
            return null;
        }

        var words = new Leftover(item.Text.Replace(file.Value, " ", StringComparison.Ordinal));
        return !words.Take(BindingWords.Guards) && words.Take(BindingWords.Documents)
            ? new(
                new("file", new Dictionary<string, string>(StringComparer.Ordinal) { ["path"] = file.Value }),
                null,
                "the file that the line names",
                $"{file.Value} is there."
            )
            {
                Rest = "what stands in it",
            }
            : null;
    }

    /// <summary>A relative path of a document: nothing absolute, nothing above the folder, no pattern.</summary>
    [GeneratedRegex(
        @"(?<![\w./\\:@*-])(?:[a-z0-9_][\w-]*(?:\.[\w-]+)*/){0,8}[a-z0-9_][\w-]{0,100}(?:\.[\w-]+)*\.(?:md|mdx|rst|adoc|txt|pdf|docx?|html)(?![\w/*-]|\.\w)",
        Plain
    )]
    private static partial Regex File();
}
