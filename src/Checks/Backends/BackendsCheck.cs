using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Backends;

/// <summary>Whether the servers behind a load balancer (HAProxy) are up, as it sees them itself. Only its statistics are asked for.</summary>
internal sealed class BackendsCheck : ICheck
{
    public string Kind => "backends";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "url",
            Required: false,
            "HAProxy's statistics: `http://[user:password@]host:port/path` of its page, `tcp://host:port` of its admin socket, or `unix:/path` of that. Default: the environment's source of the kind `haproxy`."
        ),
        new("source", Required: false, "Name of a source of the environment, where it has several of this kind."),
        new(
            "backend",
            Required: false,
            "Names of the back ends that are looked at, with commas between; each must be there. Default: all that have servers."
        ),
        new(
            "least-up",
            Required: false,
            "Fewest servers of each back end that must be up, those that only stand in for others not counted. Default 1; 0 to 10000."
        ),
        new(
            "allow",
            Required: false,
            $"States besides `up` that a server may be in, with commas between: {ServerStates.Words}. Default: none."
        ),
        Authorities.Setting,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var demand = BackendsSpec.Of(settings);
        settings.Check();
        var text = await HaproxyStatistics.ReadAsync(demand.Address, settings, ct);
        return new BackendsAccount(demand).Of(HaproxyTable.Read(text));
    }
}
