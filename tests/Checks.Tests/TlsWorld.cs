using System.Globalization;
using System.Text;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>One nginx with a server for every way in which encryption is right or wrong, on a port each.</summary>
public sealed class TlsWorld : IAsyncLifetime
{
    private readonly StringBuilder _servers = new();
    private readonly Dictionary<string, int> _ports = new(StringComparer.Ordinal);
    private NginxServer? _nginx;

    public TempFolder Folder { get; } = new();

    /// <summary>PEM file of the root that the tests trust.</summary>
    public string Root => Folder["root.pem"];

    public string this[string server] => _ports[server].ToString(CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync()
    {
        using var authority = new Authority();
        Folder.Write("root.pem", authority.RootPem);
        var chain = authority.IntermediatePem;
        var good = authority.Sign("shop.test");
        Serve(
            "good",
            (good.Certificate + chain, good.Key),
            "add_header Strict-Transport-Security 'max-age=31536000; includeSubDomains' always;"
        );
        Serve("plain", (good.Certificate + chain, good.Key), "add_header Strict-Transport-Security 'max-age=3600' always;");
        Serve("incomplete", good);
        Serve("only-tls12", (good.Certificate + chain, good.Key), "ssl_protocols TLSv1.2;");
        Serve("only-tls13", (good.Certificate + chain, good.Key), "ssl_protocols TLSv1.3;");
        Serve("old", (good.Certificate + chain, good.Key), "ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;");
        Serve("client-certificate", (good.Certificate + chain, good.Key), $"ssl_verify_client on; ssl_client_certificate {Root};");
        var other = authority.Sign("other.test");
        Serve("wrong-name", (other.Certificate + chain, other.Key));
        var expired = authority.Sign("shop.test", -90, -2);
        Serve("expired", (expired.Certificate + chain, expired.Key));
        var soon = authority.Sign("shop.test", -80, 10);
        Serve("soon", (soon.Certificate + chain, soon.Key));
        var future = authority.Sign("shop.test", 3, 365);
        Serve("future", (future.Certificate + chain, future.Key));
        var weak = authority.SignRsa("shop.test", 1024);
        Serve("weak", (weak.Certificate + chain, weak.Key));
        Serve("self-signed", Authority.SelfSigned("shop.test"));
        Lead("leads", "301 https://shop.test$request_uri");
        Lead("leads-away", "301 https://evil.test/");
        Lead("leads-to-http", "301 http://shop.test/");
        Lead("stays", "200");
        _nginx = await NginxServer.StartAsync(Folder, _servers.ToString(), _ports["stays"], anyStrength: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
        {
            await _nginx.DisposeAsync();
        }

        Folder.Dispose();
    }

    private void Serve(string name, (string Certificate, string Key) shown, string more = "")
    {
        Folder.Write($"{name}.pem", shown.Certificate);
        Folder.Write($"{name}.key", shown.Key);
        if (!more.Contains("ssl_protocols", StringComparison.Ordinal))
        {
            more += " ssl_protocols TLSv1.2 TLSv1.3;";
        }

        Listen(name, "ssl", $"ssl_certificate {Folder[name]}.pem; ssl_certificate_key {Folder[name]}.key; {more} return 200 'up';");
    }

    private void Lead(string name, string answer) => Listen(name, "", $"return {answer};");

    private void Listen(string name, string how, string rest)
    {
        _ports[name] = FreePort.Find();
        _servers.Append(CultureInfo.InvariantCulture, $"server {{ listen 127.0.0.1:{_ports[name]} {how}; {rest} }}\n");
    }
}
