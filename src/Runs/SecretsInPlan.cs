using System.Text.RegularExpressions;

namespace Slipway.Runs;

/// <summary>
/// Secrets that stand in a document where something is carried out. A record hides them, so what would run would not be what is
/// kept and shown, and a run that is taken up again would run something else: no run begins so.
/// </summary>
public static partial class SecretsInPlan
{
    /// <summary>Where they stand and what to do, a sentence each; empty when there are none.</summary>
    /// <param name="start">What is to be run.</param>
    /// <param name="redact">Takes secrets out of a text.</param>
    public static IReadOnlyList<string> FaultsOf(StartRun start, Func<string, string> redact) =>
        [
            .. start
                .Steps.SelectMany(step => TextsOf(step).Select(text => (step.Where, text, Hidden: redact(text))))
                .Where(it => it.Hidden != it.text)
                .Select(it =>
                    $"{it.Where}: what is to be carried out holds a secret ({NameIn(it.Hidden)}), which no record keeps; put it under secrets in slipway.yaml, write $NAME here, and change it, for the document has shown it"
                )
                .Distinct(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> TextsOf(Step step) =>
        step
            .Commands.SelectMany(it => new[] { it.Text, it.Expect?.Text })
            .Append(step.Expect)
            .Concat(step.Check?.With.Values ?? [])
            .OfType<string>();

    private static string NameIn(string hidden) => Mark().Match(hidden) is { Success: true } it ? it.Groups[1].Value : "hidden";

    [GeneratedRegex(@"\*\*\*([^*\s]{1,100})\*\*\*")]
    private static partial Regex Mark();
}
