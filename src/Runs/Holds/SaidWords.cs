using System.Text.RegularExpressions;

namespace Slipway.Runs.Holds;

/// <summary>What a person's words come to.</summary>
internal enum Sense
{
    /// <summary>Neither: never taken for one of the two.</summary>
    Unclear = 0,

    /// <summary>It is so.</summary>
    Yes = 1,

    /// <summary>It is not so.</summary>
    No = 2,
}

/// <summary>Words that say yes or no; marks around them aside, and with more words behind a comma: <c>yes, three pods are up</c>.</summary>
internal static partial class SaidWords
{
    private static readonly HashSet<string> Yes = Set(
        "yes y ja j oui si sí sim да true x ok okay done pass passed confirm confirmed approve approved accept accepted agreed sign signed go ready"
            + " good fine healthy holds correct verified complete completed success successful sent moved ✓ ✔ ✅ ☑"
    );

    private static readonly HashSet<string> No = Set(
        "no n nein non nao não нет false invalid broken error errors denied incomplete unhealthy ❌ ✗ ✘"
    );

    /// <summary>Choices that decide against going on, whatever the document does with them.</summary>
    private static readonly HashSet<string> Against =
    [
        .. Set("no-go nogo decline declined reject rejected rollback hold fail failed stop abort aborted"),
        "no go",
        "roll back",
        "rollback required",
        "rolled back",
        "issues detected",
        "needs attention",
    ];

    /// <summary>Yes, no, or neither.</summary>
    public static Sense Of(string said) =>
        Says(Even(said)) is var whole and not Sense.Unclear ? whole
        : More().Match(said) is { Success: true } more ? Says(Even(said[..more.Index]))
        : Sense.Unclear;

    /// <summary>True for the words of a decision against going on.</summary>
    public static bool IsAgainst(string said) => Against.Contains(Even(said)) || Even(said).StartsWith("not ", StringComparison.Ordinal);

    /// <summary>Case, blanks and the marks around the words evened out: <c>**NO-GO**</c> is <c>no-go</c>.</summary>
    public static string Even(string said)
    {
        var bare = Marks().Replace(said, "");
        var kept = bare.Length > 0 ? bare : said.Trim();
        return string.Join(' ', kept.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static Sense Says(string even) =>
        No.Contains(even) || IsAgainst(even) ? Sense.No
        : Yes.Contains(even) ? Sense.Yes
        : Sense.Unclear;

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);

    [GeneratedRegex(@"^[^\p{L}\p{Nd}]+|[^\p{L}\p{Nd}]+$")]
    private static partial Regex Marks();

    [GeneratedRegex(@"[,;:.!(]|\s[-–—]\s")]
    private static partial Regex More();
}
