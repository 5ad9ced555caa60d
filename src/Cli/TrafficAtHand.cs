using Slipway.Checklists;
using Slipway.Cli.Commands;
using Slipway.Kernel;
using Slipway.Platform;
using Slipway.Traffic;

namespace Slipway.Cli;

/// <summary>What moves the traffic of an environment, made of its settings.</summary>
/// <param name="Environment">Name of the environment.</param>
/// <param name="Driver">The driver.</param>
/// <param name="Probe">What makes traffic where there is none; null where the settings name none.</param>
/// <param name="Redactor">Takes the secrets out of what is told.</param>
/// <param name="Clock">The clock.</param>
internal sealed record TrafficAtHand(
    string Environment,
    ITrafficDriver Driver,
    SplitProbe? Probe,
    SecretHiding Redactor,
    TimeProvider Clock
)
{
    /// <summary>Makes it; everything that is wrong with the settings is told together and ends the call.</summary>
    public static async Task<TrafficAtHand> ReadAsync(Host host, string? settingsFile, string? environmentName, CancellationToken ct)
    {
        var (settings, folder) = Inputs.ReadSettings(host, settingsFile, null);
        var environment =
            Inputs.EnvironmentOf(settings, environmentName)
            ?? throw new UnusableException("no environment is named: --env NAME, or `environment:` in slipway.yaml");
        var spec =
            environment.Traffic
            ?? throw new UnusableException(
                $"the environment {environment.Name} does not say what moves its traffic: see `traffic:` in `slipway help traffic`"
            );
        var here = await EnvironmentAtHand.ReadAsync(host, settings, folder, environment, ct);
        return Made(host, environment, spec, here);
    }

    /// <summary>Makes it of settings that are read already.</summary>
    public static TrafficAtHand Made(Host host, EnvironmentSpec environment, TrafficSpec spec, EnvironmentAtHand here)
    {
        var place = new DriverPlace(spec, here.Surroundings.Directory, here.Surroundings.Variables, host.Clock)
        {
            Inherited = here.Surroundings.Inherited,
        };
        var (probe, fault) = SplitProbe.Of(place);
        return TrafficDrivers.Make(place) switch
        {
            DriverMade.Ready it when fault is null => new(environment.Name, it.Driver, probe, here.Redactor, host.Clock),
            DriverMade.Faulty it => throw new UnusableException([
                .. it.Faults.Concat(fault is null ? [] : [fault]).Select(here.Redactor.Redact),
            ]),
            _ => throw new UnusableException(fault!),
        };
    }
}
