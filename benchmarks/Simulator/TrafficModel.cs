namespace Slipway.Simulator;

/// <summary>How the traffic of two arms is made. Intervals of 15 s, Poisson arrivals.</summary>
/// <param name="Name">As it stands in the table.</param>
/// <param name="PerMinute">Requests a minute of the baseline.</param>
/// <param name="CandidateWeight">The candidate's traffic for one of the baseline's.</param>
/// <param name="Cluster">Mean size of a burst of errors; 1: they are independent.</param>
/// <param name="RunsOn">Whether a burst hits the requests that follow, in later intervals too; otherwise what does not fit into its interval is lost.</param>
/// <param name="Drifts">Whether the shared rate walks slowly between 0.3 and 3 %.</param>
/// <param name="Incidents">Whether there are shared incidents: now and then 10 minutes at 15 % in both arms.</param>
/// <param name="Gaps">Whether there are gaps without any traffic.</param>
internal sealed record TrafficModel(
    string Name,
    double PerMinute,
    double CandidateWeight = 1,
    double Cluster = 1,
    bool RunsOn = false,
    bool Drifts = false,
    bool Incidents = false,
    bool Gaps = false
)
{
    /// <summary>Intervals in 24 hours.</summary>
    public const int Day = 5760;

    /// <summary>Errors a request, while nothing is wrong.</summary>
    public const double BaseRate = 0.01;

    /// <summary>All models, at each traffic.</summary>
    public static IReadOnlyList<TrafficModel> All { get; } =
    [
        .. ((double[])[10, 100, 1000]).SelectMany(rate =>
            (TrafficModel[])
                [
                    new("independent", rate),
                    new("incident", rate, Incidents: true),
                    new("drift", rate, Drifts: true),
                    new("clusters of 3", rate, Cluster: 3),
                    new("clusters of 10", rate, Cluster: 10),
                    new("clusters of 10 that run on", rate, Cluster: 10, RunsOn: true),
                    new("gaps", rate, Gaps: true),
                    new("10/90", rate * 9, CandidateWeight: 1 / 9.0),
                    new("10/90, clusters of 10", rate * 9, CandidateWeight: 1 / 9.0, Cluster: 10),
                    new("90/10, clusters of 10", rate, CandidateWeight: 9, Cluster: 10),
                    new("incident, clusters of 10", rate, Cluster: 10, Incidents: true),
                ]
        ),
    ];

    /// <summary>The model with its traffic.</summary>
    public override string ToString() => $"{Name}, {PerMinute:0}/min";
}
