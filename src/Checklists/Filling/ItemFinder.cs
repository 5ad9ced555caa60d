using System.Globalization;
using Slipway.Checklists.Configuration;

namespace Slipway.Checklists.Filling;

/// <summary>Finds the item that a key of the answers means: a line number, or words.</summary>
internal sealed class ItemFinder(Checklist checklist, string file, List<Fault> faults)
{
    private readonly HashSet<int> _lines = [.. checklist.Plan.Items.Select(it => it.Line), .. checklist.Places.Select(it => it.Line)];
    private readonly HashSet<int> _answered = [];

    /// <summary>The line of the item; null with a fault when there is none, when several fit, or when it was answered already.</summary>
    public int? Find(YamlPart.Scalar key)
    {
        var line =
            key.Plain && int.TryParse(key.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? ByLine(key, number)
                : ByWords(key);
        if (line is { } found && !_answered.Add(found))
        {
            Add(
                "SW1303",
                key,
                $"The item on line {found} is answered twice.",
                "Keep one answer, or give its parts as keys: {tick, value, name}."
            );
            return null;
        }

        return line;
    }

    private int? ByLine(YamlPart.Scalar key, int line)
    {
        if (_lines.Contains(line))
        {
            return line;
        }

        var near = _lines.OrderBy(it => Math.Abs(it - line)).ThenBy(it => it).Take(3).Order().ToList();
        Add(
            "SW1301",
            key,
            $"No item stands on line {line}.",
            near.Count == 0 ? "The checklist has no items." : $"Near it: lines {string.Join(", ", near)}."
        );
        return null;
    }

    private int? ByWords(YamlPart.Scalar key)
    {
        var wanted = Even(key.Text);
        var exact = Lines(it => it == wanted);
        var found = exact.Count > 0 ? exact : Lines(it => wanted.Length >= 3 && it.Contains(wanted, StringComparison.Ordinal));
        switch (found)
        {
            case [var line]:
                return line;
            case []:
                var names = checklist.Plan.Items.Select(it => it.Text).Distinct(StringComparer.Ordinal);
                var meant = Nearest.Of(key.Text, names) is { } near ? $"Did you mean '{near}'? " : "";
                Add("SW1302", key, "No item has these words.", $"{meant}Write the words of the item, or its line number.");
                return null;
            default:
                Add(
                    "SW1302",
                    key,
                    $"{found.Count} items have these words.",
                    $"Write the line number: {string.Join(", ", found.Take(10))}."
                );
                return null;
        }
    }

    private List<int> Lines(Func<string, bool> fits) =>
        [.. checklist.Plan.Items.Where(it => fits(Even(it.Text))).Select(it => it.Line).Distinct()];

    private static string Even(string words) =>
        string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();

    private void Add(string code, YamlPart at, string message, string allowed) =>
        faults.Add(new(code, file, at.Line, at.Column, message, allowed));
}
