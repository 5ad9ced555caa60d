using System.Collections;
using System.Text.RegularExpressions;

namespace Slipway.Checklists.Filling;

/// <summary>Finds the places of one stretch of a document: a line, or one cell of a table.</summary>
internal static partial class LineScanner
{
    /// <summary>Characters behind a place that are looked at for its unit and its target.</summary>
    private const int MostBehind = 300;

    /// <summary>The places in the order they stand in; indices count from the start of the stretch.</summary>
    /// <param name="line">The stretch, comments that go over several lines blanked out.</param>
    /// <param name="column">The heading of the table's column; null outside tables.</param>
    /// <param name="known">What only the whole document tells.</param>
    public static IReadOnlyList<FoundPlace> Scan(string line, string? column, DocumentMarks known)
    {
        var mask = LineMask.Of(line);
        var found = new List<FoundPlace>(BoxPlaces(mask.Prose, known));
        found.AddRange(mask.CodeMarks.SelectMany(it => InCode(line, it.Start, it.End)));
        found.AddRange(Brackets(mask.Prose, known));
        if (column is not null || !IsRule(line))
        {
            found.AddRange(Blanks(mask.Prose));
        }

        found.AddRange(PlainChoices(mask.Prose, column is not null));
        return Labelled(line, column, WithoutOverlaps(found, line.Length));
    }

    /// <summary>Whether the text of a code mark would be read as a blank.</summary>
    public static bool AsksInCode(string code) => InCode(code, 0, code.Length).Any(it => it.Kind != PlaceKind.Choice);

    /// <summary>The box at the start of the stretch, and boxes that stand side by side as a choice.</summary>
    private static IEnumerable<FoundPlace> BoxPlaces(string prose, DocumentMarks known)
    {
        var boxes = Boxes.Find(prose, known.TickIsBox);
        if (boxes.Count == 0)
        {
            yield break;
        }

        var (lead, isItem) = LeadOf(prose);
        var first = boxes[0].Start == lead;
        var words = boxes.Select((it, i) => WordsBehind(prose, it.End, i + 1 < boxes.Count ? boxes[i + 1].Start : prose.Length)).ToList();
        var own = first && isItem && !(boxes.Count == 2 && words.TrueForAll(it => it.Split(' ').Length <= 3));
        if (first && (own || boxes.Count == 1))
        {
            yield return new(boxes[0].Start, boxes[0].End, PlaceKind.Box) { Style = boxes[0].Style };
        }

        var side = own ? 1 : 0;
        if (boxes.Count - side >= 2 && words.Skip(side).All(it => it.Length is > 0 and <= 40))
        {
            yield return new(boxes[side].Start, boxes[^1].End, PlaceKind.Choice)
            {
                Choices = [.. words.Skip(side)],
                Style = boxes[side].Style,
            };
        }
    }

    private static string WordsBehind(string prose, int from, int to) =>
        prose[from..to].Trim(' ', '\t', '*', '|', ',', ';', '/', '\uFFFC', '\uFE0F');

    /// <summary>Where the words of the stretch begin, and whether a list marker stands before them.</summary>
    private static (int At, bool IsItem) LeadOf(string prose)
    {
        var lead = Lead().Match(prose);
        return (lead.Length, lead.Groups["marker"].Success);
    }

    private static IEnumerable<FoundPlace> InCode(string line, int start, int end)
    {
        var code = line[start..end];
        if (ChoiceWords.ReadInCode(code.Trim()) is { } choices)
        {
            var lead = code.Length - code.TrimStart().Length;
            yield return new(start + lead, start + lead + code.Trim().Length, PlaceKind.Choice) { Choices = choices };
            yield break;
        }

        foreach (var blank in Blanks(code).Where(it => code[..it.Start].All(sign => !char.IsLetterOrDigit(sign))))
        {
            yield return blank with
            {
                Start = start + blank.Start,
                End = start + blank.End,
                Unit = PlaceWords.UnitInCode(code[blank.End..]),
            };
        }
    }

