using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Checklists.Meaning;
using Slipway.Kernel;

namespace Slipway.Checklists.Binding;

/// <summary>
/// The condition of a trigger, read as a whole: what is measured, one bound, and what stands beside it. Where any word of it is not
/// understood there is no condition: half of it would be another one than the author's.
/// </summary>
internal sealed partial class TriggerSentence
{
    /// <summary>Stands in the sentence where its bound stood.</summary>
    private const char Mark = '§';

    private const RegexOptions Plain = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    private const string Time =
        @"(?:(?<n>[0-9]+(?:\.[0-9]+)?|an?|one|half an)\s?(?<u>seconds?|secs?|s|minutes?|mins?|min|m|hours?|hrs?|h|days?|d)\b)";

    private static readonly Concept[] Comparing =
    [
        Concept.For,
        Concept.Lasting,
        Concept.Sustained,
        Concept.More,
        Concept.Less,
        Concept.AtLeast,
        Concept.AtMost,
        Concept.Article,
    ];

    /// <summary>What compares, lasts or says nothing, in every language.</summary>
    private static readonly Lazy<IReadOnlyList<string>> Understood = new(() =>
        [
            .. BindingWords.Fillers,
            .. BindingWords.OfTriggers,
            .. Lexicon.AllLanguages.SelectMany(it => Comparing.SelectMany(it.PhrasesOf)).SelectMany(Leftover.Phrases).Distinct(),
        ]
    );

    private readonly PlanItem _item;
    private readonly List<string> _parts = [];
    private readonly List<double> _numbers = [];
    private string _text;
    private readonly string? _within;
    private bool _isTwice;

    private TriggerSentence(PlanItem item)
    {
        _item = item;
        _text = $" {Even(item.Text)} ";
        TakeParts();
        _within = WithinTime().Match(_text) is { Success: true } window ? window.Value.Trim() : null;
        _text = UnitBehind().Replace(_text, "${number} ");
        Bound = TakeBaseline() ?? TakeBound();
    }

    /// <summary>The words of its one bound; null when it states none, or several.</summary>
    public string? Bound { get; }

    /// <summary>The condition as an expectation: the bound and all that stands beside it.</summary>
    public Expectation? Condition => Bound is null ? null : Expectation.Parse(string.Join(" and ", _parts.Prepend(Bound)));

    /// <summary>Whether it states a number, or something beside one, so that it could be meant for a machine.</summary>
    public bool StatesNumbers => Levels(_item).Count > 0 || Bound is not null;

    /// <summary>Reads the condition of an item.</summary>
    public static TriggerSentence Of(PlanItem item) => new(item);

    /// <summary>What of it is not understood when these words name what is measured; null when all is.</summary>
    public string? Unclear(IReadOnlyList<string> names)
    {
        var left = new Leftover(_text.Replace(Mark, ' '));
        return !left.Take(names) ? "what is measured" : Fault() ?? UnclearOf(left, names);
    }

    /// <summary>What of it is not understood whatever it measures; null when it is only that which nobody has named yet.</summary>
    public string? Unclear()
    {
        var at = _text.IndexOf(Mark, StringComparison.Ordinal);
        return Fault()
            ?? (
                at < 0 ? null
                : Guard().Match(_text[..at]) is { Success: true } word ? word.Value
                : UnclearOf(new(_text[at..]), [])
            );
    }

    private string? Fault() =>
        _isTwice ? "one of its parts stands there twice"
        : Bound is null ? "it states no bound, or more than one"
        : _within;

    private string? UnclearOf(Leftover left, IReadOnlyList<string> names)
    {
        left.TakeAll(names);
        left.TakeAll(Understood.Value);
        return Numbers().Matches(_text).Select(it => it.Value).FirstOrDefault(it => !IsKnown(it)) ?? left.Words.FirstOrDefault();
    }

