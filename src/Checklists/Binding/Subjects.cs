using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Checklists.Binding;

/// <summary>
/// The recurring subjects of checklists that a built-in check proves once the environment names what is asked. A rule fits only the
/// whole sentence: each of its groups of words is there, and nothing else that says anything.
/// </summary>
internal static class Subjects
{
    /// <summary>The rules, in the order of the file.</summary>
    public static IReadOnlyList<SubjectRule> All { get; } = [.. BindingWords.Read("subjects").Select(SubjectRule.Of)];

    /// <summary>The binding by the one rule that fits; none when several do.</summary>
    public static ItemBinding? Of(PlanItem item, EnvironmentSpec environment)
    {
        var found = All.Select(it => it.Bind(item, environment)).OfType<ItemBinding>().Take(2).ToList();
        return found is [var only] ? only : null;
    }

    /// <summary>"Security headers: Helmet's are present": the label names the subject, and what follows says in more words that it is so.</summary>
    public static ItemBinding? OfLabel(PlanItem item, string label, string body, EnvironmentSpec environment)
    {
        var found = All.Select(it => it.BindLabel(item, label, body, environment)).OfType<ItemBinding>().Take(2).ToList();
        return found is [var only] ? only : null;
    }
}

/// <summary>One recurring subject.</summary>
internal sealed partial record SubjectRule
{
    /// <summary>Kind of check.</summary>
    public required string Kind { get; init; }

    /// <summary>Its settings; <c>{base-url}</c>, <c>{host}</c> and the kinds of sources in braces stand for what the environment names.</summary>
    public required IReadOnlyList<(string Name, string Value)> Settings { get; init; }

    /// <summary>Groups of words; one of each must be there.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Must { get; init; }

    /// <summary>Words that may stand beside them.</summary>
    public required IReadOnlyList<string> May { get; init; }

    /// <summary>What is expected: null for what the check expects, <c>item</c> for what the item says, <c>item as NOUN</c> for the same number counted so, otherwise the words.</summary>
    public required string? Expect { get; init; }

    /// <summary>What the check shows.</summary>
    public required string Proves { get; init; }

    /// <summary>What people mean by such a sentence beside what is shown; null when it is all.</summary>
    public required string? Rest { get; init; }

    /// <summary>Whether the sentence says that there is none of what the check finds, so that <c>count = 0</c> is what the check expects anyway.</summary>
    public required bool SaysNone { get; init; }

    public static SubjectRule Of(BindingEntry entry)
    {
        var words = (entry["check"] ?? throw new InvalidOperationException($"The subject {entry.Name} has no check.")).Split(' ', 2);
        return new()
        {
            Kind = words[0],
            Settings =
                words.Length == 1 ? [] : [.. Setting().Matches(words[1]).Select(it => (it.Groups["name"].Value, it.Groups["value"].Value))],
            Must = [.. entry.All("must").Select(Leftover.Phrases)],
            May = Leftover.Phrases(entry["may"] ?? ""),
            Expect = entry["expect"],
            Rest = entry["rest"],
            SaysNone = entry["none"] == "yes",
            Proves = entry["proves"] ?? throw new InvalidOperationException($"The subject {entry.Name} does not say what it proves."),
        };
    }

    /// <summary>The binding; null when the sentence says something else or more, or the environment does not name what is asked.</summary>
    public ItemBinding? Bind(PlanItem item, EnvironmentSpec environment)
    {
        var left = new Leftover(item.Text);
        if (!Must.All(left.Take) || !Holds(item.Expect))
        {
            return null;
        }

        var by = new List<string>();
        var with = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Settings)
        {
            if (Filled(value, environment, left, by) is not { } filled)
            {
                return null;
            }

            with[name] = filled;
        }

        foreach (var states in Must.Skip(1))
        {
            left.TakeAll(states);
        }

