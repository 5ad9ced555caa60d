using System.Text.Json.Serialization;
using Slipway.Flakes.Clustering;

namespace Slipway.Flakes;

/// <summary>What failures that say the same have in common. The names are sent.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClusterCause>))]
public enum ClusterCause
{
    /// <summary>They are of one test.</summary>
    [JsonStringEnumMemberName("one-test")]
    OneTest = 0,

    /// <summary>Several tests say the same, each for itself: a weakness that they share, or words that many things say.</summary>
    [JsonStringEnumMemberName("alike")]
    Alike = 1,

    /// <summary>Several tests fail so in the same runs, more often than chance explains: probably one cause.</summary>
    [JsonStringEnumMemberName("one-cause")]
    OneCause = 2,

    /// <summary>A change broke several tests at once.</summary>
    [JsonStringEnumMemberName("one-change")]
    OneChange = 3,

    /// <summary>Outages.</summary>
    [JsonStringEnumMemberName("outage")]
    Outage = 4,
}

/// <summary>A test of a cluster.</summary>
/// <param name="Suite">Its suite.</param>
/// <param name="Test">Its name.</param>
/// <param name="Failures">How many of the failures are its.</param>
public sealed record ClusteredTest(string Suite, string Test, int Failures);

/// <summary>Failures, of whichever tests and runs, that say the same but for numbers, identifiers and paths.</summary>
public sealed record FailureCluster
{
    /// <summary>What they say, without what differs: <c>#</c> stands for numbers.</summary>
    public required string Signature { get; init; }

    /// <summary>The first line of the latest of them, as it was.</summary>
    public required string Example { get; init; }

    /// <summary>How many there are.</summary>
    public required int Failures { get; init; }

    /// <summary>Their tests, those with the most of them first.</summary>
    public required IReadOnlyList<ClusteredTest> Tests { get; init; }

    /// <summary>In how many runs they were.</summary>
    public required int Runs { get; init; }

    /// <summary>When the first was.</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>When the last was.</summary>
    public required DateTimeOffset Last { get; init; }

    /// <summary>How many of them are what, without kinds that none is of.</summary>
    public required IReadOnlyDictionary<FailureKind, int> Kinds { get; init; }

    /// <summary>What they have in common.</summary>
    public required ClusterCause Cause { get; init; }

    /// <summary>The same in a sentence.</summary>
    public required string Why { get; init; }
}

/// <summary>The failures of a history by what they say.</summary>
/// <param name="Clusters">Those of the most tests first, then those of the most failures.</param>
/// <param name="Silent">Failures that say nothing, and so are in no cluster.</param>
public sealed record FailureClusters(IReadOnlyList<FailureCluster> Clusters, int Silent)
{
    /// <summary>Clusters the failures of a history.</summary>
    /// <param name="history">What the tests did.</param>
    /// <param name="verdicts">What is thought of it.</param>
    /// <param name="from">What was before does not count; null counts everything.</param>
    public static FailureClusters Of(TestHistory history, FlakeVerdicts verdicts, DateTimeOffset? from) =>
        Clusterer.Of(history, verdicts, from ?? DateTimeOffset.MinValue);
}
