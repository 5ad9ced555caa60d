namespace Slipway.Checklists.Meaning.Scopes;

/// <summary>A scope and what gave it.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Rule">Stable name of the rule.</param>
/// <param name="Line">1-based line of the heading, lead-in or item that decided; 0 when nothing did.</param>
internal sealed record ScopeChoice(Scope Scope, string Rule, int Line)
{
    public static ScopeChoice Default { get; } = new(Scope.Forward, "default", 0);
}

/// <summary>
/// What a heading or lead-in says of the lines under it. Without it a trigger, an alert to be set up and a go condition read the
/// same. The first rule that holds decides.
/// </summary>
internal static class ScopeRules
{
    private static readonly (string Name, Scope Scope, Func<Words, Lexicon, bool> Holds)[] Rules =
    [
        ("do-not-run-heading", Scope.DoNotRun, (words, lexicon) => lexicon.Says(words, Concept.DoNotRun)),
        ("template-heading", Scope.Template, (words, lexicon) => lexicon.Says(words, Concept.Template) && words.Count <= 6),
        ("no-go-heading", Scope.NoGo, (words, lexicon) => lexicon.Says(words, Concept.NoGo) && !SaysBoth(words)),
        (
            "recovery-heading",
            Scope.Rollback,
            (words, lexicon) => lexicon.Says(words, Concept.Recovery) && !lexicon.Says(words, Concept.Readiness)
        ),
        ("rollback-trigger-heading", Scope.RollbackTrigger, IsTrigger),
        ("abort-heading", Scope.RollbackTrigger, IsAbort),
        ("rollback-heading", Scope.Rollback, IsRollback),
        ("success-heading", Scope.Forward, (words, lexicon) => lexicon.Says(words, Concept.Success)),
        ("go-heading", Scope.Go, (words, lexicon) => lexicon.Says(words, Concept.Go)),
        (
            "go-on-heading",
            Scope.Go,
            (words, lexicon) =>
                lexicon.Begins(words, Concept.GoOn) && EndsInIf(words, lexicon) && !lexicon.SaysAny(words, Concept.Rollback, Concept.Abort)
        ),
        ("condition-heading", Scope.RollbackTrigger, EndsInIf),
        ("alert-heading", Scope.AlertList, IsAlertList),
        ("contacts-heading", Scope.Contacts, (words, lexicon) => lexicon.Says(words, Concept.Contacts) && words.Count <= 5),
        ("troubleshooting-heading", Scope.Troubleshooting, (words, lexicon) => lexicon.Says(words, Concept.Troubleshooting)),
        ("reference-heading", Scope.Reference, (words, lexicon) => lexicon.Says(words, Concept.Reference) && words.Count <= 6),
        ("sign-off-heading", Scope.SignOff, (words, lexicon) => lexicon.Says(words, Concept.SignoffScope)),
        ("watch-heading", Scope.Watch, (words, lexicon) => lexicon.Says(words, Concept.WatchScope)),
    ];

    /// <summary>The scope that a text gives to what stands under it; null when it gives none.</summary>
    public static ScopeChoice? Of(string text, int line, Lexicon lexicon)
    {
        var words = Words.Of(
            Asides.Drop(text.Length > 200 ? text[..200] : text, lexicon) is { } bare && bare.Any(char.IsLetter) ? bare : text
        );
        var aside = Words.Of(text.Length > 200 ? text[..200] : text);
        foreach (var (name, scope, holds) in Rules)
        {
            if (holds(name == "do-not-run-heading" ? aside : words, lexicon))
            {
                return new(scope, name, line);
            }
        }

        return null;
    }

    /// <summary>True for a list of alerts that are to exist, by the words of its heading or of the item above it.</summary>
    public static bool IsAlertList(Words words, Lexicon lexicon)
    {
        var split = words.Split();
        return lexicon.Says(words, Concept.AlertList)
            && split.Length <= 5
            && !lexicon.Begins(words, Concept.NotifyVerb)
            && !lexicon.Says(words, Concept.MonitorNoun)
            && (
                lexicon.WritesTogether
                || Array.Exists(
                    split,
                    it => it is "alerts" or "alarms" or "rules" or "thresholds" or "alarme" or "alertas" or "alertes" or "alarmregeln"
                )
            );
    }

