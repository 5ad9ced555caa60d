using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Grpc;

/// <summary>What a gRPC server says of its health and of that of its services (<c>grpc.health.v1.Health/Check</c>).</summary>
internal sealed class GrpcCheck : ICheck
{
    public string Kind => "grpc";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("url", Required: false, "`https://host:port`, or `http://host:port` without TLS. Default the base URL of the environment."),
        new(
            "service",
            Required: false,
            "Names of the services that are asked for, at most 50, with commas between. Default: the server as a whole."
        ),
        new("header.*", Required: false, "Metadata of the call: `header.authorization=Bearer ${TOKEN}`."),
        Authorities.Setting,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var demand = GrpcSpec.Of(settings);
        settings.Check();
        using var http = new OpenHttp(await Authorities.OfAsync(settings, "grpc", ct));
        return await new GrpcVisit(demand, new(http, demand), settings.Here.Clock).GoAsync(ct);
    }
}