    /// <summary>Runs of underscores, escaped ones too; a run between stars that no emphasis has is one blank.</summary>
    private static IEnumerable<FoundPlace> Blanks(string text)
    {
        if (!text.Contains('_'))
        {
            yield break;
        }

        foreach (Match found in Blank().Matches(text))
        {
            var behind = Behind(text, found.Index + found.Length);
            var before = found.Index == 0 ? ' ' : text[found.Index - 1];
            var unit = PlaceWords.UnitBehind(behind);
            var touches = behind.Length > 0 && (char.IsLetterOrDigit(behind[0]) && unit is null || behind[0] is '_' or '\\');
            if (char.IsLetterOrDigit(before) || before is '\\' or '_' || touches)
            {
                continue;
            }

            var kind =
                before is '$' or '€' or '£' ? PlaceKind.Number
                : found.Value.Contains(':') ? PlaceKind.Time
                : found.Value.AsSpan().IndexOfAny('/', '.', '-') >= 0 ? PlaceKind.Date
                : PlaceKind.Text;
            yield return new(found.Index, found.Index + found.Length, kind) { Unit = unit };
        }
    }

    /// <summary>As much of what stands behind a place as says something about it, so that a line of many places is read in linear time.</summary>
    private static string Behind(string text, int from) => text[from..Math.Min(text.Length, from + MostBehind)];

    /// <summary>A line of nothing but underscores is a rule across the page.</summary>
    private static bool IsRule(string line) => line.AsSpan().Trim().Length > 0 && line.AsSpan().Trim().IndexOfAnyExcept('_') < 0;

    private static IEnumerable<FoundPlace> Brackets(string prose, DocumentMarks known)
    {
        foreach (Match found in Bracket().Matches(prose))
        {
            var inside = found.Groups["in"].Value.Trim();
            var before = prose.AsSpan(0, found.Index);
            var behind = prose.AsSpan(found.Index + found.Length);
            if (
                before.Length > 0 && before[^1] is '!' or ']' or '\\'
                || behind.Length > 0 && behind[0] is '(' or '[' or ':'
                || known.IsReference(inside)
            )
            {
                continue;
            }

            if (ChoiceWords.ReadKnown(inside) is { } choices)
            {
                yield return new(found.Index, found.Index + found.Length, PlaceKind.Choice) { Choices = choices };
            }
            else if (AsksFor().IsMatch(inside) || IsWholeAnswer(before, inside, behind))
            {
                yield return new(found.Index, found.Index + found.Length, PlaceKind.Text);
            }
        }
    }

    /// <summary>A bracket that is all there is behind a label: <c>**Lead:** [Jane's name]</c>.</summary>
    private static bool IsWholeAnswer(ReadOnlySpan<char> before, string inside, ReadOnlySpan<char> behind) =>
        before.TrimEnd(" *\t") is [.., ':']
        && behind.IndexOfAnyExcept(" *\t|") < 0
        && char.IsLetter(inside[0])
        && inside.Split(' ').Length <= 5;

    private static IEnumerable<FoundPlace> PlainChoices(string prose, bool isCell)
    {
        if (!prose.Contains('/'))
        {
            yield break;
        }

        foreach (Match found in KnownList().Matches(prose))
        {
            var list = found.Groups["list"];
            var before = prose[..list.Index].TrimEnd(' ', '*', '\t');
            var behind = Behind(prose, list.Index + list.Length).TrimStart(' ', '*', '\t', '.');
            var opens =
                isCell && before.Length == 0
                || before.Length > 0 && before[^1] is ':' or '：' or '?' or '(' or '–' or '—' or '=' or '→' or '>';
            var closes = behind.Length == 0 || behind[0] is '(' or ')' or '|' or ',' or ';' or '_';
            var words = list.Value.TrimEnd();
            if (opens && closes && (ChoiceWords.ReadKnown(words) ?? AfterLabel(before, words)) is { } choices)
            {
                yield return new(list.Index, list.Index + words.Length, PlaceKind.Choice) { Choices = choices };
            }
        }
    }

    private static IReadOnlyList<string>? AfterLabel(string before, string words) =>
        before.EndsWith(':') && words.Contains(" / ", StringComparison.Ordinal) && words.All(it => !char.IsLower(it))
            ? ChoiceWords.Read(words, _ => 1)
            : null;

