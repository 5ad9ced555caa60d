using System.Text.Json.Nodes;
using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>Failures by what they say, for programs.</summary>
internal static class TestsClustersJson
{
    private const int TestsTold = 50;

    public static string Write(FailureClusters clusters, int most) =>
        FlakeJson.Text(
            new JsonObject
            {
                ["clusters"] = new JsonArray([.. clusters.Clusters.Take(most).Select(One)]),
                ["omitted"] = Math.Max(0, clusters.Clusters.Count - most),
                ["failures"] = clusters.Clusters.Sum(it => it.Failures) + clusters.Silent,
                ["silent"] = clusters.Silent,
            }
        );

    private static JsonNode One(FailureCluster it) =>
        new JsonObject
        {
            ["signature"] = it.Signature,
            ["example"] = it.Example,
            ["failures"] = it.Failures,
            ["runs"] = it.Runs,
            ["first"] = FlakeJson.Time(it.First),
            ["last"] = FlakeJson.Time(it.Last),
            ["kinds"] = new JsonObject(
                it.Kinds.Select(kind => KeyValuePair.Create(kind.Key.ToString().ToLowerInvariant(), (JsonNode?)kind.Value))
            ),
            ["cause"] = Name(it.Cause),
            ["why"] = it.Why,
            ["tests"] = new JsonArray([
                .. it
                    .Tests.Take(TestsTold)
                    .Select(test =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["test"] = test.Test,
                                ["suite"] = test.Suite,
                                ["failures"] = test.Failures,
                            }
                    ),
            ]),
            ["testsOmitted"] = Math.Max(0, it.Tests.Count - TestsTold),
        };

    private static string Name(ClusterCause cause) =>
        cause switch
        {
            ClusterCause.OneTest => "one-test",
            ClusterCause.Alike => "alike",
            ClusterCause.OneCause => "one-cause",
            ClusterCause.OneChange => "one-change",
            _ => "outage",
        };
}
