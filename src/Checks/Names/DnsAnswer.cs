namespace Slipway.Checks.Names;

/// <summary>What one resolver said.</summary>
internal sealed record DnsAnswer
{
    public required string Resolver { get; init; }

    /// <summary>Why nothing was seen; null when something was.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the name is there at all.</summary>
    public bool Exists { get; init; } = true;

    /// <summary>The records of the kind that was asked for, sorted.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>The names that it stands for, in turn.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Seconds that all of it may be kept: the shortest time of the records; null without any.</summary>
    public long? TtlSeconds { get; init; }

    /// <summary>Whether the resolver says that it proved the answer (the AD bit).</summary>
    public bool Proved { get; init; }
}

/// <summary>A message that is no proper answer. Caught in <see cref="DnsClient"/>.</summary>
internal sealed class DnsFaultException(string message) : Exception(message);
