using System.Buffers;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.EndToEnd.Secrets;

/// <summary>
/// Looks for secrets by undoing encodings, not by making them: what a text holds is decoded in every way, twice over, and each
/// result is searched for pieces of the secrets. It shares no code with what hides them.
/// </summary>
public sealed partial class LeakSearcher
{
    private const int Window = 8;
    private const int Stride = 3;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly SearchValues<string> _windows;

    public LeakSearcher(IEnumerable<SeededSecret> secrets)
    {
        foreach (var (name, essence) in secrets.SelectMany(it => it.Essences.Select(essence => (it.Name, essence))))
        {
            foreach (var window in WindowsOf(essence).SelectMany(it => new[] { it, Leaks.Reversed(it) }))
            {
                _names.TryAdd(window, name);
            }
        }

        _windows = SearchValues.Create([.. _names.Keys], StringComparison.Ordinal);
    }

    /// <summary>The names of the secrets of which a piece can be read in a text.</summary>
    public IReadOnlySet<string> In(string text)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        // What is longer is the output of one command, which encodes once, or a page that is made of texts that are here too.
        var nested = text.Length < 200_000;
        foreach (var view in Views(text).SelectMany(it => nested ? Views(it).Prepend(it) : [it]).Prepend(text))
        {
            Search(view, found);
        }

        return found;
    }

    /// <summary>A short value as a whole; of a longer one pieces so close together that any 10 characters of it hold one.</summary>
    private static IEnumerable<string> WindowsOf(string essence)
    {
        var squeezed = Squeezed(essence);
        if (squeezed.Length <= Window)
        {
            return [squeezed];
        }

        return Enumerable.Range(0, (squeezed.Length - Window) / Stride + 1).Select(it => squeezed.Substring(it * Stride, Window));
    }

    private void Search(string view, HashSet<string> found)
    {
        var squeezed = Squeezed(view);
        for (var (at, next) = (0, squeezed.AsSpan().IndexOfAny(_windows)); next >= 0; next = squeezed.AsSpan(at).IndexOfAny(_windows))
        {
            at += next;
            foreach (var length in Enumerable.Range(4, Window - 3).Where(it => at + it <= squeezed.Length))
            {
                if (_names.TryGetValue(squeezed.Substring(at, length), out var name))
                {
                    found.Add(name);
                }
            }

            at++;
        }
    }

    private static string Squeezed(string text) => Blank().Replace(text, "");

    private static IEnumerable<string> Views(string text)
    {
        yield return WebUtility.UrlDecode(text);
        yield return Uri.UnescapeDataString(text);
        yield return WebUtility.HtmlDecode(text).Replace("&apos;", "'", StringComparison.Ordinal);
        yield return Unescaped(text);
        yield return text.Replace("'\\''", "'", StringComparison.Ordinal);
        yield return Backslashed().Replace(text, "$1");
        yield return Groups(Hexadecimal(), text, Hex);
        for (var skipped = 0; skipped < 4; skipped++)
        {
            yield return Groups(Base64(), text, it => Decoded(it, skipped));
        }
    }

    /// <summary>What each stretch of an encoding says, one after the other.</summary>
    private static string Groups(Regex stretches, string text, Func<string, string> decoded)
    {
        var all = new StringBuilder();
        foreach (Match match in stretches.Matches(text))
        {
            all.Append(decoded(match.Value)).Append('\u0001');
        }

        return all.ToString();
    }

    private static string Unescaped(string text) =>
        JsonEscape()
            .Replace(
                text,
                it =>
                    it.Value[1] switch
                    {
                        'u' => $"{(char)Convert.ToInt32(it.Value[2..], 16)}",
                        'n' or 'r' or 't' => "\n",
                        var other => $"{other}",
                    }
            );

    private static string Hex(string digits)
    {
        var only = Separator().Replace(digits, "");
        return Encoding.UTF8.GetString(Convert.FromHexString(only[..(only.Length / 2 * 2)]));
    }

    private static string Decoded(string characters, int skipped)
    {
        var only = Separator().Replace(characters, "").Replace('-', '+').Replace('_', '/');
        if (only.Length < skipped + 4)
        {
            return "";
        }

        only = only[skipped..];
        only = only.Length % 4 == 1 ? only[..^1] : only;
        return Encoding.UTF8.GetString(Convert.FromBase64String(only.PadRight((only.Length + 3) / 4 * 4, '=')));
    }

    [GeneratedRegex(@"[\s:]+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"[\s:\\]+")]
    private static partial Regex Separator();

    [GeneratedRegex(@"\\(?:u[0-9a-fA-F]{4}|[""\\/nrt])")]
    private static partial Regex JsonEscape();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Backslashed();

    [GeneratedRegex(@"(?:[0-9a-fA-F]{2}[ :\n]{0,5}){6,}")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"[A-Za-z0-9+/_-]{8,}(?:\n[ \t]*[A-Za-z0-9+/_-]{4,})*")]
    private static partial Regex Base64();
}
