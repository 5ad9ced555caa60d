using System.Net;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Names;

/// <summary>Who is asked.</summary>
internal static class Resolvers
{
    private const string OfTheMachine = "/etc/resolv.conf";
    private const int Most = 16;
    private const int Port = 53;

    public static async Task<IReadOnlyList<IPEndPoint>> OfAsync(SettingReader settings, CancellationToken ct)
    {
        if (settings.Text("resolvers") is not { } text)
        {
            var own = await OfMachineAsync(ct);
            if (own.Count == 0)
            {
                settings.Fault($"dns: {OfTheMachine} names no resolver; say resolvers=ADDRESS.");
            }

            return own;
        }

        var said = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var read = said.Select(Read).OfType<IPEndPoint>().Distinct().ToList();
        if (said.Length is 0 or > Most || read.Count != said.Distinct(StringComparer.Ordinal).Count())
        {
            settings.Fault($"dns: resolvers are 1 to {Most} different addresses such as 1.1.1.1, 8.8.8.8:53 or [::1]:53.");
        }

        return read;
    }

    private static async Task<IReadOnlyList<IPEndPoint>> OfMachineAsync(CancellationToken ct)
    {
        if (!File.Exists(OfTheMachine))
        {
            return [];
        }

        var lines = await File.ReadAllLinesAsync(OfTheMachine, ct);
        return
        [
            .. lines
                .Select(it => it.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .Where(it => it is ["nameserver", _, ..])
                .Select(it => IPAddress.TryParse(it[1], out var address) ? new IPEndPoint(address, Port) : null)
                .OfType<IPEndPoint>()
                .Distinct()
                .Take(Most),
        ];
    }

    private static IPEndPoint? Read(string text)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            return new(address, Port);
        }

        return IPEndPoint.TryParse(text, out var place) && place.Port > 0 ? place : null;
    }
}