    /// <summary>The first of two that overlap wins; the order of finding is the order of trust.</summary>
    private static List<FoundPlace> WithoutOverlaps(List<FoundPlace> found, int length)
    {
        if (found.Count < 2)
        {
            return found;
        }

        var taken = new BitArray(length);
        var kept = new List<FoundPlace>();
        foreach (var place in found)
        {
            var free = true;
            for (var at = place.Start; at < place.End && free; at++)
            {
                free = !taken[at];
            }

            for (var at = place.Start; at < place.End && free; at++)
            {
                taken[at] = true;
            }

            if (free)
            {
                kept.Add(place);
            }
        }

        kept.Sort((one, other) => one.Start.CompareTo(other.Start));
        return kept;
    }

    private static List<FoundPlace> Labelled(string line, string? column, List<FoundPlace> found)
    {
        var labelled = new List<FoundPlace>();
        var from = 0;
        foreach (var place in found)
        {
            var label = PlaceWords.LabelIn(line[from..place.Start]);
            var isOfColumn = label.Length == 0 && column is not null;
            label = isOfColumn ? column! : label;
            from = place.Kind == PlaceKind.Box ? from : place.End;
            var behind = Behind(line, place.End);
            var bracket = place.Kind == PlaceKind.Text && line[place.Start] == '[' ? line[(place.Start + 1)..(place.End - 1)] : "";
            var kind =
                place.Kind != PlaceKind.Text ? place.Kind
                : isOfColumn && place.Unit is null && PlaceWords.KindOfColumn(label) is { } ofColumn ? ofColumn
                : KindOf(label, bracket, place.Unit, behind);
            labelled.Add(place with { Label = label, Kind = kind });
        }

        return
        [
            .. labelled.Select((it, i) => i + 1 < labelled.Count && IsSigned(it, labelled[i + 1]) ? it with { Kind = PlaceKind.Name } : it),
        ];
    }

    /// <summary>A blank with a date blank behind it is signed: <c>Monitoring verified: ____ Date: ____</c>.</summary>
    private static bool IsSigned(FoundPlace place, FoundPlace next) =>
        place is { Kind: PlaceKind.Text, Unit: null, Label.Length: > 0 } && next.Kind == PlaceKind.Date;

    private static PlaceKind KindOf(string label, string bracket, string? unit, string behind)
    {
        var said = PlaceWords.KindOf(label, unit, behind);
        return said == PlaceKind.Text && bracket.Length > 0 ? PlaceWords.KindOf(bracket, unit, behind) : said;
    }

    [GeneratedRegex(@"^[ \t>]*(?:(?<marker>(?:[-*+]|[0-9]{1,9}[.)])[ \t]+))*(?:#{1,6}[ \t]+)?(?:\*\*)?")]
    private static partial Regex Lead();

    [GeneratedRegex(@"(?<!\*)\*{4,}(?:\\?_)+\*{4,}|(?:\\?_){2,} ?[:/.-] ?(?:\\?_){2,}(?: ?[:/.-] ?(?:\\?_){2,})?|(?:\\?_){3,}")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\[(?<in>[^\[\]\n]{2,60})\]")]
    private static partial Regex Bracket();

    [GeneratedRegex(
        @"^(?:(?:your|enter|insert|fill in|add|the|full|print(?:ed)?)\s)*(?:[\p{L}-]+\s){0,2}(?:name|names|date|time|signature|initials|number|version|url|link|value|amount|percentage|role|email|phone|contact|person|duration|reason)(?:\s(?:here|\/\stime|and time))?$|^(?:tbd|tba|todo|fill in|yyyy-mm-dd|dd/mm/yyyy|mm/dd/yyyy|hh:mm|\.\.\.|…)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex AsksFor();

    [GeneratedRegex(
        @"(?<![\p{L}'-])(?<list>\p{L}[\p{L}'-]{0,60}(?: [\p{L}'-]{1,60}){0,3}(?: ?/ ?\p{L}[\p{L}'-]{0,60}(?: [\p{L}'-]{1,60}){0,3}){1,7})"
    )]
    private static partial Regex KnownList();
}
