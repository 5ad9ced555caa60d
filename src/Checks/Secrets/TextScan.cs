using System.Buffers;
using System.Text.RegularExpressions;

namespace Slipway.Checks.Secrets;

/// <summary>
/// Looks for secrets in one text. One pass finds all keywords at once; patterns are only tried around a keyword, on a piece whose
/// length is bounded, so the time is linear in the length of the text.
/// </summary>
internal sealed class TextScan
{
    private const int Most = 10_000;

    private static readonly (string Word, Action<TextScan, string, int, int> Look)[][] ByFirst = Table();

    private static readonly SearchValues<string> All = SearchValues.Create(
        [.. ByFirst.SelectMany(it => it).Select(it => it.Word).Distinct(StringComparer.OrdinalIgnoreCase)],
        StringComparison.OrdinalIgnoreCase
    );

    private readonly List<FoundSecret> _found = [];
    private readonly HashSet<(string, int)> _known = [];
    private TextNature _nature;
    private char[] _text = [];
    private int _length;

    /// <summary>The names of all rules.</summary>
    public static IReadOnlyList<string> Rules { get; } =
    [
        .. ShapeRules
            .All.Select(it => it.Name)
            .Concat(["assigned-secret", "connection-string", "token-file", "key-store-file"])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether the last text held more places than are told apart, so that its end was not looked at.</summary>
    public bool IsCut => _found.Count >= Most;

    /// <summary>What is found in a text: each value once, in order.</summary>
    public IReadOnlyList<FoundSecret> Find(char[] text, int length, string path, bool binary, CancellationToken ct)
    {
        _found.Clear();
        _known.Clear();
        (_text, _length) = (text, length);
        var whole = Text;
        _nature = TextNatures.Of(path, whole, binary);
        if (SecretFiles.Of(path, whole, binary) is { } file)
        {
            _found.Add(file);
        }

        for (var at = 0; _found.Count < Most && whole[at..].IndexOfAny(All) is var next and >= 0; at++)
        {
            ct.ThrowIfCancellationRequested();
            at += next;
            foreach (var (word, look) in ByFirst[char.ToLowerInvariant(whole[at]) & 127])
            {
                if (whole[at..].StartsWith(word, StringComparison.OrdinalIgnoreCase))
                {
                    look(this, word, at, word.Length);
                }
            }
        }

        return Distinct();
    }

    private ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    private static (string, Action<TextScan, string, int, int>)[][] Table()
    {
        var all = ShapeRules
            .All.SelectMany(rule =>
                rule.Keywords.Select(word => (Word: word, Look: (Action<TextScan, string, int, int>)((it, _, at, _) => it.Shape(rule, at))))
            )
            .Concat(
                Assignments.Keywords.Select(word =>
                    (word, (Action<TextScan, string, int, int>)((it, _, at, length) => it.Assigned(at, length)))
                )
            )
            .Append((UrlCredentials.Keyword, (it, _, at, _) => it.Address(at)))
            .ToLookup(it => char.ToLowerInvariant(it.Item1[0]) & 127);
        return [.. Enumerable.Range(0, 128).Select(it => all[it].ToArray())];
    }

    private void Shape(ShapeRule rule, int keyword)
    {
        var start = Math.Max(0, keyword - rule.Before);
        start = Text[start..keyword].LastIndexOf('\n') is var line and >= 0 ? start + line + 1 : start;
        var end = Math.Min(_length, keyword + rule.After);
        end = !rule.OverLines && Text[keyword..end].IndexOf('\n') is var over and >= 0 ? keyword + over : end;
        foreach (Match match in rule.Pattern.Matches(new string(_text, start, end - start)))
        {
            var value = match.Groups.Values.Skip(1).First(it => it.Success);
            if (!Placeholders.IsMadeUp(value.ValueSpan) && rule.Holds?.Invoke(value.Value) != false)
            {
                Add(new(rule.Name, start + value.Index, value.Length, Rank: 0) { Mark = start + match.Index });
            }
        }
    }

    private void Assigned(int keyword, int length)
    {
        if (_nature != TextNature.Noise && Assignments.At(Text, keyword, length, _nature) is { } found)
        {
            Add(found);
        }
    }

    private void Address(int keyword)
    {
        if (UrlCredentials.At(Text, keyword) is { } found)
        {
            Add(found);
        }
    }

    /// <summary>Several keywords may lead to the same value.</summary>
    private void Add(FoundSecret found)
    {
        if (_known.Add((found.Rule, found.Start)))
        {
            _found.Add(found);
        }
    }

    /// <summary>Of values that lie over each other the one of the most certain rule counts.</summary>
    private List<FoundSecret> Distinct()
    {
        var kept = new List<FoundSecret>();
        foreach (var it in _found.OrderBy(it => it.Rank).ThenBy(it => it.Start))
        {
            if (!kept.Exists(other => it.Start < other.End && other.Start < it.End))
            {
                kept.Add(it);
            }
        }

        return [.. kept.OrderBy(it => it.Start)];
    }
}
