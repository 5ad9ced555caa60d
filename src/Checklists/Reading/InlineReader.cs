using System.Text;

namespace Slipway.Checklists.Reading;

/// <summary>Goes once over a line and takes emphasis, code marks, links, tags and escapes away.</summary>
internal sealed class InlineReader(string raw)
{
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private readonly StringBuilder _text = new(raw.Length);
    private readonly List<string> _codes = [];
    private readonly List<string> _urls = [];
    private int _boldStart = -1;
    private string? _bold;
    private bool _wordsBefore;
    private bool _wordsAfter;

    public Inline Read()
    {
        for (var at = 0; at < raw.Length; )
        {
            at += Step(at);
        }

        var text = _text.ToString().Trim();
        return new(text, _bold ?? "", _bold is not null && !_wordsAfter, _codes, _urls);
    }

    private int Step(int at) =>
        raw[at] switch
        {
            '\\' when at + 1 < raw.Length && Punctuation.Contains(raw[at + 1], StringComparison.Ordinal) => Keep(raw[at + 1], 2),
            '`' => Code(at),
            '*' or '_' or '~' => Emphasis(at),
            '[' => Link(at),
            '!' when at + 1 < raw.Length && raw[at + 1] == '[' => 1,
            '<' => Tag(at),
            'h' when IsAddress(at) => Address(at),
            '\t' or '\u00A0' or '\u3000' => Keep(' ', 1),
            >= '０' and <= '９' => Keep((char)(raw[at] - '０' + '0'), 1),
            _ => Keep(raw[at], 1),
        };

    private int Keep(char character, int length)
    {
        if (char.IsLetterOrDigit(character) || character == Inline.Blank)
        {
            _wordsBefore |= _bold is null && _boldStart < 0;
            _wordsAfter |= _bold is not null;
        }

        _text.Append(character);
        return length;
    }

    private int Code(int at)
    {
        var ticks = 1;
        while (at + ticks < raw.Length && raw[at + ticks] == '`')
        {
            ticks++;
        }

        var close = raw.IndexOf(new string('`', ticks), at + ticks, StringComparison.Ordinal);
        if (close < 0)
        {
            return ticks;
        }

        var code = raw[(at + ticks)..close].Trim();
        _codes.Add(code);
        foreach (var character in code)
        {
            Keep(character, 1);
        }

        return close + ticks - at;
    }

    private int Emphasis(int at)
    {
        var run = 1;
        while (at + run < raw.Length && raw[at + run] == raw[at])
        {
            run++;
        }

        var insideWord =
            raw[at] == '_' && at > 0 && char.IsLetterOrDigit(raw[at - 1]) && at + run < raw.Length && char.IsLetterOrDigit(raw[at + run]);
        var alone = raw[at] != '_' && Spaced(at - 1) && Spaced(at + run);
        if (insideWord || alone || raw[at] == '~' && run < 2)
        {
            _text.Append(raw, at, run);
            return run;
        }

        if (run >= 2 && raw[at] != '~')
        {
            Bold();
        }

        return run;
    }

    private bool Spaced(int at) => at < 0 || at >= raw.Length || char.IsWhiteSpace(raw[at]);

    /// <summary>Bold words count as the label of a line only when no other word stands before them.</summary>
    private void Bold()
    {
        if (_bold is not null || _wordsBefore)
        {
            return;
        }

        if (_boldStart < 0)
        {
            _boldStart = _text.Length;
        }
        else
        {
            _bold = _text.ToString(_boldStart, _text.Length - _boldStart).Trim();
        }
    }

    private int Link(int at)
    {
        var close = raw.IndexOf(']', at + 1);
        if (close < 0 || close + 1 >= raw.Length || raw[close + 1] != '(')
        {
            return Keep('[', 1);
        }

        var end = raw.IndexOf(')', close);
        if (end < 0)
        {
            return Keep('[', 1);
        }

        _urls.Add(raw[(close + 2)..end].Trim());
        foreach (var character in raw[(at + 1)..close].Where(it => it is not ('*' or '`')))
        {
            Keep(character, 1);
        }

        return end + 1 - at;
    }

    private int Tag(int at)
    {
        var close = raw.IndexOf('>', at + 1);
        if (close < 0)
        {
            return Keep('<', 1);
        }

        var inside = raw[(at + 1)..close];
        if (inside.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            _urls.Add(inside);
            _text.Append(inside);
            return close + 1 - at;
        }

        var name = inside.TrimStart('/').Split(' ', '/')[0];
        if (!Tags.Contains(name))
        {
            return Keep('<', 1);
        }

        _text.Append(' ');
        return close + 1 - at;
    }

    private static readonly HashSet<string> Tags = new(
        [
            "a",
            "b",
            "br",
            "code",
            "del",
            "details",
            "div",
            "em",
            "i",
            "input",
            "kbd",
            "li",
            "p",
            "s",
            "small",
            "span",
            "strong",
            "sub",
            "summary",
            "sup",
            "td",
            "th",
            "tr",
            "u",
            "ul",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    private bool IsAddress(int at) =>
        string.CompareOrdinal(raw, at, "http://", 0, 7) == 0 || string.CompareOrdinal(raw, at, "https://", 0, 8) == 0;

    private int Address(int at)
    {
        var end = at;
        while (end < raw.Length && !char.IsWhiteSpace(raw[end]) && raw[end] is not ('`' or '"' or '\'' or '|' or '，' or '）'))
        {
            end++;
        }

        while (raw[end - 1] is '.' or ',' or ';' or ')' or '*' or '!' or ']')
        {
            end--;
        }

        _urls.Add(raw[at..end]);
        foreach (var character in raw[at..end])
        {
            Keep(character, 1);
        }

        return end - at;
    }
}
