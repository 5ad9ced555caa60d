using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>Two real name servers for one zone; the second has not heard of the last change.</summary>
public sealed class DnsWorld : IAsyncLifetime
{
    private const string Zone = """
        $ORIGIN shop.test.
        $TTL 300
        @ IN SOA ns1.shop.test. admin.shop.test. 7 3600 600 86400 60
        @ IN NS ns1.shop.test.
        @ IN MX 10 mail.shop.test.
        @ IN TXT "v=spf1 include:" "mail.test -all"
        @ IN TXT "other=thing"
        @ IN CAA 0 issue "ca.test"
        ns1 IN A 127.0.0.1
        mail IN A 203.0.113.25
        www IN A 203.0.113.7
        www IN A 203.0.113.8
        www IN AAAA 2001:db8::7
        shop IN CNAME www
        away IN CNAME www.elsewhere.test.
        _sip._tcp IN SRV 10 20 5060 mail.shop.test.
        long 86400 IN A 203.0.113.9
        """;

    private readonly List<NsdServer> _servers = [];

    public string First => At(0);

    public string Late => At(1);

    public string Reverse => At(2);

    public async ValueTask InitializeAsync()
    {
        var many = string.Concat(Enumerable.Range(0, 40).Select(it => $"many IN TXT \"{new string('x', 200)}{it}\"\n"));
        _servers.Add(await NsdServer.StartAsync("shop.test", $"{Zone}\n{many}"));
        _servers.Add(
            await NsdServer.StartAsync("shop.test", Zone.Replace("www IN A 203.0.113.7", "www IN A 198.51.100.1", StringComparison.Ordinal))
        );
        _servers.Add(
            await NsdServer.StartAsync(
                "113.0.203.in-addr.arpa",
                "$ORIGIN 113.0.203.in-addr.arpa.\n@ 60 IN SOA a. b. 1 1 1 1 1\n@ 60 IN NS a.\n7 60 IN PTR www.shop.test.\n"
            )
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var it in _servers)
        {
            await it.DisposeAsync();
        }
    }

    private string At(int server) => $"127.0.0.1:{_servers[server].Port}";
}
