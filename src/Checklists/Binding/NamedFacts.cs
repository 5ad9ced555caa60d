using Slipway.Kernel;

namespace Slipway.Checklists.Binding;

/// <summary>
/// What the environment names under <c>facts</c>: a check and the words that the team uses for what it shows. It binds a sentence that
/// is made of these words and of words that say that it is so.
/// </summary>
internal static class NamedFacts
{
    /// <summary>The check of the fact that the whole item is about; of several the one with the longest name.</summary>
    public static ItemBinding? Of(PlanItem item, EnvironmentSpec environment) => Of(item, item.Text, item.Text, environment);

    /// <summary>"Webhooks: test event received and processed": the label is the fact's name, and what follows says in more words that it is so.</summary>
    public static ItemBinding? OfLabel(PlanItem item, string label, string body, EnvironmentSpec environment) =>
        Of(item with { Expect = null }, label, body, environment);

    private static ItemBinding? Of(PlanItem item, string named, string said, EnvironmentSpec environment) =>
        item.Kind == ItemKind.Metric
            ? null
            : environment
                .Facts.Where(it => OnlyLooks(it.Value.Check))
                .Select(it => (Fact: it, Names: Leftover.Phrases(it.Key)))
                .Where(it => Expected(item.Expect, it.Names) && IsWhole(it.Names, named, said))
                .OrderByDescending(it => it.Names[0].Length)
                .Select(it => new ItemBinding(
                    LaneChecks.Candidate(it.Fact.Value.Check),
                    it.Fact.Value.Expect,
                    $"the fact {it.Fact.Key}",
                    it.Fact.Value.Proves is { } proves ? $"{proves.TrimEnd('.')}." : "What slipway.yaml names for these words."
                )
                {
                    IsNamed = true,
                })
                .FirstOrDefault();

    private static bool IsWhole(IReadOnlyList<string> names, string named, string said)
    {
        var left = new Leftover(named);
        var saysNone = SaysNone(named);
        var state = new Leftover(said);
        state.TakeAll(NoState);
        if (!left.Take(names) || !saysNone && !state.Take(BindingWords.States))
        {
            return false;
        }

        left.TakeAll(names);
        left.TakeAll(saysNone ? BindingWords.Found : []);
        left.TakeAll(BindingWords.States);
        left.TakeAll(BindingWords.Fillers);
        return left is { IsNothing: true, HasNumber: false };
    }

    /// <summary>What a line expects is never dropped; that there is none of something is what a name such as "no failed jobs" says.</summary>
    private static bool Expected(Expectation? said, IReadOnlyList<string> names) =>
        said?.Text is null or "status 2xx" or "exit0" || SubjectRule.IsNone(said) && names.Any(SaysNone);

    /// <summary>Hold words of states, and are none.</summary>
    private static IReadOnlyList<string> NoState { get; } = Leftover.Phrases("up to date, up to, set up by, there is no, there are no");

    private static bool SaysNone(string words) => BindingWords.None.Any(it => new Leftover(words).Begins(it));

    /// <summary>A check that would change something is made only where it was shown beside the line. Own programs are said to read when the settings are read.</summary>
    private static bool OnlyLooks(CheckSpec check) =>
        check.Kind == OwnKindSpec.Carrier || CheckEffects.Of(check, Settings.None) <= Effect.Reads;
}
