using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Checklists.Reading;

/// <summary>
/// A form for issues (a YAML file with <c>body</c> and entries of <c>type: checkboxes</c>) as the Markdown that it stands for, line for
/// line, so that every item keeps the line on which its author wrote it.
/// </summary>
internal sealed partial class IssueForm
{
    private readonly List<string> _lines = [];
    private string _type = "";
    private int _block = -1;
    private bool _inOptions;

    /// <summary>The form as Markdown with as many lines; null for any other text.</summary>
    public static string? AsMarkdown(string text)
    {
        // Nearly every document ends here: making the patterns takes longer than reading it.
        if (!text.Contains("checkboxes", StringComparison.Ordinal) || !text.Contains("body:", StringComparison.Ordinal))
        {
            return null;
        }

        var head = text.Length > 4000 ? text[..4000] : text;
        if (!Begins().IsMatch(head) || !Body().IsMatch(text) || !Boxes().IsMatch(text))
        {
            return null;
        }

        var form = new IssueForm();
        foreach (var line in text.Split('\n'))
        {
            form._lines.Add(form.Read(line.TrimEnd()));
        }

        return string.Join('\n', form._lines);
    }

    private string Read(string line)
    {
        var indent = line.Length - line.TrimStart().Length;
        if (_block >= 0 && (line.Length == 0 || indent > _block))
        {
            return line.Length == 0 ? "" : line[Math.Min(indent, _block + 2)..];
        }

        _block = -1;
        if (Key().Match(line) is not { Success: true } found)
        {
            return "";
        }

        var (key, value) = (found.Groups["key"].Value, Plain(found.Groups["value"].Value));
        if (key == "type")
        {
            (_type, _inOptions) = (value, false);
            return "";
        }

        _inOptions |= key == "options";
        _block = value is "|" or "|-" or "|+" or ">" or ">-" && key == "value" && _type == "markdown" ? indent : -1;
        return key switch
        {
            "name" when indent == 0 => $"# {value}",
            "label" when _inOptions => $"- [ ] {value}",
            "label" when _type == "checkboxes" => $"## {value}",
            "label" => $"{value}: ____________",
            "value" when _type == "markdown" && _block < 0 => value,
            _ => "",
        };
    }

    private static string Plain(string value)
    {
        var text = value.Trim();
        return text.Length > 1 && text[0] == text[^1] && text[0] is '"' or '\'' ? text[1..^1] : text;
    }

    [GeneratedRegex(@"^(?:\uFEFF|\s|#[^\n]*\n|---\s*\n)*[a-z_]{2,20}:\s", RegexOptions.NonBacktracking)]
    private static partial Regex Begins();

    [GeneratedRegex(@"^body:\s*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Body();

    [GeneratedRegex(@"^\s*-\s+type:\s*[""']?checkboxes\b", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Boxes();

    [GeneratedRegex(@"^\s*(?:-\s+)?(?<key>[A-Za-z_]{2,20}):\s*(?<value>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Key();
}
