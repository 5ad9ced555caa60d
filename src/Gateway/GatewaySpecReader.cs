using Slipway.Gateway.Reading;

namespace Slipway.Gateway;

/// <summary>Reads how a gateway was asked for.</summary>
public static class GatewaySpecReader
{
    /// <summary>The specification, or everything that is wrong with the call, each fault with the option it stands in. Reads the files of the secrets.</summary>
    public static GatewayRead Read(GatewayCall call)
    {
        var faults = new List<string>();
        var trusted = SourcesReader.Addresses("--trusted-proxies", call.TrustedProxies, faults) ?? AddressList.None;
        var admin = AddressReader.Admin(call.Admin, faults);
        var token = call.TokenFile is { } file ? SecretFile.Read("--token-file", file, faults) : null;
        if (admin is not null && !System.Net.IPAddress.IsLoopback(admin.Address) && call.TokenFile is null)
        {
            faults.Add(
                $"--admin {call.Admin}: others can reach this address, and whoever sets the share moves your traffic: name a --token-file, or an address of the loopback"
            );
        }

        var spec = new GatewaySpec
        {
            Listen = AddressReader.Listeners(call.Listen, faults),
            Stable = AddressReader.Endpoints("--stable", call.Stable, faults),
            Candidate = AddressReader.Endpoints("--candidate", call.Candidate, faults),
            Admin = admin ?? new(System.Net.IPAddress.Loopback, 0),
            Token = token,
            StateFile = call.StateFile,
            Share = NumberReader.Share("--share", call.Share, faults) ?? 0,
            Sticky = SourcesReader.Sticky(call.Sticky, faults),
            LaneHeader = SourcesReader.LaneHeader(call.LaneHeader, trusted, faults),
            TrustedProxies = trusted,
            Shadow = SourcesReader.Shadow(call.Shadow, call.ShadowShare, faults),
            Timeout = NumberReader.Span("--timeout", call.Timeout, TimeSpan.FromMilliseconds(10), faults),
            Drain = NumberReader.Span("--drain", call.Drain, TimeSpan.Zero, faults),
        };
        return faults.Count == 0 ? new GatewayRead.Usable(spec) : new GatewayRead.Faulty(faults);
    }
}
