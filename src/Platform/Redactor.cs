using System.Buffers;
using System.Text;
using Slipway.Kernel;
using Slipway.Platform.Redaction;

namespace Slipway.Platform;

/// <summary>
/// Takes secrets out of texts and bytes before they reach a sink, in each form in which programs print them: as they are, base64
/// (any alignment, both alphabets, wrapped lines), hexadecimal, URL-encoded, and escaped for JSON, shells and HTML. Each
/// occurrence becomes <c>***NAME***</c>. Time is linear in the length of the input; safe for several callers at once.
/// </summary>
/// <remarks>
/// Found by the automaton of Aho and Corasick (CACM 18, 1975). Of a base64 form those of its first and last characters that
/// depend on the neighbouring bytes stay; they hold less than one byte of the secret each.
/// </remarks>
public sealed class Redactor
{
    /// <summary>Secrets with fewer characters are not looked for: their likes stand in every text by chance.</summary>
    public const int ShortestSecret = 4;

    private readonly Automaton _automaton;

    /// <summary>Looks for these secrets.</summary>
    public Redactor(IEnumerable<Secret> secrets)
    {
        var all = secrets.ToList();
        TooShort = [.. all.Where(it => !IsUsable(it)).Select(it => it.Name)];
        _automaton = Automaton.Of(all.Where(IsUsable));
    }

    /// <summary>Finds nothing and changes nothing.</summary>
    public static Redactor None { get; } = new([]);

    /// <summary>Names of the secrets that are too short to be looked for (or are stars only); the host warns of them.</summary>
    public IReadOnlyList<string> TooShort { get; }

    /// <summary>The text without secrets; the same instance when it holds none.</summary>
    public string Redact(string text)
    {
        if (_automaton.IsEmpty || text.Length == 0)
        {
            return text;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var output = new ArrayBufferWriter<byte>(bytes.Length);
        var redaction = new RedactionState(_automaton);
        redaction.Push(bytes, output);
        redaction.End(output);
        return redaction.Found ? Encoding.UTF8.GetString(output.WrittenSpan) : text;
    }

    /// <summary>The bytes without secrets.</summary>
    public byte[] Redact(ReadOnlySpan<byte> bytes)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(1, bytes.Length));
        var redaction = new RedactionState(_automaton);
        redaction.Push(bytes, output);
        redaction.End(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>For bytes that come in pieces: a secret that lies across two pieces is found as well.</summary>
    public StreamRedaction Open() => new(new RedactionState(_automaton));

    /// <summary>Copies a stream without its secrets, in bounded memory.</summary>
    public async Task CopyAsync(Stream from, Stream to, CancellationToken ct)
    {
        var piece = new byte[81920];
        var output = new ArrayBufferWriter<byte>(piece.Length);
        var redaction = Open();
        for (var read = await from.ReadAsync(piece, ct); read > 0; read = await from.ReadAsync(piece, ct))
        {
            redaction.Push(piece.AsSpan(0, read), output);
            await to.WriteAsync(output.WrittenMemory, ct);
            output.ResetWrittenCount();
        }

        redaction.End(output);
        await to.WriteAsync(output.WrittenMemory, ct);
    }

    private static bool IsUsable(Secret secret) =>
        secret.Reveal().Trim() is { Length: >= ShortestSecret } value && value.AsSpan().ContainsAnyExcept('*');
}
