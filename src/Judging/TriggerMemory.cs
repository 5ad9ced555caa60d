using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Slipway.Judging;

/// <summary>Where a condition stands.</summary>
public enum TriggerState
{
    /// <summary>The condition does not hold.</summary>
    [JsonStringEnumMemberName("inactive")]
    Inactive,

    /// <summary>It holds, not yet long enough.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>It has held long enough.</summary>
    [JsonStringEnumMemberName("firing")]
    Firing,

    /// <summary>There is no data to say; nothing is reset and nothing fires.</summary>
    [JsonStringEnumMemberName("hold")]
    Hold,
}

/// <summary>All that a condition remembers between two samples. <see cref="TriggerMemoryJson"/> stores it.</summary>
public sealed record TriggerMemory
{
    /// <summary>Before the first sample.</summary>
    public static TriggerMemory Empty { get; } = new();

    /// <summary>What was said last.</summary>
    public TriggerState State { get; init; } = TriggerState.Hold;

    /// <summary>Time of the last line, whatever stood in it; null before the first.</summary>
    public TimeSpan? At { get; init; }

    /// <summary>Time of the last sample that counts; null while there is none.</summary>
    public TimeSpan? SeenAt { get; init; }

    /// <summary>The last number that was seen; Prometheus looks back for it. Null while there is none, and behind a stale marker.</summary>
    public double? Number { get; init; }

    /// <summary>Since when the condition holds, later by each gap that nobody saw into; null while it does not.</summary>
    public TimeSpan? Since { get; init; }

    /// <summary>Whether it has fired since it holds.</summary>
    public bool Fired { get; init; }

    /// <summary>One bit a sample since it holds, the newest the lowest: 1 is a miss.</summary>
    public ulong Misses { get; init; }

    /// <summary>Looks one behind the other at which it held; counted only where a row is asked for.</summary>
    public int Row { get; init; }

    /// <summary>When something was last changed; null for the first change, from which times count.</summary>
    public TimeSpan? ChangedAt { get; init; }

    /// <summary>The values within the window of a growth, oldest first; kept only where one is asked for.</summary>
    public ImmutableList<TrailPoint> Trail { get; init; } = [];

    /// <summary>Equal when all is equal, value by value.</summary>
    public bool Equals(TriggerMemory? other) =>
        other is not null
        && (State, At, SeenAt, Since, Fired, Misses, Row, ChangedAt)
            == (other.State, other.At, other.SeenAt, other.Since, other.Fired, other.Misses, other.Row, other.ChangedAt)
        && Number.Equals(other.Number)
        && Trail.SequenceEqual(other.Trail);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(State, At, SeenAt, Since, Fired, Misses, Row);
}
