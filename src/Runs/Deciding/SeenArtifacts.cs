using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>Digests of what goes live, as checks of files, backups and images saw them.</summary>
internal static partial class SeenArtifacts
{
    private static readonly HashSet<string> Kinds = new(["file", "registry", "backup", "version"], StringComparer.Ordinal);

    /// <summary>By the step that saw it; of a step that passed, from its last attempt.</summary>
    public static IEnumerable<KeyValuePair<string, string>> In(RunState state) =>
        state
            .Order.Select(it => state.Steps[it])
            .Where(it => it is { Verdict: Verdict.Pass, Step.Check: { } check } && Kinds.Contains(check.Kind))
            .Select(it => KeyValuePair.Create(it.Step.Id.Value, Digests(it)))
            .Where(it => it.Value.Length > 0);

    private static string Digests(StepState step) =>
        step.Attempts is [.., var last]
            ? string.Join(
                ' ',
                last.Evidence.SelectMany(it => Hex().Matches($"{it.What} {it.Seen}").Select(found => found.Value)).Distinct()
            )
            : "";

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")]
    private static partial Regex Hex();
}
