using System.Text;
using Slipway.Cli.Terminal.Tty;

namespace Slipway.Cli.Terminal.Live;

/// <summary>
/// The rows at the bottom of a terminal that are drawn anew all the time, as control sequences (ECMA-48). Between two frames the
/// cursor rests, hidden, on the first cell of the first row: whatever a terminal does to the rows below when its size changes
/// (some wrap them anew, some cut them), erasing from the cursor on takes all of them and nothing else.
/// </summary>
internal sealed class Region
{
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";
    private const string NoWrap = "\e[?7l";
    private const string Wrap = "\e[?7h";
    private const string Together = "\e[?2026h";
    private const string Done = "\e[?2026l";
    private const string EraseBelow = "\e[J";
    private const string EraseRest = "\e[K";

    /// <summary>The row, then one cell on, then all below: tmux takes erasing from the very first cell for a page that is left, and keeps it in its scrollback.</summary>
    private const string EraseAll = $"\r\e[2K\e[C{EraseBelow}\r";

    private IReadOnlyList<string> _rows = [];
    private TtySize _size;

    /// <summary>Whether anything stands on the terminal.</summary>
    public bool IsDrawn => _rows.Count > 0;

    /// <summary>
    /// The way from what stands there to these rows, with <paramref name="lasting"/> lines put above them for good; empty when
    /// nothing has changed. A row is never wrapped, even where the terminal takes a character for wider than we do.
    /// </summary>
    public string Draw(IReadOnlyList<string> lasting, IReadOnlyList<string> rows, TtySize size)
    {
        var anew = lasting.Count > 0 || size != _size || _rows.Count == 0;
        if (!anew && rows.SequenceEqual(_rows))
        {
            return "";
        }

        var text = new StringBuilder(Together).Append(HideCursor);
        if (anew)
        {
            text.Append(EraseAll);
        }

        foreach (var line in lasting)
        {
            text.Append(line).Append('\n');
        }

        AppendRows(text, rows, anew ? [] : _rows);
        (_rows, _size) = (rows, size);
        return text.Append(rows.Count == 0 ? ShowCursor : "").Append(Done).ToString();
    }

    /// <summary>Takes the rows away and gives the cursor back, at the beginning of an empty line.</summary>
    public string Erase()
    {
        var erased = _rows.Count == 0 ? "" : $"{EraseAll}{ShowCursor}";
        _rows = [];
        return erased;
    }

    /// <summary>What stood there is somebody else's now; the next frame begins where the cursor is.</summary>
    public void Forget() => _rows = [];

    private static void AppendRows(StringBuilder text, IReadOnlyList<string> rows, IReadOnlyList<string> before)
    {
        if (rows.Count == 0)
        {
            text.Append(before.Count > 0 ? EraseAll : "");
            return;
        }

        text.Append(NoWrap);
        for (var i = 0; i < rows.Count; i++)
        {
            var last = i == rows.Count - 1;
            if (last || i >= before.Count || rows[i] != before[i])
            {
                text.Append(rows[i]).Append(last ? EraseBelow : EraseRest);
            }

            text.Append(last ? "" : "\r\n");
        }

        text.Append('\r').Append(rows.Count > 1 ? $"\e[{rows.Count - 1}A" : "").Append(Wrap);
    }
}
