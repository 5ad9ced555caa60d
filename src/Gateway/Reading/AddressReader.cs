using System.Net;

namespace Slipway.Gateway.Reading;

/// <summary>Addresses of a call: those it listens on, and those it forwards to.</summary>
internal static class AddressReader
{
    private const int MostEndpoints = 100;

    public static IReadOnlyList<Listener> Listeners(IReadOnlyList<string> texts, List<string> faults)
    {
        if (texts.Count == 0)
        {
            faults.Add("--listen is missing: where are requests to be accepted? For instance --listen http://0.0.0.0:8080");
        }

        var listeners = texts.Select(it => ListenerOf("--listen", it, faults)).OfType<Listener>().ToList();
        foreach (var twice in listeners.Where(it => it.Address.Port != 0).GroupBy(it => it.Address).Where(it => it.Count() > 1))
        {
            faults.Add($"--listen {twice.Key} is given {twice.Count()} times");
        }

        return listeners;
    }

    /// <summary>The address of the admin API, which is HTTP/1.1 always.</summary>
    public static IPEndPoint? Admin(string text, List<string> faults)
    {
        var listener = ListenerOf("--admin", text, faults);
        if (listener is { PriorKnowledge: true })
        {
            faults.Add($"--admin {text}: the admin API is served as http:// only");
        }

        return listener?.Address;
    }

    public static IReadOnlyList<Endpoint> Endpoints(string option, IReadOnlyList<string> texts, List<string> faults)
    {
        if (texts.Count is 0 or > MostEndpoints)
        {
            faults.Add($"{option}: a lane has 1 to {MostEndpoints} servers; {texts.Count} are given");
        }

        var endpoints = texts.Take(MostEndpoints).Select(it => EndpointOf(option, it, faults)).OfType<Endpoint>().ToList();
        foreach (var twice in endpoints.GroupBy(it => it).Where(it => it.Count() > 1))
        {
            faults.Add($"{option} {twice.Key} is given {twice.Count()} times");
        }

        return endpoints;
    }

    public static Endpoint? EndpointOf(string option, string text, List<string> faults)
    {
        if (
            Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https" or "h2c"
            && address is { Host.Length: > 0, Query: "", Fragment: "", UserInfo: "", AbsolutePath: "/" or "" }
            && (address.Scheme != "h2c" || address.Port > 0)
        )
        {
            return address.Scheme == "h2c" ? new(new Uri($"http://{address.Authority}"), true) : new(address, false);
        }

        faults.Add(
            $"{option} {text}: a server is http://HOST:PORT, https://HOST:PORT or h2c://HOST:PORT (HTTP/2 without TLS), with nothing behind it"
        );
        return null;
    }

    private static Listener? ListenerOf(string option, string text, List<string> faults)
    {
        if (
            Uri.TryCreate(text.Replace("://localhost", "://127.0.0.1", StringComparison.Ordinal), UriKind.Absolute, out var address)
            && address.Scheme is "http" or "h2c"
            && address is { Query: "", Fragment: "", UserInfo: "", AbsolutePath: "/" or "", Port: >= 0 }
            && IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)
        )
        {
            return new(new(ip, address.Port), address.Scheme == "h2c");
        }

        faults.Add(
            $"{option} {text}: http://ADDRESS:PORT is wanted, with an IP address of this machine (0.0.0.0 or [::] for all of them); TLS ends in front of the gateway"
        );
        return null;
    }
}
