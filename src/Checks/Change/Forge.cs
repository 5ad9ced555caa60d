namespace Slipway.Checks.Change;

/// <summary>What became of one run of a CI service.</summary>
internal enum CiState
{
    /// <summary>It went well.</summary>
    Green,

    /// <summary>It did not, or it was ended.</summary>
    Red,

    /// <summary>It is not over.</summary>
    Pending,

    /// <summary>It was left out, or says of itself that it neither passed nor failed, or waits for a person.</summary>
    Skipped,
}

/// <summary>One run of a CI service for a commit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">What became of it.</param>
/// <param name="Said">The service's own word.</param>
internal sealed record CiRun(string Name, CiState State, string Said);

/// <summary>Somebody who reviewed a change; the last word counts.</summary>
/// <param name="Person">The name of the account.</param>
/// <param name="Approves">Whether it is a yes.</param>
/// <param name="Refuses">Whether changes were asked for.</param>
/// <param name="OfNewest">Whether it was said of what the change holds now; null where the service does not say.</param>
internal sealed record ReviewWord(string Person, bool Approves, bool Refuses, bool? OfNewest);

/// <summary>A pull request, or a merge request.</summary>
internal sealed record ChangeRequest(long Number, string Author, bool IsMerged, string Into)
{
    /// <summary>The last word of each reviewer.</summary>
    public required IReadOnlyList<ReviewWord> Words { get; init; }

    /// <summary>Approvals that the service still asks for; null where it does not say.</summary>
    public int? Missing { get; init; }
}

/// <summary>A service that keeps code, changes and the runs of a CI service.</summary>
internal interface IForge
{
    /// <summary>All runs for a commit.</summary>
    Task<IReadOnlyList<CiRun>> RunsAsync(string commit, CancellationToken ct);

    /// <summary>The numbers of the changes that brought a commit.</summary>
    Task<IReadOnlyList<long>> ChangesAsync(string commit, CancellationToken ct);

    /// <summary>One change with its reviews.</summary>
    Task<ChangeRequest> ChangeAsync(long number, CancellationToken ct);
}
