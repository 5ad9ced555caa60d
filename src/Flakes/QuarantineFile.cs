using System.Globalization;
using System.Text;

namespace Slipway.Flakes;

/// <summary>
/// Changes the text of a list of known flakes, and only where an entry comes or goes: comments and everything else stay as they are.
/// A text that cannot be changed so without doubt is not changed at all.
/// </summary>
public static class QuarantineFile
{
    /// <summary>An entry as it is written.</summary>
    public static string Write(QuarantineEntry entry)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"- test: {Quoted(entry.Test)}\n");
        if (entry.Suite is { } suite)
        {
            text.Append(CultureInfo.InvariantCulture, $"  suite: {Quoted(suite)}\n");
        }

        text.Append("  messages:\n");
        foreach (var message in entry.Messages)
        {
            text.Append(CultureInfo.InvariantCulture, $"    - {Quoted(message)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  owner: {Quoted(entry.Owner)}\n");
        if (entry.Issue is { } issue)
        {
            text.Append(CultureInfo.InvariantCulture, $"  issue: {Quoted(issue)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  reason: {Quoted(entry.Reason)}\n  until: {entry.Until:yyyy-MM-dd}\n");
        return text.ToString();
    }

    /// <summary>The text with entries put in, each before the first that comes after it by test and suite; null when that cannot be done without doubt.</summary>
    public static string? With(string text, IReadOnlyList<QuarantineEntry> added)
    {
        var lines = Lines(text);
        var known = QuarantineReader.Read(text);
        if (known.Faults.Count > 0)
        {
            return null;
        }

        var starts = known.Entries.Select(it => (Entry: it, At: it.Line - 1)).OrderBy(it => it.At).ToList();
        var places = added
            .OrderBy(it => it, Order)
            .Select(it =>
                (
                    Entry: it,
                    At: starts
                        .Where(old => Order.Compare(old.Entry, it) > 0)
                        .Select(old => Above(lines, old.At))
                        .FirstOrDefault(lines.Count)
                )
            )
            .OrderByDescending(it => it.At)
            .ThenByDescending(it => it.Entry, Order);
        foreach (var (entry, at) in places)
        {
            lines.Insert(at, Write(entry));
        }

        return Proven(string.Concat(lines), [.. known.Entries, .. added]);
    }

    /// <summary>The text without entries; null when that cannot be done without doubt, as where a comment stands within one.</summary>
    public static string? Without(string text, IReadOnlyList<QuarantineEntry> removed)
    {
        var lines = Lines(text);
        var known = QuarantineReader.Read(text);
        var gone = removed.Select(it => it.Line).ToHashSet();
        foreach (var entry in known.Entries.Where(it => gone.Contains(it.Line)).OrderByDescending(it => it.Line))
        {
            var begin = entry.Line - 1;
            var end = begin + 1;
            while (end < lines.Count && lines[end].StartsWith(' '))
            {
                end++;
            }

            if (lines.Skip(begin).Take(end - begin).Any(it => it.Contains('#', StringComparison.Ordinal)))
            {
                return null;
            }

            lines.RemoveRange(begin, end - begin);
        }

        return Proven(string.Concat(lines), [.. known.Entries.Where(it => !gone.Contains(it.Line))]);
    }

    private static Comparer<QuarantineEntry> Order { get; } =
        Comparer<QuarantineEntry>.Create(
            (one, other) =>
                string.CompareOrdinal(one.Test, other.Test) is var order and not 0 ? order : string.CompareOrdinal(one.Suite, other.Suite)
        );

    /// <summary>The text, when it reads back to exactly these entries.</summary>
    private static string? Proven(string text, IReadOnlyList<QuarantineEntry> wanted)
    {
        var read = QuarantineReader.Read(text);
        return
            read.Faults.Count == 0
            && read.Entries.Select(Write).Order(StringComparer.Ordinal).SequenceEqual(wanted.Select(Write).Order(StringComparer.Ordinal))
            ? text
            : null;
    }

    /// <summary>The lines with their ends; the last one gets one too.</summary>
    private static List<string> Lines(string text)
    {
        var lines = text.Split('\n').Select(it => $"{it}\n").ToList();
        if (text.Length == 0 || text.EndsWith('\n'))
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return lines;
    }

    /// <summary>Comments right above an entry belong to it.</summary>
    private static int Above(List<string> lines, int at)
    {
        while (at > 0 && lines[at - 1].StartsWith('#'))
        {
            at--;
        }

        return at;
    }

    /// <summary>A scalar in double quotes, with what YAML asks to be escaped.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var it in text)
        {
            _ = it switch
            {
                '"' or '\\' => quoted.Append('\\').Append(it),
                < ' ' or (>= '\u007f' and < '\u00a0') or '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff' => quoted.Append(
                    CultureInfo.InvariantCulture,
                    $"\\u{(int)it:x4}"
                ),
                _ => quoted.Append(it),
            };
        }

        return quoted.Append('"').ToString();
    }
}
