using System.Text.RegularExpressions;
using Slipway.Checklists.Configuration;
using Slipway.Checklists.Reading;
using Slipway.Checklists.Repositories;

namespace Slipway.Checklists.Findings.Dead;

/// <summary>A list of environment variables in the document: the entries of one list that are names of variables.</summary>
/// <param name="Entries">Each name with its line.</param>
internal sealed record VariableList(IReadOnlyList<(int Line, string Name)> Entries)
{
    /// <summary>The lists of a document.</summary>
    public static IEnumerable<VariableList> In(LintContext context) =>
        context
            .Prose.Where(it => it.Form is EntryForm.Listed or EntryForm.Row && SpeaksOfVariables(it))
            .SelectMany(it => NamesIn(it).Select(name => (it.Section, it.Line, Name: name)))
            .GroupBy(it => it.Section)
            .Select(it => new VariableList([.. it.Select(one => (one.Line, one.Name))]));

    private static IEnumerable<string> NamesIn(Entry entry) =>
        VariableNames.In(entry.Row is { } row ? row.Cells[0].Text : entry.Words.Text.Split('(', 2)[0]);

    private static bool SpeaksOfVariables(Entry entry) =>
        Says(entry.Section.Text) || entry.LeadIn is { } lead && Says(lead.Text) || entry.Parent is { } parent && Says(parent.Text);

    private static bool Says(string text) =>
        text.Contains("variable", StringComparison.OrdinalIgnoreCase)
        || text.Contains("environment", StringComparison.OrdinalIgnoreCase) && text.Contains("config", StringComparison.OrdinalIgnoreCase)
        || text.Contains(".env", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Names of environment variables in a text.</summary>
internal static partial class VariableNames
{
    private static readonly HashSet<string> Common = new(
        ["NODE_ENV", "LOG_LEVEL", "TZ", "LANG", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "GITHUB_TOKEN", "GITHUB_SHA", "GITHUB_ACTIONS"],
        StringComparer.Ordinal
    );

    public static IEnumerable<string> In(string text) => Variable().Matches(text).Select(it => it.Value);

    /// <summary>True for what every system or platform sets by itself.</summary>
    public static bool IsCommon(string name) => Common.Contains(name) || !name.Contains('_', StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![\w$./-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w./-])")]
    private static partial Regex Variable();
}

/// <summary>A variable of the list that nothing reads.</summary>
internal sealed class UnreadVariable : LintRule
{
    public override string Code => "SW2104";

    public override string Name => "unread-variable";

    public override string Says => "Nothing in this repository reads an environment variable of the list.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context) =>
        context.Model.IsKnown && VariableList.In(context).ToList() is { Count: > 0 } lists && context.Model.Code.Variables.Count > 0
            ? from list in lists
            from entry in list.Entries
            where !VariableNames.IsCommon(entry.Name) && !context.Model.Code.Mentions(entry.Name)
            select Near(
                context,
                entry.Line,
                entry.Name,
                $"Nothing in this repository reads `{entry.Name}`; setting it changes nothing.",
                "Take it out, or correct its name.",
                Nearest.Of(entry.Name, context.Model.Code.Variables.Keys)
            )
            : [];
}

/// <summary>Variables that code needs and the list forgets.</summary>
internal sealed class ForgottenVariable : LintRule
{
    public override string Code => "SW2105";

    public override string Name => "forgotten-variable";

    public override string Says => "Code reads an environment variable without a default, and the list does not name it.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        if (!context.Model.IsKnown || VariableList.In(context).MaxBy(it => it.Entries.Count) is not { Entries.Count: >= 2 } list)
        {
            yield break;
        }

        var forgotten = context
            .Model.Code.Variables.Where(it => it.Value && !VariableNames.IsCommon(it.Key))
            .Select(it => it.Key)
            .Where(it => !context.AllText.Contains(it, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (forgotten.Count > 0)
        {
            var (line, name) = list.Entries[0];
            var more = forgotten.Count > 6 ? $" and {forgotten.Count - 6} more" : "";
            yield return At(
                context,
                line,
                name,
                $"Code reads {string.Join(", ", forgotten.Take(6).Select(it => $"`{it}`"))}{more} without a default, and this list does not name {(forgotten.Count == 1 ? "it" : "them")}.",
                "Add what production needs."
            );
        }
    }
}
