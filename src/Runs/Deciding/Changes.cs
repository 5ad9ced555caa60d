namespace Slipway.Runs.Deciding;

/// <summary>What a signature covers, held against what is here now, in people's words.</summary>
internal static class Changes
{
    private const int Most = 6;

    /// <summary>Members that are the signer's own; they are held against the answer, whose words are told.</summary>
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["type"] = "it was signed as something else",
        ["run"] = "it belongs to another run",
        ["environment"] = "the environment is another one",
        ["document"] = "the document is another one",
        ["document digest"] = "the document has changed",
        ["step"] = "it answers another line",
        ["item"] = "the words of the line are others",
        ["question"] = "the question is another one",
        ["asked"] = "it has been asked anew since",
        ["verdict"] = "the verdict is another one",
        ["answer"] = "the answer is another one",
        ["comment"] = "the comment is another one",
        ["role"] = "the role is another one",
        ["by"] = "it is by somebody else",
        ["expires"] = "the end is another one",
    };

    /// <summary>The differences, the most important first; empty when there is none.</summary>
    public static IReadOnlyList<string> Between(RunState state, SignedWord word, SignedStatement wanted)
    {
        var (signed, here) = (word.Statement.Members, wanted.Members);
        var different = signed
            .Keys.Union(here.Keys, StringComparer.Ordinal)
            .Where(it => it != "time" && signed.GetValueOrDefault(it) != here.GetValueOrDefault(it))
            .Order(StringComparer.Ordinal)
            .ToList();
        return
        [
            .. different.Where(it => it == "plan digest").SelectMany(_ => Plan(state, word)),
            .. different.Where(it => it == "verdicts digest").SelectMany(_ => Verdicts(state, word)),
            .. different
                .Where(it => it is not ("plan digest" or "verdicts digest"))
                .Select(it => Member(it, signed.GetValueOrDefault(it), here.GetValueOrDefault(it))),
        ];
    }

    private static string Member(string name, string? signed, string? here) =>
        $"{Words.GetValueOrDefault(name, name)} (signed: {Short(signed)}; here: {Short(here)})";

    private static IEnumerable<string> Plan(RunState state, SignedWord word) =>
        Differences(word.Plan, Signing.PlanLines(state), state, "the plan is another one")
            .Select(it => it.Name is null ? it.Text : $"the plan is another one at {it.Name}: {it.Text}");

    /// <summary>The verdicts that the file names are told only where they are the ones that were signed.</summary>
    private static IEnumerable<string> Verdicts(RunState state, SignedWord word) =>
        Gates.DigestOf(word.Verdicts).Hex == word.Statement.Members.GetValueOrDefault("verdicts digest")
            ? Differences(word.Verdicts, Gates.Verdicts(state), state, "verdicts have changed")
                .Select(it => it.Name is null ? it.Text : $"the verdict of {it.Name} has changed: {it.Text}")
            : ["verdicts have changed since"];

    private static IEnumerable<(string? Name, string Text)> Differences(
        IReadOnlyDictionary<string, string> signed,
        IReadOnlyDictionary<string, string> here,
        RunState state,
        string otherwise
    )
    {
        var names = signed
            .Keys.Union(here.Keys, StringComparer.Ordinal)
            .Where(it => signed.GetValueOrDefault(it) != here.GetValueOrDefault(it))
            .OrderBy(it => state.Positions.GetValueOrDefault(new(it), int.MaxValue))
            .ToList();
        foreach (var name in names.Take(Most))
        {
            var where = state.Steps.TryGetValue(new(name), out var step) ? step.Step.Where : name;
            yield return (where, $"{Short(signed.GetValueOrDefault(name))} when it was signed, {Short(here.GetValueOrDefault(name))} now");
        }

        if (names.Count > Most || names.Count == 0)
        {
            yield return (null, names.Count == 0 ? otherwise : $"and {names.Count - Most} more");
        }
    }

    private static string Short(string? text) =>
        text is null ? "nothing"
        : text.Length <= 80 ? $"\"{text}\""
        : $"\"{text[..77]}…\"";
}