    /// <summary>True for a line that says itself when to stop: "Roll back if …", "Postpone when …".</summary>
    public static bool StopsIf(Words words, Lexicon lexicon) =>
        !lexicon.Says(words, Concept.Optional)
        && (
            (lexicon.Begins(words, Concept.Rollback) && ConditionFollows(words, lexicon, Concept.Rollback))
            || (lexicon.Begins(words, Concept.Abort) && ConditionFollows(words, lexicon, Concept.Abort))
        );

    private static bool IsTrigger(Words words, Lexicon lexicon) =>
        lexicon.Says(words, Concept.Rollback)
        && !lexicon.Says(words, Concept.Readiness)
        && (lexicon.Says(words, Concept.Criteria) || ConditionFollows(words, lexicon, Concept.Rollback));

    private static bool IsAbort(Words words, Lexicon lexicon) =>
        lexicon.Says(words, Concept.Abort)
        && !SaysBoth(words)
        && (lexicon.Says(words, Concept.Criteria) || ConditionFollows(words, lexicon, Concept.Abort));

    /// <summary>
    /// "Roll back if …" and "If any of these occur, roll back" list conditions; "If rollback is needed, run" lists steps.
    /// </summary>
    private static bool ConditionFollows(Words words, Lexicon lexicon, Concept act)
    {
        var split = words.Split();
        var condition = Array.FindLastIndex(split, it => lexicon.Is(Words.Of(it), Concept.If));
        var deed = Array.FindIndex(split, it => lexicon.Says(Words.Of(it), act) || it is "roll" or "back");
        var asksAny = Array.Exists(split, it => it is "any" or "following" or "these");
        if (lexicon.WritesTogether)
        {
            return lexicon.Says(words, Concept.If) && !lexicon.Says(words, Concept.Steps);
        }

        return condition >= 0 && (condition > deed || asksAny);
    }

    /// <summary>"We pull the sale when": what stands under it are conditions to act on, not work.</summary>
    private static bool EndsInIf(Words words, Lexicon lexicon) =>
        !lexicon.WritesTogether
        && words.Split() is { Length: >= 3 and <= 14 } split
        && lexicon.Is(Words.Of(split[^1]), Concept.If)
        && !lexicon.Says(words, Concept.Optional);

    /// <summary>"How we do it" directly behind a list of conditions is the way back.</summary>
    public static bool SaysHow(string text, Lexicon lexicon) =>
        Words.Of(text) is { Count: <= 6 } words && lexicon.Begins(words, Concept.Steps) && !lexicon.Says(words, Concept.Release);

    /// <summary>"Triggers", "When to act" below a heading of the way back: a short heading that names conditions.</summary>
    public static bool NamesConditions(string text, Lexicon lexicon) =>
        Words.Of(text) is { Count: <= 6 } words
        && lexicon.Says(words, Concept.Criteria)
        && !lexicon.SaysAny(words, Concept.Readiness, Concept.Success)
        && (!lexicon.Says(words, Concept.Steps) || lexicon.WritesTogether);

    /// <summary>"If stopped" directly behind a list of conditions is the way back.</summary>
    public static bool SaysThen(string text, Lexicon lexicon) =>
        Words.Of(text) is { Count: <= 4 } words && lexicon.Begins(WithoutNumber(words), Concept.If);

    private static bool IsRollback(Words words, Lexicon lexicon) =>
        lexicon.Is(WithoutNumber(words), Concept.WayBack)
        || NamesVersion(words) && lexicon.Begins(WithoutNumber(words), Concept.WayBack)
        || lexicon.Says(words, Concept.Rollback) && !lexicon.Says(words, Concept.Readiness);

    /// <summary>"Return to v8", "Zurück auf 24.2": behind the way back stands a version.</summary>
    private static bool NamesVersion(Words words) =>
        words.Split() is { Length: > 1 and <= 6 } split
        && Array.Exists(
            split[1..],
            it => char.IsAsciiDigit(it[^1]) && it.Length < 8 || it is "old" or "previous" or "prior" or "stable" or "last"
        );

    /// <summary>"5. Retour" is the word alone.</summary>
    private static Words WithoutNumber(Words words) =>
        words.Split() is [var first, .. var rest] && rest.Length > 0 && first.All(char.IsAsciiDigit)
            ? Words.Of(string.Join(' ', rest))
            : words;

    /// <summary><c>Go/No-Go</c> names the decision, not one side of it.</summary>
    private static bool SaysBoth(Words words) =>
        words.Evened.Contains(" go no go ", StringComparison.Ordinal) || words.Evened.Contains(" go or no go ", StringComparison.Ordinal);
}
