using System.Text;
using Slipway.Testing;

namespace Slipway.Traffic.Tests.Worlds;

/// <summary>HAProxy behind a gateway's admin API.</summary>
public abstract class OnWeb : OnHaproxy
{
    private readonly SilentListener _silence = new();
    private readonly List<SilentListener> _garbage =
    [
        .. new[]
        {
            "",
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"share\": 25}",
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull",
            "HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"share\": \"25\"}",
            "HTTP/1.1 500 Oh\r\nContent-Length: 13\r\n\r\n{\"share\": 25}",
            "HTTP/1.1 302 Go\r\nLocation: /v1/lanes\r\nContent-Length: 13\r\n\r\n{\"share\": 25}",
            "\0\0\0\0",
        }.Select(it => new SilentListener(Encoding.ASCII.GetBytes(it), closes: true)),
    ];
    private AdminDouble? _admin;

    public override ITrafficDriver Driver => At(_admin!.Url, AdminDouble.Token, "5s");

    public override ITrafficDriver WithNobody => At("http://127.0.0.1:1", AdminDouble.Token, "5s");

    public override ITrafficDriver WithSilence => At($"http://127.0.0.1:{_silence.Port}", AdminDouble.Token, "300ms");

    public override IEnumerable<ITrafficDriver> WithGarbage =>
        _garbage.Select(it => At($"http://127.0.0.1:{it.Port}", AdminDouble.Token, "5s")).Prepend(At(_admin!.Url, "another", "5s"));

    protected abstract ITrafficDriver At(string url, string token, string limit);

    public override async Task LoseControlAsync()
    {
        await _admin!.DisposeAsync();
        // The next test finds it again.
        _admin = await AdminDouble.StartAsync(Haproxy);
    }

    protected override async Task StartAsync()
    {
        await base.StartAsync();
        _admin ??= await AdminDouble.StartAsync(Haproxy);
    }
}

/// <summary>By the driver of the gateway.</summary>
public sealed class GatewayWorld : OnWeb
{
    protected override ITrafficDriver At(string url, string token, string limit) =>
        Make("gateway", Folder.Path, ("url", url), ("token", token), ("limit", limit));
}

/// <summary>By calls of the user's over HTTP.</summary>
public sealed class HttpWorld : OnWeb
{
    protected override ITrafficDriver At(string url, string token, string limit) =>
        Make(
            "http",
            Folder.Path,
            ("read", $"{url}/v1/lanes"),
            ("set", $"{url}/v1/lanes"),
            ("count", $"{url}/v1/lanes"),
            ("token", token),
            ("limit", limit)
        );
}
