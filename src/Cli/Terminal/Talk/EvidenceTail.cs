using Slipway.Cli.Output;
using Slipway.Runs;

namespace Slipway.Cli.Terminal.Talk;

/// <summary>The last lines of what a command put out, from the evidence: its secrets are hidden there.</summary>
internal static class EvidenceTail
{
    private const int LongestLine = 300;

    /// <summary>Of the last piece of evidence that put anything out; standard error after standard output.</summary>
    public static IReadOnlyList<string> Of(RunFolder folder, IReadOnlyList<Evidence> evidence, int most) =>
        evidence.LastOrDefault(it => it.Outputs.Count > 0) is { } last
            ?
            [
                .. last
                    .Outputs.SelectMany(it => LinesOf(RunEvidence.Text(folder, it) ?? ""))
                    .Select(it => PlainText.Short(it, LongestLine))
                    .TakeLast(most),
            ]
            : [];

    private static IEnumerable<string> LinesOf(string text) => text.Split('\n').Select(it => it.TrimEnd()).Where(it => it.Length > 0);
}
