using Slipway.Checklists.Configuration;

namespace Slipway.Checklists.Annotations;

/// <summary>The grammar <c>key=value key="quoted value" flag</c>: text to keys with their places.</summary>
internal sealed class AnnotationWords
{
    /// <summary>An annotation is one thought; longer ones are refused.</summary>
    private const int MostCharacters = 8192;

    private readonly string _text;
    private readonly string _file;
    private readonly List<Fault> _faults;
    private int _at;
    private int _line;
    private int _column;

    private AnnotationWords(string text, string file, int line, int column, List<Fault> faults)
    {
        _text = text;
        _file = file;
        _line = line;
        _column = column;
        _faults = faults;
    }

    /// <summary>The keys, in the order written; a flag has the value <c>true</c>. What is not readable goes to the faults.</summary>
    public static YamlPart.Mapping Read(string text, string file, int line, int column, List<Fault> faults)
    {
        if (text.Length > MostCharacters)
        {
            faults.Add(
                new("SW1101", file, line, column, "The annotation is too long.", $"At most {MostCharacters:N0} characters are read.")
            );
            return new(line, column, []);
        }

        return new(line, column, new AnnotationWords(text, file, line, column, faults).ReadPairs());
    }

    private List<YamlPair> ReadPairs()
    {
        var pairs = new List<YamlPair>();
        while (SkipBlanks() && ReadPair() is { } pair)
        {
            if (pairs.Any(it => it.Key.Text == pair.Key.Text))
            {
                _faults.Add(
                    new("SW1004", _file, pair.Key.Line, pair.Key.Column, $"'{pair.Key.Text}' is written twice.", "Keep one of the two.")
                );
            }
            else
            {
                pairs.Add(pair);
            }
        }

        return pairs;
    }

    private YamlPair? ReadPair()
    {
        var (atLine, atColumn) = (_line, _column);
        var name = Take(it => !char.IsWhiteSpace(it) && it is not ('=' or '"' or '\''));
        if (name.Length == 0)
        {
            _faults.Add(
                new(
                    "SW1101",
                    _file,
                    atLine,
                    atColumn,
                    "A key was expected here.",
                    "Write key=value, key=\"quoted value\" or a flag, with blanks between."
                )
            );
            return null;
        }

        var key = new YamlPart.Scalar(atLine, atColumn, name, Plain: true);
        if (_at == _text.Length || _text[_at] != '=')
        {
            return new(key, Flag(key));
        }

        Step();
        return ReadValue() is { } value ? new(key, value) : null;
    }

    private static YamlPart.Scalar Flag(YamlPart.Scalar key)
    {
        var isFlag = AnnotationKeys.Table.All.FirstOrDefault(it => it.Name == key.Text)?.Shape is not Shape.Text { Rule.Flag: false };
        return new(key.Line, key.Column, isFlag ? "true" : "", Plain: true);
    }

    private YamlPart.Scalar? ReadValue()
    {
        var (atLine, atColumn) = (_line, _column);
        if (_at == _text.Length || _text[_at] is not ('"' or '\''))
        {
            return new(atLine, atColumn, Take(it => !char.IsWhiteSpace(it)), Plain: true);
        }

        var quote = _text[_at];
        Step();
        var value = new System.Text.StringBuilder();
        while (_at < _text.Length && _text[_at] != quote)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length && (_text[_at + 1] == quote || _text[_at + 1] == '\\'))
            {
                Step();
            }

            value.Append(_text[_at]);
            Step();
        }

        if (_at == _text.Length)
        {
            _faults.Add(new("SW1101", _file, atLine, atColumn, "A quote is opened here and never closed.", $"Close it with {quote}."));
            return null;
        }

        Step();
        return new(atLine, atColumn, value.ToString(), Plain: false);
    }

    private bool SkipBlanks()
    {
        Take(char.IsWhiteSpace);
        return _at < _text.Length;
    }

    private string Take(Func<char, bool> wanted)
    {
        var start = _at;
        while (_at < _text.Length && wanted(_text[_at]))
        {
            Step();
        }

        return _text[start.._at];
    }

    private void Step()
    {
        (_line, _column) = _text[_at] == '\n' ? (_line + 1, 1) : (_line, _column + 1);
        _at++;
    }
}
