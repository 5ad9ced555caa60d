namespace Slipway.Checks.Services;

/// <summary>What a supervisor says of a service, or of one of its instances.</summary>
/// <param name="Name">As it was asked for.</param>
/// <param name="State">In the supervisor's words.</param>
/// <param name="Runs">Whether it is as it should be.</param>
internal sealed record ServiceState(string Name, string State, bool Runs)
{
    /// <summary>How many instances this stands for. Default 1.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>Times that it was started again; of several instances the most. Null where it is not said.</summary>
    public long? Restarts { get; init; }

    /// <summary>Since when it runs; null where it is not said.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The images that it runs; null where it is not said.</summary>
    public IReadOnlyList<string>? Images { get; init; }

    /// <summary>Whether it starts with the machine; null where it is not said.</summary>
    public bool? Enabled { get; init; }
}
