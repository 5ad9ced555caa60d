using Slipway.Platform;
using Slipway.Traffic.Making;

namespace Slipway.Traffic;

/// <summary>Makes traffic where there is none, so that a split can be seen: GETs of one address, through the proxy, and only as many as are asked for.</summary>
public sealed class SplitProbe
{
    private readonly Uri _address;
    private readonly IHttp _http;

    private SplitProbe(Uri address, IHttp http) => (_address, _http) = (address, http);

    /// <summary>The probe of these settings; null where none is named, and a fault where it cannot be.</summary>
    public static (SplitProbe? Probe, string? Fault) Of(DriverPlace place)
    {
        if (place.Spec.Gate?.Probe is not { } written)
        {
            return (null, null);
        }

        var (text, missing) = Variables.Fill(written, place.Variables);
        return missing.Count > 0
                ? (null, $"traffic: gate: probe names ${{{missing[0]}}}, which is neither a variable nor a secret of the environment")
            : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? (new(address, new LimitedHttp(place.Clock)), null)
            : (null, "traffic: gate: probe is no address such as http://127.0.0.1/health");
    }

    /// <summary>Sends that many GETs, one after the other, and ends early at the first without an answer.</summary>
    /// <param name="most">How many; 1 to 1000.</param>
    /// <param name="limit">Longest time of each.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>How many were answered, whatever the answer.</returns>
    public async Task<int> SendAsync(int most, TimeSpan limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, 1000);
        for (var sent = 0; sent < most; sent++)
        {
            var question = new HttpQuestion
            {
                Url = _address,
                Limit = limit,
                Redirects = 0,
                MaxBodyBytes = 64 * 1024,
            };
            if (await _http.AskAsync(question, ct) is not HttpOutcome.Answer)
            {
                return sent;
            }
        }

        return most;
    }
}
