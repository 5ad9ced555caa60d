using System.Text.RegularExpressions;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Commands;

/// <summary>Splits a fence into its commands: continuations, heredocs, quotes and compound commands stay whole.</summary>
internal sealed partial class FenceSplitter
{
    private readonly IReadOnlyList<SourceLine> _lines;
    private readonly string _language;
    private readonly Lexicon _lexicon;
    private readonly bool _prompted;
    private readonly List<FencedCommand> _commands = [];
    private readonly List<(int Line, string Text)> _instructions = [];
    private readonly List<(int Line, string Text)> _comments = [];
    private bool _lenient;

    private FenceSplitter(IReadOnlyList<SourceLine> lines, string language, Lexicon lexicon)
    {
        _lines = lines;
        _language = language;
        _lexicon = lexicon;
        _prompted = language == "sh" && lines.Any(it => Prompt().IsMatch(Head(it.Text)) || ClientPrompts.RedisCall(it.Text) is not null);
    }

    /// <summary>The commands of a fence; language is one of <c>sh</c>, <c>powershell</c>, <c>cmd</c>, <c>sql</c>.</summary>
    public static FenceContent Split(IReadOnlyList<SourceLine> lines, string language, Lexicon lexicon)
    {
        if (language == "sql")
        {
            return new(SqlStatements.Split(lines, lexicon), []);
        }

        if (language == "http")
        {
            return new(HttpFile.Split(lines), []);
        }

        var splitter = new FenceSplitter(lines, language, lexicon);
        for (var at = 0; at < lines.Count; )
        {
            at = splitter.Read(at);
        }

        splitter.CloseComments();
        return new(splitter._commands, splitter._instructions);
    }

    private int Read(int at)
    {
        var text = _lines[at].Text.Trim();
        if (text.Length == 0)
        {
            return at + 1;
        }

        if (_language == "sh" && ClientPrompts.RedisCall(text) is { } call)
        {
            Add(_lines[at].Number, call, "");
            return at + 1;
        }

        if (CommentOf(text) is { } comment)
        {
            TakeComment(_lines[at].Number, comment);
            return at + 1;
        }

        if (_prompted && !Prompt().IsMatch(Head(text)))
        {
            return at + 1;
        }

        return ReadCommand(at);
    }

    private string? CommentOf(string text) =>
        _language switch
        {
            "cmd" when text.StartsWith("::", StringComparison.Ordinal) => text[2..].Trim(),
            "cmd" when text.StartsWith("rem ", StringComparison.OrdinalIgnoreCase) => text[4..].Trim(),
            "cmd" => null,
            _ when text.StartsWith("#!", StringComparison.Ordinal) => "",
            _ when text.StartsWith('#') => text.TrimStart('#').Trim(),
            _ => null,
        };

    /// <summary>A comment that states an expectation speaks of the command above, any other of the one below.</summary>
    private void TakeComment(int line, string comment)
    {
        var states = _lexicon.Begins(Words.Of(comment), Concept.Expected) || comment.StartsWith("->", StringComparison.Ordinal);
        var shows = _lexicon.Begins(Words.Of(comment), Concept.All) && comment.Contains('"', StringComparison.Ordinal);
        if (_commands.Count > 0 && _comments.Count == 0 && (states || shows))
        {
            _commands[^1] = _commands[^1] with { Notes = [.. _commands[^1].Notes, comment] };
        }
        else if (comment.Length > 0)
        {
            _comments.Add((line, comment));
        }
    }

