using System.Globalization;
using System.Text;

namespace Slipway.Cli.Tests.Terminal;

/// <summary>A terminal of some rows and columns that knows the few sequences that a region uses (ECMA-48), and fails at any other.</summary>
internal sealed class TerminalDouble(int columns, int rows)
{
    private readonly List<StringBuilder> _lines = [new()];
    private int _columns = columns;
    private int _row;
    private int _column;
    private bool _wraps = true;

    public bool CursorShown { get; private set; } = true;

    /// <summary>What stands on it, scrollback included.</summary>
    public string Text => string.Join('\n', _lines.Select(it => it.ToString().TrimEnd())).TrimEnd('\n');

    public void Write(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\e':
                    i = Control(text, i + 2);
                    break;
                case '\r':
                    _column = 0;
                    break;
                case '\n':
                    (_row, _column) = (_row + 1, 0);
                    Reach();
                    break;
                default:
                    Put(text[i]);
                    break;
            }
        }
    }

    /// <summary>As many terminals do when they become narrower: longer lines go on in further rows, and the cursor stays on its cell.</summary>
    public void Narrow(int to)
    {
        for (var row = _lines.Count - 1; row >= 0; row--)
        {
            var line = _lines[row].ToString().TrimEnd();
            var parts = line.Length == 0 ? [""] : line.Chunk(to).Select(it => new string(it)).ToArray();
            _lines.RemoveAt(row);
            _lines.InsertRange(row, parts.Select(it => new StringBuilder(it)));
            _row += row < _row ? parts.Length - 1 : 0;
        }

        _columns = to;
    }

    private int Control(string text, int from)
    {
        var end = from;
        while (text[end] is not (>= '@' and <= '~'))
        {
            end++;
        }

        var given = text[from..end];
        switch ((text[end], given))
        {
            case ('J', ""):
                (_column > 0 || _row > Math.Max(0, _lines.Count - rows)).ShouldBeTrue("tmux would move the whole page into its scrollback");
                Current.Length = Math.Min(Current.Length, _column);
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                break;
            case ('K', ""):
                Current.Length = Math.Min(Current.Length, _column);
                break;
            case ('K', "2"):
                Current.Length = 0;
                break;
            case ('C', ""):
                _column = Math.Min(_column + 1, _columns - 1);
                break;
            case ('A', var count):
                _row -= int.Parse(count, CultureInfo.InvariantCulture);
                _row.ShouldBeGreaterThanOrEqualTo(Math.Max(0, _lines.Count - rows));
                break;
            case ('l' or 'h', "?7"):
                _wraps = text[end] == 'h';
                break;
            case ('l' or 'h', "?25"):
                CursorShown = text[end] == 'h';
                break;
            case ('l' or 'h', "?2026"):
                break;
            default:
                Assert.Fail($"a sequence that no region needs: {given}{text[end]}");
                break;
        }

        return end;
    }

    private StringBuilder Current => _lines[_row];

    private void Reach()
    {
        while (_lines.Count <= _row)
        {
            _lines.Add(new());
        }
    }

    private void Put(char it)
    {
        if (_column == _columns && _wraps)
        {
            (_row, _column) = (_row + 1, 0);
            Reach();
        }

        _column = Math.Min(_column, _columns - 1);
        Current.Append(' ', Math.Max(0, _column + 1 - Current.Length));
        Current[_column++] = it;
    }
}
