namespace Slipway.Checklists.Meaning.Commands;

/// <summary>Where a shell's quotes, brackets and comments begin and end.</summary>
internal struct ShellText
{
    private char _quote;
    private int _brackets;

    /// <summary>True while a quote or a bracket is open.</summary>
    public readonly bool IsOpen => _quote != 0 || _brackets > 0;

    /// <summary>True when the next character is inside quotes.</summary>
    public readonly bool IsQuoted => _quote != 0;

    /// <summary>Takes in one line and says where its comment begins (its length when there is none).</summary>
    public int Take(string line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            var character = line[at];
            if (character == '\\' && _quote != '\'')
            {
                at++;
            }
            else if (_quote != 0)
            {
                _quote = character == _quote ? '\0' : _quote;
            }
            else if (character == '#' && (at == 0 || char.IsWhiteSpace(line[at - 1])))
            {
                return at;
            }
            else
            {
                Open(line, at);
            }
        }

        return line.Length;
    }

    /// <summary>A single quote between letters is an apostrophe in a comment or a message, rarely the begin of a quote.</summary>
    private void Open(string line, int at)
    {
        switch (line[at])
        {
            case '"':
            case '`':
                _quote = line[at];
                break;
            case '\'' when at == 0 || !char.IsLetter(line[at - 1]) || at + 1 == line.Length || !char.IsLetter(line[at + 1]):
                _quote = '\'';
                break;
            case '(':
                _brackets++;
                break;
            case ')':
                _brackets = Math.Max(0, _brackets - 1);
                break;
            default:
                break;
        }
    }
}
