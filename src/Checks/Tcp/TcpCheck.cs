using System.Net;
using System.Net.Sockets;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Tcp;

/// <summary>
/// Whether something accepts connections at a port. Refused by every address is an answer ("free"); silence, an unknown name or no
/// route is none: a firewall that swallows packets tells nothing about the port.
/// </summary>
internal sealed class TcpCheck : ICheck
{
    public string Kind => "tcp";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("host", Required: false, "Name or address. Default `localhost`, all its addresses."),
        new("port", Required: true, "The port, 1 to 65535."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count reachable = 1");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, ConnectAsync, ct);

    private static async Task<Observation> ConnectAsync(SettingReader settings, CancellationToken ct)
    {
        var host = settings.Text("host") ?? "localhost";
        var port = settings.Whole("port", 0, 1, 65535);
        if (host.Length is 0 or > 253)
        {
            settings.Fault("tcp: host is a name or an address.");
        }

        settings.Check();
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, ct);
        var (silent, refused, unreachable) = ("", false, "the name has no address");
        foreach (var address in addresses)
        {
            switch (await AttemptAsync(address, port, ct))
            {
                case null:
                    return Seen(port, reachable: true);
                case SocketError.ConnectionRefused:
                    refused = true;
                    break;
                // An address that this machine has no way to says nothing: another one of the name may.
                case SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable:
                    unreachable = $"{address}: this machine has no way there";
                    break;
                case { } error:
                    silent = $"{address}: {error}";
                    break;
            }
        }

        return !refused || silent.Length > 0
            ? Observation.Unseen($"Port {port} of {host} gave no answer ({(silent.Length > 0 ? silent : unreachable)}).")
            : Seen(port, reachable: false);
    }

    private static async Task<SocketError?> AttemptAsync(IPAddress address, int port, CancellationToken ct)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(address, port, ct);
            return null;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode;
        }
    }

    private static Observation Seen(int port, bool reachable) =>
        new()
        {
            Ports = new Dictionary<int, bool> { [port] = reachable },
            Counts = new Dictionary<string, long>(StringComparer.Ordinal) { ["reachable"] = reachable ? 1 : 0 },
        };
}