    /// <summary>A number of the bound, or of how long it has to last.</summary>
    private bool IsKnown(string number) =>
        Readings(number)
            .Any(it =>
                _numbers.Contains(it) || (_item.For is { } lasts && Digits().Matches(lasts).Any(span => Readings(span.Value).Contains(it)))
            );

    private void TakeParts()
    {
        Take(GrowingPart(), it => it.Groups["n"].Success ? $"growing over {Span(it)}" : "growing");
        Take(AfterPart(), it => $"after {Span(it)}");
        Take(ChangedPart(), it => $"changed within {Span(it)}");
        Take(RowPart(), it => Count(it) is >= 2 and var looks ? $"{looks} in a row" : null);
    }

    private void Take(Regex part, Func<Match, string?> words)
    {
        if (part.Matches(_text) is { Count: > 0 } found)
        {
            _isTwice |= found.Count > 1;
            if (words(found[0]) is { } said)
            {
                _parts.Add(said);
                _text = string.Concat(_text.AsSpan(0, found[0].Index), " ", _text.AsSpan(found[0].Index + found[0].Length));
            }
        }
    }

    private string? TakeBaseline()
    {
        if (BaselinePart().Matches(_text) is not [var only] || !Levels(_item).TrueForAll(it => IsFactor(it.Numbers, only.Groups["factor"])))
        {
            return null;
        }

        _text = string.Concat(_text.AsSpan(0, only.Index), $" {Mark} ", _text.AsSpan(only.Index + only.Length));
        var sign =
            only.Groups["least"].Success ? ">="
            : only.Groups["less"].Success ? "<"
            : ">";
        var factor = only.Groups["factor"].Success ? $"{only.Groups["factor"].Value}x " : "";
        return $"value {sign} {factor}baseline";
    }

    /// <summary>"More than 3 times the baseline" is read as a bound of three, too.</summary>
    private static bool IsFactor(double[] numbers, Group factor) =>
        factor.Success && numbers is [var only] && Readings(factor.Value).Contains(only);

    private string? TakeBound()
    {
        if (Levels(_item) is not [var (words, numbers)] || BaselinePart().IsMatch(_text))
        {
            return null;
        }

        _numbers.AddRange(numbers);
        foreach (Match number in Numbers().Matches(_text))
        {
            if (Readings(number.Value).Any(numbers.Contains))
            {
                _text = _text.Insert(number.Index, $"{Mark} ");
                break;
            }
        }

        return words;
    }

    /// <summary>The bounds that were read from the line, each with its numbers as they are written.</summary>
    private static List<(string Words, double[] Numbers)> Levels(PlanItem item) =>
        item.Expect is not { } wanted
            ? []
            :
            [
                .. wanted
                    .Clauses.Zip(wanted.Parts)
                    .Select(it =>
                        it.First switch
                        {
                            Clause.Value { Bound.Unit: not "x" } value => (it.Second, new[] { value.Bound.Number }),
                            Clause.Between band => (it.Second, [band.Low.Number, band.High.Number]),
                            _ => ("", (double[])[]),
                        }
                    )
                    .Where(it => it.Item1.Length > 0),
            ];

    private static string Span(Match part)
    {
        var (number, unit) = (part.Groups["n"].Value, part.Groups["u"].Value);
        return number switch
        {
            "half an" => "30m",
            "a" or "an" or "one" => $"1{unit[..1]}",
            _ => $"{number}{unit[..1]}",
        };
    }

    private static int? Count(Match part) =>
        part.Groups["n"].Value switch
        {
            "two" => 2,
            "three" => 3,
            "four" => 4,
            "five" => 5,
            var digits => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null,
        };

