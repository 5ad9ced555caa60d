using System.Text.RegularExpressions;

namespace Slipway.Architecture.Tests;

/// <summary>A row of the promises in the README.</summary>
internal sealed record Promise(int Number, string Words, string State);

/// <summary>The promises, and the tests that stand for them.</summary>
internal static partial class Promises
{
    public static IReadOnlyList<Promise> InReadme(string readme) =>
        [.. Row().Matches(readme).Select(it => new Promise(int.Parse(it.Groups[1].Value), it.Groups[2].Value, it.Groups[3].Value.Trim()))];

    /// <summary>The numbers that end-to-end tests carry.</summary>
    public static IReadOnlySet<int> InTests(IEnumerable<RepositoryFile> tests) =>
        tests.SelectMany(it => Trait().Matches(it.Text)).Select(it => int.Parse(it.Groups[1].Value)).ToHashSet();

    /// <summary>Rows that say "works" without a test, and tests for rows that do not say so.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<Promise> rows, IReadOnlySet<int> tested)
    {
        var works = rows.Where(it => it.State == "**works**").Select(it => it.Number).ToHashSet();
        return
        [
            .. works.Except(tested).Order().Select(it => $"{it} says works and has no end-to-end test"),
            .. tested.Except(works).Order().Select(it => $"{it} has an end-to-end test and does not say works"),
            .. rows.Where(it => it.State is not ("**works**" or "not there")).Select(it => $"{it.Number} says '{it.State}'"),
        ];
    }

    [GeneratedRegex(@"^\| (\d+) \| (.+?) \|([^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""^\s*\[(?:.*, ?)?Trait\("Promise", "(\d+)"\)""", RegexOptions.Multiline)]
    private static partial Regex Trait();
}
