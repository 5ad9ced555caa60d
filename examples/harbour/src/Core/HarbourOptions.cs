namespace Harbour;

/// <summary>Where and how one process of Harbour runs. Read from the environment by <see cref="HarbourCommandLine"/> only.</summary>
public sealed record HarbourOptions
{
    /// <summary>Folder of everything that is not code: database, logs, pointers, backups.</summary>
    public required string Home { get; init; }

    /// <summary>Port on the loopback address; 0 picks a free one.</summary>
    public required int Port { get; init; }

    /// <summary>What a caller has to show in <c>X-Api-Key</c> to change something.</summary>
    public required string ApiKey { get; init; }

    /// <summary>What is broken on purpose.</summary>
    public Fault Fault { get; init; }

    /// <summary>The database's file.</summary>
    public string DatabaseFile => Path.Combine(Home, "harbour.db");
}

/// <summary>What is broken on purpose, so that a go-live has something to find. Version 2 only.</summary>
public enum Fault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Every fifth request for berths, ships or bookings ends with status 500.</summary>
    Errors = 1,

    /// <summary>Requests for berths, ships or bookings take 600 ms longer.</summary>
    Slow = 2,

    /// <summary>The migration breaks halfway.</summary>
    Migration = 3,
}
