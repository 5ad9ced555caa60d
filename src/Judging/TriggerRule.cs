using System.Globalization;
using Slipway.Kernel;

namespace Slipway.Judging;

/// <summary>How a condition with a duration is judged.</summary>
public enum TriggerMode
{
    /// <summary>The default: what is not known is a hold; state survives a restart.</summary>
    Strict,

    /// <summary>As an alerting rule of Prometheus 2: what is not known resets.</summary>
    Prometheus,
}

/// <summary>A condition as people write it: <c>&gt; 0.10</c> for five minutes.</summary>
public sealed record TriggerRule
{
    /// <summary>How a value is compared with <see cref="Bound"/>.</summary>
    public required Comparison Comparison { get; init; }

    /// <summary>The bound, a finite number in the unit of the samples. Met exactly it does not breach <c>&gt;</c> or <c>&lt;</c>.</summary>
    public required double Bound
    {
        get;
        init => field = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A bound is finite.");
    }

    /// <summary>How long the condition has to hold before it fires; exactly so long is long enough. 0 or more.</summary>
    public required TimeSpan For
    {
        get;
        init =>
            field =
                value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A duration is not negative.");
    }

    /// <summary>Default strict.</summary>
    public TriggerMode Mode { get; init; }

    /// <summary>Misses that do not reset; strict mode only. Default none.</summary>
    public Tolerance Tolerance { get; init; } = Tolerance.None;

    /// <summary>What must hold beside the bound; strict mode only. Default nothing.</summary>
    public TriggerParts Parts { get; init; } = TriggerParts.None;

    /// <summary>
    /// How old the newest sample may be. Default 5 minutes, as in Prometheus; more than zero. In strict mode a longer gap is a hold;
    /// in Prometheus mode it is the time for which a value is looked back for.
    /// </summary>
    public TimeSpan StaleAfter
    {
        get;
        init =>
            field =
                value > TimeSpan.Zero
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(value), value, "A staleness limit is more than zero.");
    } = TimeSpan.FromMinutes(5);

    /// <summary>The whole rule in one line: rules are the same when their words are.</summary>
    public string Words =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Comparison} {Bound:R} for {For:c} {Mode} tolerate {Tolerance.Misses}/{Tolerance.Samples} stale after {StaleAfter:c}{(Parts == TriggerParts.None ? "" : $" and {Parts.Words}")}"
        );
}
