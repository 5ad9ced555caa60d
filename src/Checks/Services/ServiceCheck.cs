using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Services;

/// <summary>What a supervisor says of a service: whether it runs, as often as it must, since when, and how often it was started again.</summary>
internal sealed class ServiceCheck : ICheck
{
    public string Kind => "service";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("supervisor", Required: true, "Who is asked: `systemd`, `docker`, `compose`, `kubernetes` or `pm2`."),
        new(
            "name",
            Required: true,
            "What is asked about, one or several with commas between them: a unit, a container, a service of compose, `deployment/NAME`, `statefulset/NAME`, `daemonset/NAME` or `pod/NAME`, a process of pm2. Each must be there."
        ),
        new(
            "least",
            Required: false,
            "Fewest instances of each name that must run. Default 1; 1 to 10000. For `compose`, `kubernetes` and `pm2`; all that should run must run in any case."
        ),
        new("up-for", Required: false, "Shortest time that each must have been running. For `systemd`, `docker`, `pm2` and pods."),
        new(
            "most-restarts",
            Required: false,
            "Most times that each instance may have been started again by its supervisor; 0 to 1000000. Not for `compose`."
        ),
        new(
            "image",
            Required: false,
            "The image that each must run, as the supervisor names it, for instance `shop:1.4.2`. For `docker`, `compose` and `kubernetes`."
        ),
        new("enabled", Required: false, "For `systemd`: `yes` the unit must start with the machine, `any` (default)."),
        new("namespace", Required: false, "For `kubernetes`: the namespace. Default: that of the context."),
        new(
            "context",
            Required: false,
            "For `kubernetes`: the context of kubectl's configuration. For `docker` and `compose`: docker's context."
        ),
        new("project", Required: false, "For `compose`: the project. Default: that of the folder of the environment."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var demands = ServiceDemands.Of(settings);
        settings.Check();
        var program = new SupervisorProgram(settings);
        var seen = demands.Supervisor switch
        {
            "systemd" => await Systemd.SeeAsync(program, demands, ct),
            "docker" => await Docker.SeeAsync(program, demands, ct),
            "compose" => await Compose.SeeAsync(program, demands, ct),
            "pm2" => await Pm2.SeeAsync(program, demands, ct),
            _ => await new Kubernetes(program, demands).SeeAsync(ct),
        };
        return new ServiceAccount(demands, settings.Here.Clock.GetUtcNow()).Of(seen);
    }
}