    /// <summary>A comma parts thousands, or is the decimal sign of the language.</summary>
    private static IEnumerable<double> Readings(string number) =>
        ((string[])[number.Replace(",", "", StringComparison.Ordinal), number.Replace(',', '.')])
            .Where(it => double.TryParse(it, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            .Select(it => double.Parse(it, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));

    /// <summary>Lower case, signs in one spelling.</summary>
    private static string Even(string text) =>
        text.ToLowerInvariant()
            .Replace('％', '%')
            .Replace('＞', '>')
            .Replace('＜', '<')
            .Replace('≥', '>')
            .Replace('≤', '<')
            .Replace(Mark, ' ');

    /// <summary>The unit of a number, or the plain noun of what is counted.</summary>
    [GeneratedRegex(
        @"(?<![\p{L}0-9.])(?<number>[0-9]+(?:[.,][0-9]+)*)\s?(?:%|percent|ms|req/s|rps|[kmgt]b|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|messages|items|jobs|entries|tasks|records|connections)(?![\p{L}0-9])",
        Plain
    )]
    private static partial Regex UnitBehind();

    [GeneratedRegex(
        @"(?:\band |\bis |\bstill |\bkeeps )*\b(?:growing|increasing|rising|climbing)\b(?: (?:over|for|within|during|in)(?: the last)? "
            + Time
            + ")?",
        Plain
    )]
    private static partial Regex GrowingPart();

    [GeneratedRegex(
        @"(?:\band )?\bafter (?:the first )?"
            + Time
            + @"(?: (?:of|from|after) (?:the )?(?:deploy(?:ment)?|release|go-live|rollout|first change))?",
        Plain
    )]
    private static partial Regex AfterPart();

    [GeneratedRegex(
        @"(?:\band |\bwith )?(?:\ban? |\bany |\bthe )?\b(?:deploy(?:ment)?|release|change|rollout)(?: happened| was made)? (?:in|within|during) the (?:last|past) "
            + Time,
        Plain
    )]
    private static partial Regex ChangedPart();

    [GeneratedRegex(
        @"(?:\bfor |\bin |\bon )?(?:\b(?<n>[0-9]{1,3}|two|three|four|five) (?:consecutive|successive|straight)(?: (?:checks?|looks?|times|samples?|readings?|measurements?|probes?))\b|\b(?<n>[0-9]{1,3}|two|three|four|five) (?:times|checks|looks|samples|readings|measurements|probes) in a row\b)",
        Plain
    )]
    private static partial Regex RowPart();

    [GeneratedRegex(
        @"(?:(?<least>>=|\bat least)|(?<less><|\bless than|\bbelow|\bunder)|>|\bmore than|\babove|\bover|\bgreater than|\bhigher than|\bexceeds)\s?(?:(?<factor>[0-9]{1,4}(?:\.[0-9]{1,3})?)\s?(?:x|times|×)\s?)?(?:the |its )?\b(?:baseline|normal|usual|(?:old|previous|stable) version)\b",
        Plain
    )]
    private static partial Regex BaselinePart();

    /// <summary>"In the first hour", "within 5 minutes": when it counts, which is not how long it lasts.</summary>
    [GeneratedRegex(
        @"\b(?:with)?in (?:the |any )?(?:first |last |past |next )?(?:[0-9]+ ?(?:s|m|h|d|sec|min|hour|day)[a-z]*|hour|minute|day)\b",
        Plain
    )]
    private static partial Regex WithinTime();

    /// <summary>Words before the bound that make it another condition than the bound alone.</summary>
    [GeneratedRegex(
        @"\b(?:unless|only|while|except|excluding|without|but|not|no|or|nor|consecutive|successive|straight|first|last|per|within|during|before|after|until|times|twice|row|growing|rising|increasing|deploy(?:ment)?)\b|(?<![\p{L}0-9])[0-9]+(?![\p{L}0-9])",
        Plain
    )]
    private static partial Regex Guard();

    [GeneratedRegex(@"(?<![\p{L}0-9.])[0-9]+(?:[.,][0-9]+)*(?![\p{L}0-9])", Plain)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[0-9]+(?:\.[0-9]+)?", Plain)]
    private static partial Regex Digits();
}
