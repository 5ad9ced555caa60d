using System.Net;
using System.Net.Sockets;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Udp;

/// <summary>
/// Whether something answers a datagram. There is no connection that could be accepted: an answer shows that somebody is there, "port
/// unreachable" that nobody is, and silence shows nothing.
/// </summary>
internal sealed class UdpCheck : ICheck
{
    public string Kind => "udp";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("host", Required: false, "Name or address. Default `localhost`, all its addresses."),
        new("port", Required: true, "The port, 1 to 65535."),
        new("send", Required: false, "The datagram as text; at most 1200 bytes. Default an empty one."),
        new("send-hex", Required: false, "The datagram as hexadecimal digits, in place of `send`; blanks between them do not count."),
        new("receive", Required: false, "Words that the answer must hold."),
        new("receive-hex", Required: false, "Bytes that the answer must hold, as hexadecimal digits, in place of `receive`."),
        new("again", Required: false, "Time after which an unanswered datagram is sent again. Default `1s`; at least `20ms`."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var demand = UdpSpec.Of(settings);
        settings.Check();
        var addresses = IPAddress.TryParse(demand.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(demand.Host, ct);
        return addresses.Length == 0
            ? Observation.Unseen($"The name {demand.Host} has no address.")
            : await new UdpVisit(demand, settings.Here.Clock).GoAsync(addresses, ct);
    }
}
