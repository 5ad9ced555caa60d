using System.Text;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Commands;

/// <summary>Splits a fence of SQL at its semicolons; a client's meta-command is a line of its own. A prompt in front is taken off.</summary>
internal sealed class SqlStatements(Lexicon lexicon)
{
    private readonly List<FencedCommand> _commands = [];
    private readonly StringBuilder _text = new();
    private int _first;
    private string? _title;
    private string _note = "";

    public static IReadOnlyList<FencedCommand> Split(IReadOnlyList<SourceLine> lines, Lexicon lexicon)
    {
        var statements = new SqlStatements(lexicon);
        var prompted = lines.Any(it => ClientPrompts.IsSql(it.Text));
        foreach (var line in lines)
        {
            if (!prompted || ClientPrompts.IsSql(line.Text) || statements._text.Length > 0 && ClientPrompts.GoesOn(line.Text))
            {
                statements.Take(line.Number, prompted ? ClientPrompts.Without(line.Text) : line.Text.Trim());
            }
        }

        statements.Close();
        return statements._commands;
    }

    private void Take(int number, string line)
    {
        if (line.StartsWith("--", StringComparison.Ordinal))
        {
            TakeComment(line.TrimStart('-').Trim());
            return;
        }

        var comment = line.IndexOf(" --", StringComparison.Ordinal);
        var code = comment < 0 ? line : line[..comment].TrimEnd();
        _note = comment < 0 ? _note : line[comment..].TrimStart(' ', '-').Trim();
        if (code.Length == 0)
        {
            return;
        }

        _first = _text.Length == 0 ? number : _first;
        _text.Append(_text.Length == 0 ? "" : "\n").Append(code);
        if (code.EndsWith(';') || _text[0] == '\\')
        {
            Close();
        }
    }

    /// <summary>A comment that states an expectation speaks of the statement above when there is one, any other of the one below.</summary>
    private void TakeComment(string comment)
    {
        var states = lexicon.Begins(Words.Of(comment), Concept.Expected) || comment.StartsWith("->", StringComparison.Ordinal);
        if (!states)
        {
            _title = _text.Length == 0 ? comment : _title;
        }
        else if (_text.Length == 0 && _commands.Count > 0)
        {
            _commands[^1] = _commands[^1] with { Notes = [.. _commands[^1].Notes, comment] };
        }
        else
        {
            _note = comment;
        }
    }

    private void Close()
    {
        if (_text.Length > 0)
        {
            _commands.Add(new(_first, _text.ToString(), "sql", _title, _note.Length > 0 ? [_note] : []));
        }

        _text.Clear();
        (_title, _note) = (null, "");
    }
}
