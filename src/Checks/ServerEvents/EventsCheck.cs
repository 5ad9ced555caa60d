using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.ServerEvents;

/// <summary>Whether a server sends events (server-sent events, HTML standard 9.2), and whether they arrive while they are young.</summary>
internal sealed class EventsCheck : ICheck
{
    public string Kind => "events";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("url", Required: true, "Absolute, or a path that is appended to the environment's base URL."),
        new("header.*", Required: false, "A header of the request: `header.Authorization=Bearer ${TOKEN}`."),
        new("last-event-id", Required: false, "What the client says it saw last (`Last-Event-ID`); no event that comes may have this id."),
        new("event", Required: false, "Name of the events that count; one without a name is called `message`. Default: all."),
        new("contains", Required: false, "Words that the data of an event must hold for it to count."),
        new("least", Required: false, "So many events must count. Default 1; 1 to 1000."),
        new(
            "within",
            Required: false,
            "Longest time from the start until they are there. Default: no such bound, and what does not come within `timeout` was not seen."
        ),
        Authorities.Setting,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var demand = EventsSpec.Of(settings);
        settings.Check();
        using var http = new OpenHttp(await Authorities.OfAsync(settings, "events", ct));
        return await new EventsVisit(demand, http, settings.Here.Clock).GoAsync(ct);
    }
}
