using System.Globalization;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>One nginx that limits in several ways; each address, query included, has an allowance of its own.</summary>
public sealed class RateLimitWorld : IAsyncLifetime
{
    private NginxServer? _nginx;

    public TempFolder Folder { get; } = new();

    public string Http { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var port = FreePort.Find();
        Http = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        Folder.Write("page", "ok\n");
        _nginx = await NginxServer.StartAsync(Folder, Servers(port), port);
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
        {
            await _nginx.DisposeAsync();
        }

        Folder.Dispose();
    }

    private string Servers(int port) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            limit_req_zone $request_uri zone=quick:1m rate=10r/s;
            limit_req_zone $request_uri zone=slow:1m rate=1r/m;
            server {
              listen 127.0.0.1:{{port}};
              limit_req_status 429;
              location = /limited { limit_req zone=slow burst=4 nodelay; alias {{Folder["page"]}}; }
              location = /quick { limit_req zone=quick; alias {{Folder["page"]}}; }
              location = /strict { limit_req zone=slow; alias {{Folder["page"]}}; }
              location = /default-status { limit_req_status 503; limit_req zone=slow burst=4 nodelay; alias {{Folder["page"]}}; }
              location = /says-when { limit_req zone=slow burst=4 nodelay; error_page 429 = @later; alias {{Folder["page"]}}; }
              location @later { add_header Retry-After 2 always; return 429; }
              location = /sign-in { limit_req zone=slow burst=2 nodelay; error_page 404 405 =401 @wrong; root /nosuch; }
              location @wrong { return 401; }
              location = /free { alias {{Folder["page"]}}; }
              location = /always { return 429; }
              location = /down { return 503; }
              location = /missing { return 404; }
              location = /away { return 302 /free; }
            }
            """
        );
}
