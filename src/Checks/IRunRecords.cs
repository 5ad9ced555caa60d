namespace Slipway.Checks;

/// <summary>What the records of earlier runs say, for checks that ask them.</summary>
public interface IRunRecords
{
    /// <summary>The ended runs of a document in which the way back was gone, the newest first. A record that cannot be read is passed over.</summary>
    /// <param name="document">The document; runs of a file of the same name count.</param>
    /// <param name="folder">Folder of the runs; null for where they are kept.</param>
    /// <param name="ct">Ends the reading with a cancellation.</param>
    IReadOnlyList<WayBackRecord> WaysBack(string document, string? folder, CancellationToken ct);
}

/// <summary>A run in which the way back was gone.</summary>
/// <param name="Run">Its name.</param>
/// <param name="Environment">Where; empty when it was in no environment.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="IsBack">Whether every step of the way back passed.</param>
/// <param name="Why">How it ended, in its own words.</param>
/// <param name="Steps">Digest over what the author wrote of the way back that was gone.</param>
public sealed record WayBackRecord(string Run, string Environment, DateTimeOffset EndedAt, bool IsBack, string Why, string Steps)
{
    /// <summary>It was a drill: only the way back was gone.</summary>
    public bool IsDrill { get; init; }

    /// <summary>It is marked as a demonstration.</summary>
    public bool IsDemonstration { get; init; }

    /// <summary>What of the record is not as it was written; null when it is whole.</summary>
    public string? Fault { get; init; }
}
