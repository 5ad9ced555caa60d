using System.Globalization;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>One HAProxy with back ends that are healthy, half broken, parked, drained, not checked, not checked yet, and empty.</summary>
public sealed class BackendsWorld : IAsyncLifetime
{
    private readonly SocketDouble _up = SocketDouble.Silent();
    private HaproxyServer? _haproxy;

    public TempFolder Folder { get; } = new();

    public string Page { get; private set; } = "";

    /// <summary>The same, behind a password.</summary>
    public string Locked { get; private set; } = "";

    public string Socket => $"unix:{Folder["admin.sock"]}";

    public async ValueTask InitializeAsync()
    {
        var (page, locked) = (FreePort.Find(), FreePort.Find());
        Page = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{page}/stats");
        Locked = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{locked}/stats");
        _haproxy = await HaproxyServer.StartAsync(Folder, Sections(page, locked), Settled, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_haproxy is not null)
        {
            await _haproxy.DisposeAsync();
        }

        _up.Dispose();
        Folder.Dispose();
    }

    private static bool Settled(string statistics)
    {
        var lines = statistics.Split('\n');
        return new[] { "shop,a", "shop,b", "half,a", "spare,a", "spare,b", "drained,a", "one-parked,a" }.All(it => Is(it, ",L4OK,"))
            && Is("half,b", ",DOWN,");

        bool Is(string server, string what) =>
            lines.Any(it => it.StartsWith($"{server},", StringComparison.Ordinal) && it.Contains(what, StringComparison.Ordinal));
    }

    private string Sections(int page, int locked) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            listen page
              bind 127.0.0.1:{page}
              stats enable
              stats uri /stats
            listen locked
              bind 127.0.0.1:{locked}
              stats enable
              stats uri /stats
              stats auth watch:pass@word
            backend shop
              default-server inter 100ms rise 1 fall 1
              server a 127.0.0.1:{_up.Port} check
              server b 127.0.0.1:{_up.Port} check
            backend half
              default-server inter 100ms rise 1 fall 1
              server a 127.0.0.1:{_up.Port} check
              server b 127.0.0.1:1 check
            backend parked
              server a 127.0.0.1:{_up.Port} check disabled
              server b 127.0.0.1:{_up.Port} check disabled
            backend one-parked
              server a 127.0.0.1:{_up.Port} check inter 100ms rise 1 fall 1
              server b 127.0.0.1:{_up.Port} check disabled
            backend drained
              server a 127.0.0.1:{_up.Port} check inter 100ms rise 1 fall 1 weight 0
            backend blind
              server a 127.0.0.1:{_up.Port}
            backend follows
              server a 127.0.0.1:{_up.Port} track shop/a
              server b 127.0.0.1:{_up.Port} track half/b
              server c 127.0.0.1:{_up.Port} track fresh/a
            backend fresh
              option httpchk
              timeout check 60s
              server a 127.0.0.1:{_up.Port} check inter 60s rise 1 fall 1
            backend spare
              default-server inter 100ms rise 1 fall 1
              server a 127.0.0.1:{_up.Port} check
              server b 127.0.0.1:{_up.Port} check backup
            backend empty
              http-request deny
            """
        );
}
