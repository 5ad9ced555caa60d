using System.Net;

namespace Slipway.Gateway;

/// <summary>Addresses and networks, such as <c>10.0.0.0/8,127.0.0.1</c>.</summary>
public sealed record AddressList(IReadOnlyList<IPNetwork> Networks)
{
    private const int Most = 1000;

    /// <summary>Nobody.</summary>
    public static AddressList None { get; } = new([]);

    /// <summary>Reads a list with commas between; null when a part is neither an address nor a network, or there is none.</summary>
    public static AddressList? TryParse(string text)
    {
        var networks = text.Split(',', StringSplitOptions.TrimEntries).Take(Most + 1).Select(NetworkOf).ToList();
        return networks.Count <= Most && networks.TrueForAll(it => it is not null) ? new([.. networks.Select(it => it!.Value)]) : null;
    }

    /// <summary>Whether the address is one of these; an IPv4 address is the same when it comes in IPv6's clothes.</summary>
    public bool Holds(IPAddress? address) => address is not null && Networks.Count > 0 && Networks.Any(it => it.Contains(Plain(address)));

    /// <summary>Whether some address is in both.</summary>
    public bool Overlaps(AddressList other) =>
        Networks.Any(it => other.Networks.Any(that => it.Contains(that.BaseAddress) || that.Contains(it.BaseAddress)));

    /// <summary>An IPv4 address that came in IPv6's clothes, without them.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static IPNetwork? NetworkOf(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128)
            : null;
    }
}
