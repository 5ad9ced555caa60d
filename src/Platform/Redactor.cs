using System.Text;
using Slipway.Kernel;
using Slipway.Platform.Redaction;

namespace Slipway.Platform;

/// <summary>
/// Takes secrets out of texts before they reach a sink, in each form in which programs print them: as they are, backwards, base64
/// (any alignment, both alphabets), hexadecimal, URL-encoded, and escaped for JSON, shells, XML and HTML; also where a program
/// wrapped the value or printed it in groups, and where a text was shortened in the middle of it. Each occurrence becomes
/// <c>***NAME***</c>. Time is linear in the length of the input; safe for several callers at once.
/// </summary>
/// <remarks>
/// Found by the automaton of Aho and Corasick (CACM 18, 1975). Of a base64 form those of its first and last characters that
/// depend on the neighbouring bytes stay; they hold less than one byte of the secret each. Of a value that was cut, a rest with
/// fewer than <see cref="ShortestPiece"/> bytes stays.
/// </remarks>
public sealed class Redactor
{
    /// <summary>Secrets with fewer characters are not looked for: their likes stand in every text by chance.</summary>
    public const int ShortestSecret = 4;

    /// <summary>Fewer bytes of a secret before or behind a cut are left: four digits of a shortened hash begin some form of some secret by chance.</summary>
    public const int ShortestPiece = 6;

    private readonly SecretForms _forms;

    /// <summary>Looks for these secrets.</summary>
    public Redactor(IEnumerable<Secret> secrets)
    {
        var all = secrets.Select(it => (Secret: it, Why: WhyUnfit(it.Reveal().Trim()))).ToList();
        Unfit = [.. all.Where(it => it.Why is not null).Select(it => new UnfitSecret(it.Secret.Name, it.Why!))];
        _forms = new([.. all.Where(it => it.Why is null).Select(it => it.Secret)]);
    }

    /// <summary>Finds nothing and changes nothing.</summary>
    public static Redactor None { get; } = new([]);

    /// <summary>The secrets that are not looked for, because what is none would be hidden with them; the host begins nothing with one.</summary>
    public IReadOnlyList<UnfitSecret> Unfit { get; }

    /// <summary>The text without secrets; the same instance when it holds none.</summary>
    public string Redact(string text) => Redacted(text, goesOn: false);

    /// <summary>The beginning of a text that goes on, without secrets; what may be the beginning of one at its end is left out.</summary>
    public string RedactBegun(string text) => Redacted(text, goesOn: true);

    private string Redacted(string text, bool goesOn) =>
        _forms.IsEmpty || text.Length == 0 ? text
        : new Hiding(_forms, Encoding.UTF8.GetBytes(text)).Made(goesOn) is { } hidden ? Encoding.UTF8.GetString(hidden)
        : text;

    private static string? WhyUnfit(string value) =>
        value.Length < ShortestSecret
            ? $"its value has fewer than {ShortestSecret} characters and cannot be told from other text, so it cannot be hidden; make it longer"
        : !value.AsSpan().ContainsAnyExcept('*') ? "its value is stars only, as hidden values are; change it"
        : Usual.IsShortNumber(value)
            ? $"its value is a number of fewer than {Usual.ShortestNumber} digits, as dates, ports and counts are, so hiding it would take those out of the whole record; make it longer"
        : Usual.Is(value)
            ? "its value is a word that stands in every text, so hiding it would take that word out of the whole record; change it to one that nobody guesses (`openssl rand -hex 24` makes one)"
        : null;
}
