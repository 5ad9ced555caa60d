using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>
/// Checks that can ask each version by itself: <c>{lane}</c> in their settings stands for <c>stable</c> and <c>candidate</c>, and
/// <c>{lane:v1|v2}</c> for the name of the version that serves and of the one that is being released.
/// </summary>
public static partial class LaneChecks
{
    /// <summary>True when the check asks of one version.</summary>
    public static bool AsksOfLane(CheckSpec check) => check.With.Values.Any(it => Lane().IsMatch(it));

    /// <summary>The check of the version that is being released; the check itself when it knows no versions.</summary>
    public static CheckSpec Candidate(CheckSpec check) => Of(check, "candidate", "new");

    /// <summary>The check of the version that serves; the check itself when it knows no versions.</summary>
    public static CheckSpec Stable(CheckSpec check) => Of(check, "stable", "old");

    private static CheckSpec Of(CheckSpec check, string name, string group) =>
        AsksOfLane(check)
            ? check with
            {
                With = check.With.ToDictionary(
                    it => it.Key,
                    it => Lane().Replace(it.Value, found => found.Groups[group].Success ? found.Groups[group].Value : name),
                    StringComparer.Ordinal
                ),
            }
            : check;

    [GeneratedRegex(@"\{lane(?::(?<old>[^|{}]{1,200})\|(?<new>[^|{}]{1,200}))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Lane();
}
