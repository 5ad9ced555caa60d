using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Yarp.ReverseProxy.Forwarder;

namespace Slipway.Gateway.Serving;

/// <summary>Kestrel, with nothing in front of one handler: no settings from files or the environment, no logs, no routes.</summary>
internal static class WebServers
{
    private const long MostAdminBytes = 4096;
    private const int MostAdminConnections = 100;

    /// <summary>The server of the clients' requests. Its limits are Kestrel's own, and so is what it makes of malformed requests.</summary>
    public static WebApplication OfTraffic(IReadOnlyList<Listener> listeners, Func<IHttpForwarder, RequestDelegate> handler)
    {
        var builder = Bare();
        builder.Services.AddHttpForwarder();
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
                kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
                foreach (var listener in listeners)
                {
                    kestrel.Listen(
                        listener.Address,
                        it => it.Protocols = listener.PriorKnowledge ? HttpProtocols.Http2 : HttpProtocols.Http1
                    );
                }
            });
        var server = builder.Build();
        server.Run(handler(server.Services.GetRequiredService<IHttpForwarder>()));
        return server;
    }

    /// <summary>The server of the admin API: small bodies, few connections.</summary>
    public static WebApplication OfAdmin(System.Net.IPEndPoint address, RequestDelegate handler)
    {
        var builder = Bare();
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = MostAdminBytes;
                kestrel.Limits.MaxConcurrentConnections = MostAdminConnections;
                kestrel.Listen(address, it => it.Protocols = HttpProtocols.Http1);
            });
        var server = builder.Build();
        server.Run(handler);
        return server;
    }

    /// <summary>Where it really listens, with the ports that the system chose.</summary>
    public static IReadOnlyList<Uri> AddressesOf(WebApplication server) =>
        [
            .. server
                .Services.GetRequiredService<IServer>()
                .Features.GetRequiredFeature<IServerAddressesFeature>()
                .Addresses.Select(it => new Uri(it)),
        ];

    private static WebApplicationBuilder Bare()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.Configure<HostOptions>(it => it.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        return builder;
    }
}
