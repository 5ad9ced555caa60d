using System.Text;
using System.Text.RegularExpressions;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Commands;

/// <summary>
/// A fence in the form of an HTTP file: requests, parted by <c>###</c>, each a line with method and address, headers, a blank line, a
/// body. Each becomes the call of curl that does the same, so that it is shown, run and judged like any other.
/// </summary>
internal sealed partial class HttpFile
{
    private readonly List<FencedCommand> _commands = [];
    private readonly List<string> _headers = [];
    private readonly List<string> _notes = [];
    private readonly StringBuilder _body = new();
    private string? _title;
    private string? _method;
    private string _url = "";
    private int _line;
    private bool _inBody;

    /// <summary>The requests of a fence, as calls of curl that show the status.</summary>
    public static IReadOnlyList<FencedCommand> Split(IReadOnlyList<SourceLine> lines)
    {
        var file = new HttpFile();
        foreach (var line in lines)
        {
            file.Take(line.Number, line.Text.Trim());
        }

        file.Close();
        return file._commands;
    }

    private void Take(int number, string text)
    {
        if (text.StartsWith("###", StringComparison.Ordinal))
        {
            Close();
            _title = text.TrimStart('#').Trim() is { Length: > 0 } title ? title : null;
        }
        else if (text.StartsWith("# ", StringComparison.Ordinal) || text.StartsWith("// ", StringComparison.Ordinal))
        {
            TakeComment(text.TrimStart('#', '/').Trim());
        }
        else if (Request().Match(text) is { Success: true } request && (_method is null || !_inBody))
        {
            Close();
            var url = request.Groups["url"].Value;

            // A path without a host is left to be filled in, so it is not run.
            (_method, _url, _line) = (request.Groups["method"].Value, url[0] == '/' ? "{{base}}" + url : url, number);
        }
        else if (_method is not null)
        {
            TakePart(text);
        }
    }

    private void TakeComment(string comment)
    {
        if (_method is null)
        {
            _title = comment;
        }
        else
        {
            _notes.Add(comment);
        }
    }

    private void TakePart(string text)
    {
        if (text.Length == 0)
        {
            _inBody = true;
        }
        else if (!_inBody && Header().IsMatch(text))
        {
            _headers.Add(text);
        }
        else
        {
            _body.Append(_body.Length == 0 ? "" : "\n").Append(text);
        }
    }

    private void Close()
    {
        if (_method is not null)
        {
            var call = new StringBuilder("curl -sS -i");
            call.Append(
                _method == "GET" && _body.Length == 0 ? ""
                : _method == "HEAD" ? " -I"
                : $" -X {_method}"
            );
            foreach (var header in _headers)
            {
                call.Append(" -H ").Append(Quoted(header));
            }

            call.Append(_body.Length > 0 ? " --data " + Quoted(_body.ToString()) : "").Append(' ').Append(Quoted(_url));
            _commands.Add(new(_line, call.ToString(), "sh", _title, [.. _notes]));
            _title = null;
        }

        _method = null;
        _inBody = false;
        _headers.Clear();
        _notes.Clear();
        _body.Clear();
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(
        @"^(?<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(?<url>(?:https?://|/|\{\{|\$)\S{0,1000})(?:\s+HTTP/[0-9.]+)?$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Request();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]{0,60}:\s?\S")]
    private static partial Regex Header();
}
