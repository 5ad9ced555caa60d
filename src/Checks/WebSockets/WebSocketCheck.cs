using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.WebSockets;

/// <summary>Whether a WebSocket opens, is alive, and answers.</summary>
internal sealed class WebSocketCheck : ICheck
{
    public string Kind => "websocket";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("url", Required: true, "Absolute (`ws`, `wss`, `http` or `https`), or a path that is appended to the environment's base URL."),
        new("header.*", Required: false, "A header of the opening request: `header.Origin=https://shop.example.com`."),
        new("protocol", Required: false, "Sub-protocols that are offered, with commas between; the server must choose one of them."),
        new("send", Required: false, "A text that is sent once the socket is open; then a message must come back."),
        new("receive", Required: false, "Words that a message must hold; other messages before it are let pass, at most 1000."),
        new(
            "within",
            Required: false,
            "Longest time from the start until the socket is open, has answered a ping and the message is there. Default: no such bound, and what does not come within `timeout` was not seen."
        ),
        Authorities.Setting,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var demand = WebSocketSpec.Of(settings);
        settings.Check();
        using var http = new OpenHttp(await Authorities.OfAsync(settings, "websocket", ct));
        return await new WebSocketVisit(demand, http, settings.Here.Clock).GoAsync(ct);
    }
}