    private int ReadCommand(int at)
    {
        var first = at;
        var note = "";
        var text = new List<string>();
        var shell = new ShellText();
        var depth = 0;
        string? heredoc = null;
        while (at < _lines.Count)
        {
            var line = at == first ? WithoutPrompt(_lines[at].Text.Trim()) : _lines[at].Text.TrimEnd();
            at++;
            if (heredoc is not null)
            {
                text.Add(line);
                heredoc = line.Trim() == heredoc ? null : heredoc;
                if (heredoc is null && depth <= 0 && !shell.IsOpen)
                {
                    break;
                }

                continue;
            }

            var wasQuoted = shell.IsQuoted;
            var comment = shell.Take(line);
            var code = line[..comment].TrimEnd();
            note = comment < line.Length ? line[comment..].TrimStart('#').Trim() : note;
            text.Add(code);
            heredoc = wasQuoted ? null : HeredocMark(code);
            depth += wasQuoted ? 0 : Nesting(code);
            if (heredoc is null && depth <= 0 && !shell.IsOpen && !Continued(code) || _lenient && !Continued(code))
            {
                break;
            }

            if (at == _lines.Count && (shell.IsOpen || heredoc is not null || depth > 0) && at - first > 1)
            {
                // Something is never closed: from here on every line is taken for itself, so that reading stays linear.
                _lenient = true;
                at = first + 1;
                text = [text[0]];
                break;
            }
        }

        Add(_lines[first].Number, string.Join('\n', text).Trim(), note);
        return at;
    }

    private void Add(int line, string text, string note)
    {
        if (text.Length == 0)
        {
            return;
        }

        string? title = _comments.Count > 0 ? string.Join(' ', _comments.Select(it => Numbered().Replace(Head(it.Text), ""))) : null;
        LeaveInstructions();
        _commands.Add(new(line, text, _language, title, note.Length > 0 ? [note] : []));
    }

    /// <summary>A numbered comment that another comment follows was a step of its own.</summary>
    private void LeaveInstructions()
    {
        for (var i = 0; i + 1 < _comments.Count; i++)
        {
            if (Numbered().IsMatch(Head(_comments[i].Text)) && Numbered().IsMatch(Head(_comments[i + 1].Text)))
            {
                _instructions.Add(_comments[i]);
            }
        }

        _comments.Clear();
    }

    private void CloseComments()
    {
        if (_commands.Count > 0 && _comments.Count > 0 && Numbered().IsMatch(Head(_comments[0].Text)))
        {
            _instructions.Add(_comments[0]);
        }
    }

    private bool Continued(string code) =>
        _language switch
        {
            "powershell" => code.EndsWith('`') || code.EndsWith('|'),
            "cmd" => code.EndsWith('^'),
            _ => code.EndsWith('\\') || code.EndsWith('|') || code.EndsWith("&&", StringComparison.Ordinal),
        };

    private string WithoutPrompt(string text) => _prompted ? Prompt().Replace(text, "", 1).TrimStart() : text;

    private string? HeredocMark(string code) =>
        _language == "sh" && Heredoc().Match(Head(code)) is { Success: true } found ? found.Groups[1].Value : null;

    /// <summary>How many compound commands the line opens more than it closes.</summary>
    private int Nesting(string code)
    {
        if (_language == "cmd")
        {
            return 0;
        }

        var depth = code.EndsWith('{') ? 1 : 0;
        foreach (var part in code.Split(';', '&', '|'))
        {
            var word = part.AsSpan().Trim();
            var blank = word.IndexOf(' ');
            depth += (blank < 0 ? word : word[..blank]) switch
            {
                "if" or "for" or "while" or "until" or "case" when _language == "sh" => 1,
                "fi" or "done" or "esac" when _language == "sh" => -1,
                "}" => -1,
                _ => 0,
            };
        }

        return depth;
    }

    private static string Head(string text) => text.Length > 500 ? text[..500] : text;

    [GeneratedRegex(@"^\s*(?:\$|❯|➜|PS [^>]{0,80}>|[\w.-]+@[\w.-]+[^$#]{0,60}[$#]) (?=\S)")]
    private static partial Regex Prompt();

    [GeneratedRegex(@"^(?:step\s+)?[0-9]{1,3}\s*[.):]\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"(?<!<)<<-?\s*['""]?([A-Za-z_]\w*)['""]?")]
    private static partial Regex Heredoc();
}
