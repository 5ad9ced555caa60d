using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Checklists.Binding;

/// <summary>
/// The catalogue of well-known measures: the words that people use for them, and queries for the common exporters. A query answers
/// nothing where its exporter is not there, so that a missing number is never zero.
/// </summary>
internal static class Measures
{
    /// <summary>The measures, in the order of the file.</summary>
    public static IReadOnlyList<Measure> All { get; } = [.. BindingWords.Read("measures").Select(Measure.Of)];

    /// <summary>The measure that the whole item is about, asked of the environment's Prometheus.</summary>
    public static ItemBinding? Of(PlanItem item, EnvironmentSpec environment)
    {
        return item.Expect?.Clauses is [var clause] && Bound(clause) is { } bound
            ? Of(environment, it => it.IsWholeOf(item.Text) && Fits(bound, it.Unit), item.Expect)
            : null;
    }

    /// <summary>
    /// The number that the whole item is about, where it states no bound ("Check error rates"): it is read and shown, and whether it
    /// is good a person says. Null when an expectation of another form is there.
    /// </summary>
    public static ItemBinding? Read(PlanItem item, EnvironmentSpec environment) =>
        item is { Expect: null, Kind: ItemKind.Manual or ItemKind.Watch }
        && new Leftover(item.Text) is { HasNumber: false }
        && Of(environment, it => it.IsWholeOf(item.Text), Expectation.Parse("value >= 0")) is { } found
            ? found with
            {
                Proves = $"The number is there and is shown: {found.Proves}",
                Rest = "whether that number is good",
            }
            : null;

    /// <summary>The measure that the condition of a trigger is about.</summary>
    public static ItemBinding? Of(TriggerSentence sentence, EnvironmentSpec environment) =>
        sentence.Condition is { } condition && sentence.Bound is { } words
            ? Of(
                environment,
                it =>
                    it.Rest is null
                    && sentence.Unclear(it.Words) is null
                    && (Expectation.Parse(words).Clauses is not [var clause] || Bound(clause) is not { } bound || Fits(bound, it.Unit)),
                condition
            )
            : null;

    private static ItemBinding? Of(EnvironmentSpec environment, Func<Measure, bool> fits, Expectation wanted)
    {
        var server = environment.Sources.Where(it => it.Value.Kind == "prometheus").Select(it => it.Key).ToList();
        var fitting = All.Where(fits).ToList();
        return server is [var source] && fitting is [var measure]
            ? new(
                new(
                    "prometheus",
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["source"] = source,
                        ["query"] = string.Join(" or ", measure.Queries),
                        ["unit"] = measure.Unit,
                    }
                ),
                wanted,
                $"the measure {measure.Name}, asked of the source {source}",
                measure.Proves
            )
            {
                Rest = measure.Rest,
            }
            : null;
    }

    /// <summary>The bound of a clause on one number; null for every other clause.</summary>
    private static Quantity? Bound(Clause clause) =>
        clause switch
        {
            Clause.Value it => it.Bound,
            Clause.Between it => it.High,
            Clause.Percentile it => it.Bound,
            _ => null,
        };

    private static bool Fits(Quantity bound, string unit) =>
        bound.Unit.Length == 0 ? unit.Length == 0 : new Quantity(1, unit).In(bound.Unit) is not null;
}

/// <summary>One measure.</summary>
/// <param name="Name">As it is told to people.</param>
/// <param name="Unit">Of what the queries answer.</param>
/// <param name="Words">What people call it; the longest first.</param>
/// <param name="Queries">PromQL for one exporter each; the first that finds its series answers.</param>
/// <param name="Proves">What the number says.</param>
internal sealed partial record Measure(string Name, string Unit, IReadOnlyList<string> Words, IReadOnlyList<string> Queries, string Proves)
{
    public static Measure Of(BindingEntry entry) =>
        new(
            entry.Name,
            entry["unit"] ?? "",
            Leftover.Phrases(entry["words"] ?? throw new InvalidOperationException($"The measure {entry.Name} has no words.")),
            entry.All("query"),
            entry["proves"] ?? throw new InvalidOperationException($"The measure {entry.Name} does not say what it proves.")
        )
        {
            Rest = entry["rest"],
            Beside = Leftover.Phrases(entry["beside"] ?? ""),
        };

    /// <summary>What people mean by these words beside the number; null when the number is all.</summary>
    public string? Rest { get; init; }

    /// <summary>Whether a sentence speaks of this measure and of nothing else: a service or a machine that it names is not what the query asks.</summary>
    public bool IsWholeOf(string sentence) => IsWholeOf(sentence, Words, Beside);

    /// <summary>Words that say the same once more beside those of the measure: "response time &lt; 500 ms, 95th percentile".</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>
    /// Whether a sentence with a number, or its label alone, speaks of what the operator named with these words and of nothing else:
    /// neither of the longest or the mean of it, nor over another time.
    /// </summary>
    public static bool IsNamedBy(string sentence, string name)
    {
        var words = Leftover.Phrases(UnitBehind().Replace(name.Replace(',', ' '), " "));
        var statistic = Statistic().Match(sentence) is { Success: true } said ? said.Value : "";
        return name.Contains(statistic, StringComparison.OrdinalIgnoreCase)
            && (
                IsWholeOf(sentence, words, BindingWords.Counted, name)
                || Label().Match(sentence) is { Success: true } label
                    && IsWholeOf(label.Groups["label"].Value, words, BindingWords.Counted, name)
            );
    }

    private static bool IsWholeOf(string sentence, IReadOnlyList<string> words, IReadOnlyList<string> beside, string name = "")
    {
        var left = new Leftover(ChoiceBehind().Replace(UnitBehind().Replace(sentence, " "), " "));
        if (
            !left.Take(words)
            || SpanAside().Match(sentence) is { Success: true } span && !name.Contains(span.Value, StringComparison.OrdinalIgnoreCase)
        )
        {
            return false;
        }

        left.TakeAll(words);
        left.TakeAll(beside);
        left.TakeAll(BindingWords.Fillers);
        return left.IsNothing;
    }

    /// <summary>A number with its unit, written together: <c>500ms</c>.</summary>
    [GeneratedRegex(
        @"(?<![\p{L}0-9.])(?<number>[0-9]+(?:[.,][0-9]+)*)\s?(?:%|ms|s|secs?|m|min|h|mb|gb|kb|req/s|rps)(?![\p{L}0-9])",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex UnitBehind();

    /// <summary>A span of time in brackets, over which another number is meant than that of now: <c>(24h)</c>.</summary>
    [GeneratedRegex(@"[(（]\s*(?<n>[0-9]+)[\s-]?\p{L}{1,8}\s*[)）]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex SpanAside();

    /// <summary>What stands before a colon, a column or a dash.</summary>
    [GeneratedRegex(@"^(?<label>[^:：|]{2,80}?)\s*(?:[:：|]|\s[-–—]\s)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    /// <summary>At the beginning of a line: which number of several is meant.</summary>
    [GeneratedRegex(
        @"^\s*(?:max(?:imum)?|min(?:imum)?|avg|average|mean|peak)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Statistic();

    /// <summary>Two words to choose from at the end of a line: <c>: Yes / No</c>.</summary>
    [GeneratedRegex(@"[:：]\s*\p{L}{1,12}\s*/\s*\p{L}{1,12}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex ChoiceBehind();
}
