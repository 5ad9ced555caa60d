using Slipway.Kernel;
using Slipway.Testing;
using Slipway.Traffic;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>
/// Two versions behind a proxy, whose traffic is well, worse at one of them, worse at both, or not to be seen, for a while each; the
/// numbers that triggers look at are those of the same world.
/// </summary>
internal sealed class AnyTraffic(List<Entry> entries, Random random) : ITrafficDriver
{
    private const double Good = 1;

    private double _share;
    private (long Requests, long Errors) _stable;
    private (long Requests, long Errors) _candidate;
    private Weather _weather;

    private enum Weather
    {
        Well,
        CandidateIsBad,
        BothAreBad,
        StableIsBad,
        NothingIsSeen,
    }

    public string Name => "any";

    /// <summary>The clock of the process that lives now.</summary>
    public required ManualClock Clock { get; set; }

    /// <summary>True once the process is dead: nothing it still tries may reach the world.</summary>
    public Func<bool> IsDead { get; set; } = () => false;

    public Task<Told<double>> ReadAsync(CancellationToken ct) => Task.FromResult<Told<double>>(new Told<double>.Known(_share));

    public Task<Told<double>> SetAsync(double share, CancellationToken ct)
    {
        Living();
        if (_weather == Weather.NothingIsSeen && random.Next(3) == 0)
        {
            return Task.FromResult<Told<double>>(new Told<double>.Unknown("the proxy does not answer"));
        }

        _share = share;
        entries.Add(new Entry.Moved(share));
        return Task.FromResult<Told<double>>(new Told<double>.Known(share));
    }

    public Task<Told<LaneCounts>> CountAsync(CancellationToken ct)
    {
        Living();
        Change();
        if (_weather == Weather.NothingIsSeen)
        {
            entries.Add(new Entry.Counted(false));
            return Task.FromResult<Told<LaneCounts>>(new Told<LaneCounts>.Unknown("the proxy does not answer"));
        }

        entries.Add(new Entry.Counted(true));
        Add(ref _candidate, (long)(40 * _share), OfCandidate);
        Add(ref _stable, (long)(40 * (100 - _share)), OfStable);
        return Task.FromResult<Told<LaneCounts>>(
            new Told<LaneCounts>.Known(
                new(Clock.GetUtcNow(), "first", new(_stable.Requests, _stable.Errors, []), new(_candidate.Requests, _candidate.Errors, []))
            )
        );
    }

    /// <summary>The number of a trigger, of one version or of all.</summary>
    public Task<Observation> LookAsync(CheckSpec check, CancellationToken ct)
    {
        Living();
        var candidate = check["lane"] != "stable";
        if (candidate)
        {
            Change();
        }

        double? percent =
            _weather == Weather.NothingIsSeen ? null
            : candidate ? OfCandidate
            : OfStable;
        entries.Add(new Entry.Looked(new(check["trigger"]!), candidate, percent));
        return Task.FromResult(
            percent is { } number ? new Observation { Value = new Quantity(number, "%") } : Observation.Unseen("nobody answers")
        );
    }

    private double OfCandidate => _weather is Weather.CandidateIsBad or Weather.BothAreBad ? 30 : Good;

    private double OfStable => _weather is Weather.StableIsBad or Weather.BothAreBad ? 30 : Good;

    private void Change() => _weather = random.Next(12) == 0 ? (Weather)random.Next(5) : _weather;

    private void Living()
    {
        if (IsDead())
        {
            throw new InvalidOperationException("Dead processes do nothing.");
        }
    }

    private static void Add(ref (long Requests, long Errors) lane, long requests, double percent) =>
        lane = (lane.Requests + requests, lane.Errors + (long)(requests * percent / 100));
}