        left.TakeAll(May);
        left.TakeAll(BindingWords.Fillers);
        var expect =
            Expect is null ? null
            : Expect == "item" ? item.Expect
            : IsOfItem ? Expectation.Parse(item.Expect!.Text.Replace("value", Expect["item as ".Length..], StringComparison.Ordinal))
            : Expectation.Parse(Expect);
        return left.IsNothing && (IsOfItem || !left.HasNumber)
            ? new(new(Kind, with), expect, string.Join(", ", by.Distinct(StringComparer.Ordinal)), Proves) { Rest = Rest }
            : null;
    }

    /// <summary>The binding of a label whose body says the state; null for rules that need a number, or whose words are no subject and state.</summary>
    public ItemBinding? BindLabel(PlanItem item, string label, string body, EnvironmentSpec environment) =>
        Must.Count == 2 && !IsOfItem && Must[1].FirstOrDefault(it => new Leftover(body).Take([it])) is { } state
            ? Bind(item with { Text = $"{label} {state}", Expect = null }, environment)
            : null;

    private bool IsOfItem => Expect?.StartsWith("item", StringComparison.Ordinal) == true;

    /// <summary>What a line expects is never dropped: the check must be held against it, or the line must expect nothing of its own.</summary>
    private bool Holds(Expectation? said) =>
        IsOfItem
            ? said is { Clauses: [Clause.Value] } || Expect == "item" && said is not null
            : said?.Text is null or "status 2xx" or "exit0" || SaysNone && IsNone(said);

    /// <summary>Whether an expectation says nothing but that there is none of something.</summary>
    internal static bool IsNone(Expectation said) => said.Clauses.All(it => it is Clause.Count { Comparison: Comparison.Equal, Wanted: 0 });

    private static string? Filled(string value, EnvironmentSpec environment, Leftover left, List<string> by)
    {
        if (Place().Match(value) is not { Success: true } place)
        {
            return value;
        }

        var found = place.Groups[1].Value switch
        {
            "base-url" => environment.BaseUrl?.AbsoluteUri,
            "https-url" => environment.BaseUrl is { Scheme: "https" } url ? url.AbsoluteUri : null,
            "host" => environment.BaseUrl?.IdnHost,
            var kind => SourceOf(kind, environment, left, by),
        };
        if (found is not null && by.Count == 0)
        {
            by.Add("the base URL");
        }

        return found is null ? null : value.Replace(place.Value, found, StringComparison.Ordinal);
    }

    /// <summary>The source of a kind that the sentence names, or the only one there is; a path kind gives its path, any other its name.</summary>
    private static string? SourceOf(string kind, EnvironmentSpec environment, Leftover left, List<string> by)
    {
        var names = environment
            .Sources.Where(it => kind == "sql" ? it.Value.SpeaksSql : it.Value.Kind == kind.Split(':')[0])
            .Select(it => it.Key)
            .ToList();
        var named = names.Where(it => left.Take([it.ToLowerInvariant()])).ToList();
        var name =
            named is [var said] ? said
            : names is [var only] ? only
            : null;
        if (name is null && named.Count == 0 && names.Count > 1 && IsOfManyFiles(kind))
        {
            by.Add($"the sources {string.Join(", ", names)}");
            return string.Join(';', names.Select(it => environment.Sources[it].Address));
        }

        if (name is null)
        {
            return null;
        }

        by.Add($"the source {name}");
        return kind.EndsWith(":path", StringComparison.Ordinal) ? environment.Sources[name].Address : name;
    }

    /// <summary>Reports and logs are read together where the sentence names none of them: all tests are those of all reports.</summary>
    private static bool IsOfManyFiles(string kind) =>
        kind is "test-report:path" or "coverage-report:path" or "scan-report:path" or "log:path";

    [GeneratedRegex("(?<name>[a-z-]+)=(?:\"(?<value>[^\"]*)\"|(?<value>[^\\s]+))")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\{([a-z:-]+)\}")]
    private static partial Regex Place();
}
