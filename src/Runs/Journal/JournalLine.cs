using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Slipway.Kernel;

namespace Slipway.Runs.Journal;

/// <summary>
/// One line of a journal, proved in itself: its spelling and its hash. Whether it follows the line before it is asked afterwards, so
/// that the lines of a long journal can be read side by side.
/// </summary>
internal sealed class JournalLine
{
    private const int Hex = 64;

    private static readonly Dictionary<string, Type> Kinds = JournalJson
        .Options.GetTypeInfo(typeof(RunEvent))
        .PolymorphismOptions!.DerivedTypes.ToDictionary(it => (string)it.TypeDiscriminator!, it => it.DerivedType, StringComparer.Ordinal);

    private string _fault = "";
    private string _unknown = "";
    private ReadOnlyMemory<byte> _line;
    private JournalMembers _members;
    private string _hash = "";
    private DateTimeOffset _time;
    private RunEvent? _body;

    private JournalLine() { }

    /// <summary>Reads a line, in UTF-8, without its end.</summary>
    public static JournalLine Of(ReadOnlyMemory<byte> bytes)
    {
        var line = bytes.Span;
        if (!Utf8.IsValid(line))
        {
            return new() { _fault = "it is not UTF-8" };
        }

        try
        {
            if (!CanonicalJson.IsWritten(line))
            {
                return new() { _fault = "it is not written as Slipway writes" };
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            return new() { _fault = "it is not JSON" };
        }

        var members = JournalMembers.OfTail(line) ?? JournalMembers.Of(line);
        if (members.Hash.IsMissing || members.Sequence.IsMissing || members.Previous.IsMissing)
        {
            return new() { _fault = "it lacks seq, prev or hash" };
        }

        var hash = HashWithout(line, members.Hash);
        return Is(members.Hash.In(line), hash)
            ? new JournalLine
            {
                _line = bytes,
                _members = members,
                _hash = hash,
            }.WithBody(line)
            : new() { _fault = "its hash does not fit its content" };
    }

    /// <summary>The record, when it is the one that comes here; null with a reason when it is not what it says.</summary>
    public (JournalRecord? Record, string Why) After(long before, string previous)
    {
        if (_fault.Length > 0)
        {
            return (null, _fault);
        }

        var told = _members.Sequence.In(_line.Span);
        if (!Utf8Parser.TryParse(told, out long number, out var read) || read != told.Length || number != before + 1)
        {
            return (null, $"its number is {Encoding.UTF8.GetString(told)}, not {before + 1}");
        }

        if (!Is(_members.Previous.In(_line.Span), previous))
        {
            return (null, "it does not follow the record before it");
        }

        return _body is null ? (null, _unknown) : (new(number, _time, _body, _hash), "");
    }

    private JournalLine WithBody(ReadOnlySpan<byte> line)
    {
        // Members that this version does not know may stand between the body and those at the end.
        _unknown = Read(line);
        if (_unknown.Length > 0)
        {
            _members = JournalMembers.Of(line);
            _unknown = Read(line);
        }

        return this;
    }

    /// <summary>Reads the time and the body; why they cannot be read, or nothing.</summary>
    private string Read(ReadOnlySpan<byte> line)
    {
        if (_members.Body.IsMissing || _members.Body.In(line).SequenceEqual("null"u8))
        {
            return "its body is empty";
        }

        try
        {
            _time = _members.Time.IsMissing
                ? throw new JsonException()
                : JsonSerializer.Deserialize<DateTimeOffset>(_members.Time.In(line), JournalJson.Options);
            _body = Told(_members.Body.In(line));
            return "";
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException or InvalidOperationException)
        {
            return "its body is of a kind that this version of Slipway does not know";
        }
    }

    /// <summary>The kind stands behind most members, in the order of their names; it is looked up first, so that all is read once.</summary>
    private static RunEvent? Told(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isKind = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isKind)
            {
                return reader.TokenType == JsonTokenType.String && Kinds.TryGetValue(reader.GetString()!, out var kind)
                    ? (RunEvent?)JsonSerializer.Deserialize(body, kind, JournalJson.Options)
                    : throw new JsonException("the kind of a body is none that is known");
            }

            reader.Skip();
        }

        throw new JsonException("a body has no kind");
    }

    /// <summary>The hash of the line as it was before this member was added to it.</summary>
    private static string HashWithout(ReadOnlySpan<byte> line, JournalMember member)
    {
        var (from, to) = line[member.Start - 1] == ',' ? (member.Start - 1, member.End) : (member.Start, member.End + 1);
        var rest = ArrayPool<byte>.Shared.Rent(line.Length);
        try
        {
            line[..from].CopyTo(rest);
            line[to..].CopyTo(rest.AsSpan(from));
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(rest.AsSpan(0, line.Length - (to - from)), hash);
            return Convert.ToHexStringLower(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rest);
        }
    }

    /// <summary>The value is this word of ours, which needs no escapes.</summary>
    private static bool Is(ReadOnlySpan<byte> value, string word) =>
        value is [(byte)'"', .. { Length: Hex } said, (byte)'"'] && Ascii.Equals(said, word);
}
