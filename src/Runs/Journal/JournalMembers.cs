using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Slipway.Runs.Journal;

/// <summary>Where a member of a record stands in its line.</summary>
/// <param name="Start">Of its name, with the quote.</param>
/// <param name="Value">Start of its value.</param>
/// <param name="End">Behind its value; 0 where there is none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JournalMember(int Start, int Value, int End)
{
    public bool IsMissing => End == 0;

    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> line) => line[Value..End];
}

/// <summary>Where the members of a record stand in its line.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct JournalMembers
{
    private const int HexDigits = 64;
    private static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    public JournalMember Body { get; private set; }

    public JournalMember Hash { get; private set; }

    public JournalMember Previous { get; private set; }

    public JournalMember Sequence { get; private set; }

    public JournalMember Time { get; private set; }

    /// <summary>
    /// As every version so far writes them: the body first, and behind it <c>"hash":"…","prev":"…","seq":N,"time":"…"}</c>, which holds
    /// no bracket but the last, so that it can only be the end of the record itself. Null where a line does not end so. What stands
    /// between is the body, unless there are members that are not known.
    /// </summary>
    /// <param name="line">A line in canonical spelling.</param>
    public static JournalMembers? OfTail(ReadOnlySpan<byte> line)
    {
        var members = default(JournalMembers);
        var end = line.Length - 1;
        if (!line.StartsWith("{\"body\":"u8) || end < 1 || line[end - 1] != '"')
        {
            return null;
        }

        var time = line[..(end - 1)].LastIndexOf((byte)'"');
        if (
            time < 0
            || line[(time + 1)..(end - 1)].ContainsAny((byte)'\\', (byte)'}')
            || !Takes(line, time, "\"time\":"u8, end, out var at)
        )
        {
            return null;
        }

        members.Time = at;
        var digits = at.Start - 1;
        while (digits > 0 && line[digits - 1] is >= (byte)'0' and <= (byte)'9')
        {
            digits--;
        }

        if (!Takes(line, digits, "\"seq\":"u8, at.Start - 1, out at))
        {
            return null;
        }

        members.Sequence = at;
        if (!Takes(line, at.Start - 1 - HexDigits - 2, "\"prev\":"u8, at.Start - 1, out at) || !IsHex(at.In(line)))
        {
            return null;
        }

        members.Previous = at;
        if (!Takes(line, at.Start - 1 - HexDigits - 2, "\"hash\":"u8, at.Start - 1, out at) || !IsHex(at.In(line)))
        {
            return null;
        }

        members.Hash = at;
        members.Body = new(1, "{\"body\":".Length, at.Start - 1);
        return members;
    }

    /// <summary>Wherever they stand.</summary>
    public static JournalMembers Of(ReadOnlySpan<byte> line)
    {
        var members = default(JournalMembers);
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            var start = (int)reader.TokenStartIndex;
            reader.Read();
            var value = (int)reader.TokenStartIndex;
            reader.Skip();
            members.Add(name, new(start, value, (int)reader.BytesConsumed));
        }

        return members;
    }

    /// <summary>The member whose value stands there, when it has this name and a comma before it.</summary>
    private static bool Takes(ReadOnlySpan<byte> line, int value, ReadOnlySpan<byte> name, int end, out JournalMember member)
    {
        var start = value - name.Length;
        member = new(start, value, end);
        return value < end && start > 1 && line[start - 1] == ',' && line[start..value].SequenceEqual(name);
    }

    private static bool IsHex(ReadOnlySpan<byte> value) =>
        value is [(byte)'"', .. { Length: HexDigits } digits, (byte)'"'] && !digits.ContainsAnyExcept(Hexadecimal);

    private void Add(ReadOnlySpan<byte> name, JournalMember member)
    {
        _ =
            name.SequenceEqual("body"u8) ? Body = member
            : name.SequenceEqual("hash"u8) ? Hash = member
            : name.SequenceEqual("prev"u8) ? Previous = member
            : name.SequenceEqual("seq"u8) ? Sequence = member
            : name.SequenceEqual("time"u8) ? Time = member
            : default;
    }
}
