using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>Failures by what they say, for people.</summary>
internal static class TestsClustersText
{
    private const int TestsTold = 5;

    public static void Write(TextWriter text, FailureClusters clusters, int most)
    {
        var all = clusters.Clusters.Sum(it => it.Failures) + clusters.Silent;
        text.WriteLine(
            $"{FlakeWords.Count(all, "failure")} in {FlakeWords.Count(clusters.Clusters.Count, "cluster")}{(clusters.Silent > 0 ? $"; {clusters.Silent:N0} say nothing" : "")}"
        );
        foreach (var it in clusters.Clusters.Take(most))
        {
            Write(text, it);
        }

        if (clusters.Clusters.Count > most)
        {
            var rest = clusters.Clusters.Skip(most).ToList();
            text.WriteLine();
            text.WriteLine(
                $"… and {FlakeWords.Count(rest.Count, "cluster")} more of {FlakeWords.Count(rest.Sum(it => it.Failures), "failure")}: --count shows more of them"
            );
        }
    }

    private static void Write(TextWriter text, FailureCluster it)
    {
        text.WriteLine();
        text.WriteLine(PlainText.Short(it.Example, 200));
        text.WriteLine(
            $"  {FlakeWords.Count(it.Failures, "failure")} of {FlakeWords.Count(it.Tests.Count, "test")} in {FlakeWords.Count(it.Runs, "run")}, {it.First:yyyy-MM-dd} to {it.Last:yyyy-MM-dd}: {string.Join(", ", it.Kinds.Select(kind => $"{kind.Value} {kind.Key.ToString().ToLowerInvariant()}"))}"
        );
        text.WriteLine($"  {PlainText.Short(it.Why, 200)}");
        foreach (var test in it.Tests.Take(TestsTold))
        {
            text.WriteLine($"    {test.Failures, 4}  {PlainText.Short(FlakeVerdictsText.Name(test.Suite, test.Test), 200)}");
        }

        if (it.Tests.Count > TestsTold)
        {
            text.WriteLine($"          and {FlakeWords.Count(it.Tests.Count - TestsTold, "test")} more");
        }
    }
}
