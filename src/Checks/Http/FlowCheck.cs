using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Http;

/// <summary>Several requests, one after the other, that use what earlier ones answered (a sign-in, then a page); what they made is cleaned up again.</summary>
internal sealed class FlowCheck : ICheck
{
    public string Kind => "flow";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [new("file", Required: true, "JSON file with `steps` and `cleanup`, relative to the folder of the environment."), Look.Timeout];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count failed = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(
            this,
            spec,
            here,
            async (settings, token) =>
            {
                var file = settings.Text("file") ?? "";
                settings.Check();
                using var http = new LimitedHttp(here.Clock);
                return await new FlowRun(http, settings, token).RunAsync(settings.PathOf(file));
            },
            ct
        );
}
