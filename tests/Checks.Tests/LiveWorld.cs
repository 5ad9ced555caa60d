using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>A web server with sockets and events behind an nginx: over a way that is made for them, and over one that is not.</summary>
public sealed class LiveWorld : IAsyncLifetime
{
    private WebApplication? _app;
    private NginxServer? _nginx;

    public TempFolder Folder { get; } = new();

    /// <summary>Past the proxy.</summary>
    public string Direct { get; private set; } = "";

    /// <summary>Through the proxy, which passes on what must be passed on and holds nothing back.</summary>
    public string Through { get; private set; } = "";

    /// <summary>The same, encrypted.</summary>
    public string Secure { get; private set; } = "";

    /// <summary>Through the proxy as it is where nobody set anything.</summary>
    public string Bare { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        using var authority = new Authority();
        var (certificate, key) = authority.Sign("localhost");
        Folder.Write("root.pem", authority.RootPem);
        Folder.Write("server.pem", certificate + authority.IntermediatePem);
        Folder.Write("server.key", key);
        var (app, plain, secure) = (FreePort.Find(), FreePort.Find(), FreePort.Find());
        Direct = $"127.0.0.1:{app}";
        Through = $"127.0.0.1:{plain}/through";
        Secure = $"localhost:{secure}/through";
        Bare = $"127.0.0.1:{plain}/bare";
        _app = await LiveServer.StartAsync(app);
        _nginx = await NginxServer.StartAsync(Folder, Servers(app, plain, secure), secure);
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
        {
            await _nginx.DisposeAsync();
        }

        if (_app is not null)
        {
            using var atOnce = new CancellationTokenSource();
            await atOnce.CancelAsync();
            await _app.StopAsync(atOnce.Token);
            await _app.DisposeAsync();
        }

        Folder.Dispose();
    }

    private string Servers(int app, int plain, int secure) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            server {
              listen 127.0.0.1:{{plain}};
              listen 127.0.0.1:{{secure}} ssl;
              ssl_certificate {{Folder["server.pem"]}};
              ssl_certificate_key {{Folder["server.key"]}};
              location /through/ {
                proxy_pass http://127.0.0.1:{{app}}/;
                proxy_http_version 1.1;
                proxy_set_header Upgrade $http_upgrade;
                proxy_set_header Connection "upgrade";
                proxy_buffering off;
              }
              location /bare/ { proxy_pass http://127.0.0.1:{{app}}/; }
              location /nowhere/ { proxy_pass http://127.0.0.1:1/; }
              location /pretends/ { return 200 "ok"; }
            }
            """
        );
}
