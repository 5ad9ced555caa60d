namespace Slipway.Checklists.Filling;

/// <summary>Reads pick lists: short choices between slashes.</summary>
internal static class ChoiceWords
{
    private const int MostChoices = 8;

    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "yes",
        "no",
        "y",
        "n",
        "pass",
        "fail",
        "passed",
        "failed",
        "go",
        "no-go",
        "nogo",
        "no go",
        "ok",
        "okay",
        "nok",
        "not ok",
        "approved",
        "declined",
        "rejected",
        "denied",
        "approve",
        "reject",
        "deny",
        "accepted",
        "valid",
        "invalid",
        "working",
        "broken",
        "success",
        "failure",
        "successful",
        "complete",
        "incomplete",
        "completed",
        "done",
        "not done",
        "pending",
        "n/a",
        "na",
        "true",
        "false",
        "stable",
        "unstable",
        "green",
        "yellow",
        "amber",
        "red",
        "ready",
        "not ready",
        "met",
        "not met",
        "enabled",
        "disabled",
        "rollback",
        "roll back",
        "hold",
        "proceed",
        "abort",
        "continue",
        "stop",
        "deploy",
        "healthy",
        "unhealthy",
        "ja",
        "nein",
        "sí",
        "si",
        "oui",
        "non",
        "sim",
        "não",
        "да",
        "нет",
        "是",
        "否",
        "通过",
        "失败",
        "はい",
        "いいえ",
        "예",
        "아니오",
    };

    /// <summary>The choices of a text that is wholly a pick list; null when it is none.</summary>
    /// <param name="text">What stands in code marks, in brackets, or behind a label.</param>
    /// <param name="least">How many of the choices must be words that people choose between; the others may be any short words.</param>
    public static IReadOnlyList<string>? Read(string text, Func<int, int> least)
    {
        if (text.Length > 160 || !text.Contains('/'))
        {
            return null;
        }

        var whole = text.Replace("N/A", "N\u0001A", StringComparison.OrdinalIgnoreCase);
        var isWide = whole.Contains(" / ", StringComparison.Ordinal);
        var choices = whole.Split(isWide ? " / " : "/").Select(it => it.Trim().Replace('\u0001', '/')).ToList();
        return
            choices.Count is >= 2 and <= MostChoices && choices.TrueForAll(IsShort) && choices.Count(Known.Contains) >= least(choices.Count)
            ? choices
            : null;
    }

    /// <summary>Any short words: for code marks with blanks around the slashes, which nobody writes for anything else.</summary>
    public static IReadOnlyList<string>? ReadInCode(string text) =>
        Read(text, text.Contains(" / ", StringComparison.Ordinal) ? _ => 0 : all => all);

    /// <summary>Whether every choice is a word that people choose between.</summary>
    public static IReadOnlyList<string>? ReadKnown(string text) => Read(text, all => all);

    private static bool IsShort(string choice) =>
        choice.Length is > 0 and <= 32
        && char.IsLetter(choice[0])
        && choice.Split(' ').Length <= 4
        && choice.All(it => char.IsLetterOrDigit(it) || it is ' ' or '-' or '/' or '\'' or '+');
}
