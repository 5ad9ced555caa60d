using Slipway.Traffic;

namespace Slipway.Runs.Tests.Doubles;

/// <summary>A proxy with traffic of its own: so many requests a look, split exactly as asked, with the errors that a test gives each lane.</summary>
internal sealed class Proxy : ITrafficDriver
{
    private double _share;
    private (double Requests, double Errors) _stable;
    private (double Requests, double Errors) _candidate;

    public string Name => "proxy";

    /// <summary>Requests that come in between two looks.</summary>
    public double Requests { get; set; } = 4000;

    /// <summary>Share of them that fail at the version that serves.</summary>
    public double StableErrors { get; set; } = 0.02;

    /// <summary>Share of them that fail at the version that is being released.</summary>
    public double CandidateErrors { get; set; } = 0.02;

    /// <summary>What it does with a share that it was asked for; by default what it was asked.</summary>
    public Func<double, double> Obeys { get; set; } = it => it;

    /// <summary>Why it cannot be reached; null while it can.</summary>
    public string? Gone { get; set; }

    public List<double> Asked { get; } = [];

    public Task<Told<double>> ReadAsync(CancellationToken ct) => Task.FromResult(Told(_share));

    public Task<Told<double>> SetAsync(double share, CancellationToken ct)
    {
        Asked.Add(share);
        _share = Obeys(share);
        return Task.FromResult(Told(share));
    }

    public Task<Told<LaneCounts>> CountAsync(CancellationToken ct)
    {
        Add(ref _candidate, Requests * _share / 100, CandidateErrors);
        Add(ref _stable, Requests * (1 - (_share / 100)), StableErrors);
        return Task.FromResult(Told(new LaneCounts(TimeProvider.System.GetUtcNow(), "first", Lane(_stable), Lane(_candidate))));
    }

    private Told<T> Told<T>(T value) => Gone is { } why ? new Told<T>.Unknown(why) : new Told<T>.Known(value);

    private static void Add(ref (double Requests, double Errors) lane, double requests, double errors) =>
        lane = (lane.Requests + requests, lane.Errors + (requests * errors));

    private static LaneCount Lane((double Requests, double Errors) lane) => new((long)lane.Requests, (long)lane.Errors, []);
}
