using Slipway.Checks.Http;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Grpc;

/// <summary>Who is asked, and for what.</summary>
/// <param name="Url">Scheme, host and port.</param>
/// <param name="Services">Names; one empty name for the server as a whole.</param>
/// <param name="Headers">Metadata.</param>
/// <param name="Limit">What the server is told of how long one waits.</param>
internal sealed record GrpcSpec(
    Uri Url,
    IReadOnlyList<string> Services,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    TimeSpan Limit
)
{
    private const int MostServices = 50;

    public static GrpcSpec Of(SettingReader settings)
    {
        var services = settings.Text("service")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (services is { Length: 0 or > MostServices } || services?.Any(it => it.Length > 500) == true)
        {
            settings.Fault($"grpc: service names 1 to {MostServices} services; leave it out for the server as a whole.");
        }

        var url = Addresses.Of(settings, settings.Text("url") ?? "/", "grpc");
        if (settings.Raw("url") is not null && url.AbsolutePath != "/")
        {
            settings.Fault("grpc: url is a scheme, a host and a port; gRPC has its own paths.");
        }

        return new(new(url.GetLeftPart(UriPartial.Authority)), services ?? [""], OpenHttp.Headers(settings, "grpc"), settings.Here.Limit);
    }
}
