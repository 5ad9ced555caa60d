using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.RateLimits;

/// <summary>Whether a limit of requests holds: it sends as many as it was told to, never more, and says how many were let through.</summary>
internal sealed class RateLimitCheck : ICheck
{
    public string Kind => "rate-limit";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("url", Required: true, "Absolute, or a path that is appended to the environment's base URL."),
        new("requests", Required: true, "Requests that are sent at most; 2 to 1000. Without `most` it stops at the first that is limited."),
        new("concurrency", Required: false, "Requests at the same time. Default 1; 1 to 50."),
        new("method", Required: false, "The method. Default GET, or POST with a body."),
        new("header.*", Required: false, "A header: `header.Authorization=Bearer ${TOKEN}`."),
        new("body", Required: false, "The body, as it is."),
        new("json", Required: false, "A JSON body; sets `Content-Type`."),
        new("status", Required: false, "Status of a request that is limited. Default 429; 400 to 499, or 503."),
        new(
            "through",
            Required: false,
            "Statuses besides 200 to 299 of requests that are let through, with commas between: `401` for a sign-in."
        ),
        new("least", Required: false, "Fewest requests that must be let through. Default 1; 1 to 1000."),
        new("most", Required: false, "Most requests that may be let through; all are sent then. Default: all but one."),
        new(
            "retry-after",
            Required: false,
            "`yes`: what is limited must say by Retry-After when to come again; `no` (default): it need not."
        ),
        new(
            "recovers",
            Required: false,
            "Time after which one more request must be let through, for instance `2s`. Default: none is sent."
        ),
        Authorities.Setting,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var demand = RateLimitSpec.Of(settings);
        settings.Check();
        using var http = new LimitedHttp(settings.Here.Clock, await Authorities.OfAsync(settings, "rate-limit", ct));
        return await new RateLimitVisit(demand, http, settings.Here.Clock).GoAsync(ct);
    }
}
