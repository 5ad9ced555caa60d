using System.Text;
using System.Text.Json.Nodes;
using Slipway.Checklists;
using Slipway.Cli.Commands;
using Slipway.Cli.Output;

namespace Slipway.Cli.Lsp;

/// <summary>A document as the editor has it, and what is said of it.</summary>
internal sealed class LspDocument
{
    private readonly string[] _lines;
    private readonly Checklist? _checklist;

    private LspDocument(string uri, string text, Checklist? checklist, IReadOnlyList<Finding> findings)
    {
        Uri = uri;
        _lines = text.Split('\n');
        _checklist = checklist;
        Findings = findings;
    }

    public string Uri { get; }

    /// <summary>What was found.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Reads and looks. What cannot be used is a finding of its own.</summary>
    public static LspDocument Of(Host host, LintRepositories repositories, string uri, string text)
    {
        var path = new Uri(uri).LocalPath;
        try
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var settings = Inputs.Merged(Inputs.ReadSettings(host, null, path).Settings, bytes, path);
            return ChecklistReader.Read(bytes, path, settings, NoRepository.Instance, RepositoryDocuments.Of(host, path)) switch
            {
                ReadChecklist.Usable usable => Looked(repositories, uri, text, path, usable.Checklist),
                ReadChecklist.Unusable unusable => new(uri, text, null, [.. unusable.Faults.Select(Fault)]),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (UnusableException unusable)
        {
            return new(uri, text, null, [.. unusable.Faults.Select(it => new Finding(1, 1, "SW1000", "unusable", Severity.Error, it))]);
        }
    }

    /// <summary>What was understood of a line (0-based); null when it is no item.</summary>
    public string? Hover(int line)
    {
        if (_checklist is null || Explainer.Explain(_checklist, line + 1) is not { } explanation)
        {
            return null;
        }

        var text = new StringWriter();
        ExplanationText.Write(text, explanation);
        return text.ToString();
    }

    /// <summary>The words of a line (0-based) before a column.</summary>
    public string Before(int line, int character) =>
        line >= 0 && line < _lines.Length ? _lines[line][..Math.Clamp(character, 0, _lines[line].Length)] : "";

    /// <summary>The diagnostics of an editor.</summary>
    public JsonArray Diagnostics() => new([.. Findings.Select(Diagnostic)]);

    /// <summary>One finding as a diagnostic.</summary>
    public JsonObject Diagnostic(Finding finding) =>
        new()
        {
            ["range"] = Range(finding),
            ["severity"] = finding.Severity switch
            {
                Severity.Error => 1,
                Severity.Warning => 2,
                _ => 3,
            },
            ["code"] = finding.Code,
            ["source"] = "slipway",
            ["message"] = finding.Suggest is { } suggest ? $"{finding.Message} {suggest}" : finding.Message,
        };

    /// <summary>The range of an edit.</summary>
    public static JsonObject RangeOf(int line, int column, int endColumn) =>
        new()
        {
            ["start"] = new JsonObject { ["line"] = line - 1, ["character"] = column - 1 },
            ["end"] = new JsonObject { ["line"] = line - 1, ["character"] = endColumn - 1 },
        };

    private JsonObject Range(Finding finding) =>
        finding.Fix is { Length: > 0 } fix
            ? RangeOf(fix.Line, fix.Column, fix.EndColumn)
            : RangeOf(
                finding.Line,
                finding.Column,
                Math.Max(finding.Column, _lines[Math.Min(finding.Line, _lines.Length) - 1].TrimEnd('\r').Length + 1)
            );

    private static LspDocument Looked(LintRepositories repositories, string uri, string text, string path, Checklist checklist)
    {
        var (session, folder) = repositories.For(path);
        return new(
            uri,
            text,
            checklist,
            [.. session.Lint(checklist, folder).Findings.Select(it => Here(it, checklist.Plan.Source.Includes))]
        );
    }

    /// <summary>A finding in an included document is shown at the comment that includes it.</summary>
    private static Finding Here(Finding finding, IReadOnlyList<PlanInclude> includes)
    {
        var (line, include) = (finding.Line, includes.LastOrDefault(it => it.FirstLine <= finding.Line));
        while (include is not null)
        {
            line = include.Line;
            include = includes.LastOrDefault(it => it.FirstLine <= line);
        }

        return finding.From is { } from ? finding with { Line = line, Column = 1, Message = $"{from}: {finding.Message}" } : finding;
    }

    private static Finding Fault(Fault fault) =>
        new(fault.Line, fault.Column, fault.Code, "fault", Severity.Error, fault.Message, fault.Allowed);
}
