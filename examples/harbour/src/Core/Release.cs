using Microsoft.AspNetCore.Routing;

namespace Harbour;

/// <summary>What sets one version of Harbour apart from the others; everything else is shared.</summary>
public sealed record Release
{
    /// <summary>As <c>/version</c> says it.</summary>
    public required string Version { get; init; }

    /// <summary>The lowest schema of the database on which this version works. A higher one is fine: migrations only add.</summary>
    public required int Schema { get; init; }

    /// <summary>Every step from an empty database to <see cref="Schema"/>.</summary>
    public required IReadOnlyList<Migration> Migrations { get; init; }

    /// <summary>Adds the routes for berths and bookings.</summary>
    public required Action<IEndpointRouteBuilder, HarbourDatabase> Map { get; init; }
}
