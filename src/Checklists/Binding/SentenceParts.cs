using System.Text.RegularExpressions;

namespace Slipway.Checklists.Binding;

/// <summary>
/// A sentence that states several facts, of which one is bound wholly: that one is shown, and a person says the rest. The fact must
/// follow from the sentence, so a sentence in which a word denies, excepts, plans, sets a condition or narrows what stands beside it
/// is not parted.
/// </summary>
internal static partial class SentenceParts
{
    private const RegexOptions Plain = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    /// <summary>The binding of the first fact that is bound wholly, with the rest of the sentence; null when there is none.</summary>
    public static ItemBinding? Of(PlanItem item, EnvironmentSpec environment)
    {
        if (item is not { Kind: not ItemKind.Metric, Condition: null } || Bare(item.Text) is not { } bare)
        {
            return null;
        }

        var (text, aside) = bare;
        if (new Leftover(text).Take(BindingWords.Guards))
        {
            return null;
        }

        return Labelled().Match(text) is { Success: true } labelled
                ? OfLabelled(item, labelled.Groups["label"].Value, labelled.Groups["body"].Value, aside, environment)
            : aside.Count > 0 && Whole(item, text, environment) is { } found ? WithRest(found, aside)
            : OfFacts(item, [.. Facts(text)], aside, environment);
    }

    /// <summary>A claim and its elaboration: the label alone is bound, wholly or by the state that its body says, or label and body together.</summary>
    private static ItemBinding? OfLabelled(
        PlanItem item,
        string label,
        string body,
        IReadOnlyList<string> aside,
        EnvironmentSpec environment
    )
    {
        if (new Leftover(body) is var said && BindingWords.Narrowing.Any(said.Begins))
        {
            return null;
        }

        if (Whole(item, $"{label} {body}", environment) is { } both)
        {
            return WithRest(both, aside);
        }

        return OfFacts(item, [.. Facts(label)], [body, .. aside], environment)
            ?? (
                (Subjects.OfLabel(item, label, body, environment) ?? NamedFacts.OfLabel(item, label, body, environment)) is { } named
                    ? WithRest(named, [body, .. aside])
                : IsTitle(label, body) ? OfFacts(item, [.. Facts(body)], [label, .. aside], environment)
                : null
            );
    }

    /// <summary>Whether a label narrows nothing: it is made of words of titles, and of words that its body says itself.</summary>
    private static bool IsTitle(string label, string body)
    {
        var own = new Leftover(body).Words.ToHashSet(StringComparer.Ordinal);
        var left = new Leftover(label);
        left.TakeAll(BindingWords.Titles);
        left.TakeAll(BindingWords.Fillers);
        return left.Words.All(own.Contains);
    }

    private static ItemBinding? OfFacts(
        PlanItem item,
        IReadOnlyList<string> facts,
        IReadOnlyList<string> aside,
        EnvironmentSpec environment
    )
    {
        for (var at = 0; at < facts.Count; at++)
        {
            var others = facts.Where((_, index) => index != at).ToList();
            if (!others.Exists(Narrows) && (others.Count > 0 || aside.Count > 0) && Whole(item, facts[at], environment) is { } found)
            {
                return WithRest(found, [.. others, .. aside]);
            }
        }

        return null;
    }

    /// <summary>What stands in a fact behind a preposition may be meant of all of them: "valid and active for the shop".</summary>
    private static bool Narrows(string fact) => new Leftover(fact).Take(BindingWords.Narrowing);

    private static ItemBinding? Whole(PlanItem item, string fact, EnvironmentSpec environment) =>
        NamedFacts.Of(item with { Text = fact, Expect = Expected(item, fact) }, environment)
        ?? Subjects.Of(item with { Text = fact, Expect = Expected(item, fact) }, environment);

    /// <summary>"Logs read - no errors": that there are none is wanted of the fact that says so; any other number is of the rest.</summary>
    private static Kernel.Expectation? Expected(PlanItem item, string fact) =>
        item.Expect is { } wanted && SubjectRule.IsNone(wanted) && BindingWords.None.Any(new Leftover(fact).Begins) ? wanted : null;

    private static ItemBinding WithRest(ItemBinding found, IReadOnlyList<string> rest)
    {
        string[] all =
        [
            .. rest.Append(found.Rest).OfType<string>().Select(it => it.Trim(' ', '.', '✅', '✔', '☑')).Where(it => it.Length > 0),
        ];
        return found with { Rest = all.Length == 0 ? null : string.Join("; ", all) };
    }

    private static IEnumerable<string> Facts(string text) => Joint().Split(text).Select(it => it.Trim()).Where(it => it.Length > 0);

    /// <summary>The sentence without its brackets, and what stood in them; null when a bracket may narrow what it stands beside.</summary>
    private static (string Text, IReadOnlyList<string> Aside)? Bare(string sentence)
    {
        var aside = new List<string>();
        foreach (var words in Bracket().Matches(sentence).Select(it => it.Groups["words"].Value))
        {
            if (
                !Beside().IsMatch(words)
                && !(Version().Match(words) is { Success: true } of && IsElsewhere(sentence, of.Groups["of"].Value))
            )
            {
                return null;
            }

            aside.Add(words);
        }

        return (Bracket().Replace(sentence, " ").Trim(), aside);
    }

    private static bool IsElsewhere(string sentence, string word) =>
        new Leftover(Bracket().Replace(sentence, " ")).Take(Leftover.Phrases(word));

    [GeneratedRegex(@"[(（](?<words>[^()（）]*)[)）]", Plain)]
    private static partial Regex Bracket();

    /// <summary>A blank, a number or a mark alone, and where more is written: none of them narrows.</summary>
    [GeneratedRegex(@"__|^[^\p{L}]*$|^\s*(?:see|siehe|ver|voir|см\.?|参见|参照|est\.?|estimated)\b", Plain)]
    private static partial Regex Beside();

    /// <summary>"Redis cluster (Redis 7)": the version of what was named already.</summary>
    [GeneratedRegex(@"^\s*(?<of>\p{L}+)\s+v?[0-9]+(?:\.[0-9]+)*\+?\s*$", Plain)]
    private static partial Regex Version();

    [GeneratedRegex(@"^(?<label>[^:：]{2,80}?)(?:\s*[:：]\s*(?!//)|\s+[-–—]\s+)(?<body>\S.*)$", Plain)]
    private static partial Regex Labelled();

    [GeneratedRegex(
        @"\s*[,;，；、]\s*|\s+(?:and|&|und|sowie|y|e|et|и|а также)\s+|\s*(?:并且|以及|和|与|並びに|および|及び|かつ|그리고|및)\s*",
        Plain
    )]
    private static partial Regex Joint();
}
