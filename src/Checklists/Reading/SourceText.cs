using System.Text;

namespace Slipway.Checklists.Reading;

/// <summary>
/// The author's bytes as text that can be understood, with the way back: every character knows the byte it came from, so that an
/// edit of the text is an edit of exactly those bytes. Garbled text is repaired for understanding only; the bytes stay.
/// </summary>
internal sealed class SourceText
{
    private readonly int[] _offsets;
    private readonly int[] _lineStarts;

    private SourceText(string text, int[] offsets, string repaired)
    {
        Text = text;
        Repaired = repaired;
        _offsets = offsets;
        _lineStarts = StartsOfLines(text);
    }

    /// <summary>How garbled text was repaired: <c>none</c>, <c>cp1252</c> or <c>mac-roman</c>.</summary>
    public string Repaired { get; }

    /// <summary>The understood text, without a byte order mark, with the author's line ends.</summary>
    public string Text { get; }

    /// <summary>Number of lines; a text that ends in a line end has one more, empty, line.</summary>
    public int LineCount => _lineStarts.Length;

    /// <summary>Decodes any bytes at all: UTF-8, otherwise byte by byte as Windows-1252.</summary>
    public static SourceText Read(ReadOnlyMemory<byte> bytes)
    {
        var (text, offsets) = Decode(bytes.Span);
        var repaired = "none";
        for (var round = 0; round < 3 && Mojibake.Repair(text) is { } repair; round++)
        {
            text = repair.Text;
            offsets = [.. repair.From.Select(it => offsets[it])];
            repaired = repair.Codec;
        }

        var mark = text.StartsWith('\uFEFF') ? 1 : 0;
        return mark == 0 ? new(text, offsets, repaired) : new(text[mark..], offsets[mark..], repaired);
    }

    /// <summary>Index in <see cref="Text"/> of the first character of a 1-based line.</summary>
    public int LineStart(int line)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(line, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(line, LineCount);
        return _lineStarts[line - 1];
    }

    /// <summary>Index behind the last character of a 1-based line, its line end left out.</summary>
    public int LineEnd(int line)
    {
        var start = LineStart(line);
        var end = line == LineCount ? Text.Length : _lineStarts[line];
        while (end > start && Text[end - 1] is '\n' or '\r')
        {
            end--;
        }

        return end;
    }

    /// <summary>The text of a 1-based line without its line end.</summary>
    public string Line(int line) => Text[LineStart(line)..LineEnd(line)];

    /// <summary>The 1-based line that holds the character at <paramref name="index"/>; the index may equal the text's length.</summary>
    public int LineOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, Text.Length);
        var found = Array.BinarySearch(_lineStarts, index);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>Offset in the author's bytes of the character at <paramref name="index"/>; the index may equal the text's length.</summary>
    public int ByteOffset(int index) => _offsets[index];

    private static (string Text, int[] Offsets) Decode(ReadOnlySpan<byte> bytes)
    {
        // No encoding of a character takes more UTF-16 units than bytes.
        var text = new char[bytes.Length];
        var offsets = new int[bytes.Length + 1];
        var length = 0;
        for (var at = 0; at < bytes.Length; )
        {
            if (bytes[at] < 0x80)
            {
                text[length] = (char)bytes[at];
                offsets[length++] = at++;
                continue;
            }

            var valid = Rune.DecodeFromUtf8(bytes[at..], out var rune, out var taken) == System.Buffers.OperationStatus.Done;
            if (!valid)
            {
                rune = new Rune(SingleByte.Windows1252.CharOf(bytes[at]));
                taken = 1;
            }

            for (var chars = rune.EncodeToUtf16(text.AsSpan(length)); chars > 0; chars--)
            {
                offsets[length++] = at;
            }

            at += taken;
        }

        offsets[length] = bytes.Length;
        return (new(text, 0, length), length == bytes.Length ? offsets : offsets[..(length + 1)]);
    }

    /// <summary>Line ends are those of CommonMark: LF, CR LF, and a CR alone.</summary>
    private static int[] StartsOfLines(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}
