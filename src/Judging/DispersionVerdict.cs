using System.Text.Json.Serialization;

namespace Slipway.Judging;

/// <summary>How errors come.</summary>
public enum ErrorForm
{
    /// <summary>Too little was seen to say.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>One at a time.</summary>
    [JsonStringEnumMemberName("independent")]
    Independent,

    /// <summary>In bursts.</summary>
    [JsonStringEnumMemberName("bursts")]
    Bursts,
}

/// <summary>What the past says of how errors come, and what a comparison needs for it.</summary>
/// <param name="Form">How they come.</param>
/// <param name="Burst">Errors of a burst, the mean, from 1; 0 where there were too few to say.</param>
/// <param name="PerLook">Requests of each arm that make one look, for <see cref="ComparisonRules.PerLook"/>; a cautious number where the form is not known.</param>
/// <param name="Requests">Requests that were seen.</param>
/// <param name="Errors">Errors among them.</param>
/// <param name="Intervals">Intervals with traffic.</param>
public sealed record DispersionVerdict(ErrorForm Form, double Burst, long PerLook, long Requests, long Errors, int Intervals)
{
    /// <summary>In one sentence, for people.</summary>
    public string Why =>
        Form switch
        {
            ErrorForm.Independent =>
                $"errors come one at a time ({Errors} in {Requests} requests, {Intervals} intervals): each interval can be a look",
            ErrorForm.Bursts => FormattableString.Invariant(
                $"errors come in bursts of about {Burst:0.0} ({Errors} in {Requests} requests, {Intervals} intervals): a look needs {PerLook} requests of each arm"
            ),
            _ when Burst > 1 => FormattableString.Invariant(
                $"errors come in bursts of {Burst:0.0} or more, and {Intervals} intervals are too few to see how long they last: a longer past is needed; until then a look of {PerLook} requests is a guess"
            ),
            _ =>
                $"too few errors to say how they come ({Errors} in {Requests} requests): a longer past is needed; until then a look of {PerLook} requests is cautious",
        };
}
