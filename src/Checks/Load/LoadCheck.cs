using System.Net.Http;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Load;

/// <summary>
/// Puts a constant load on a URL and measures how it answers. It changes nothing by itself and burdens the target, so it counts as
/// changing (decision 65).
/// </summary>
internal sealed class LoadCheck : ICheck
{
    /// <summary>So many of the requests may leave late by our own fault before the measure says nothing of the target.</summary>
    private const double MostLate = 0.01;

    public string Kind => "load";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("url", Required: true, "Absolute, or a path that is appended to the environment's base URL."),
        new("rate", Required: true, "Requests a second, 1 to 10000, whatever became of those before."),
        new("duration", Required: true, "How long is measured: 100ms to 30m."),
        new("ramp", Required: false, "Time before, in which the rate grows from nothing in a straight line; not measured. Default none."),
        new("connections", Required: false, "Connections at the most, one request at a time on each. Default 50; 1 to 1000."),
        new("patience", Required: false, "Longest time from the moment a request is due to the end of its answer. Default 5s; 10ms to 1m."),
        new("method", Required: false, "The method. Default GET, or POST with a body."),
        new("header.*", Required: false, "A header: `header.Accept=text/html`."),
        new("body", Required: false, "The body, as it is."),
        new("json", Required: false, "A JSON body; sets `Content-Type`."),
        new("status", Required: false, "The statuses that are good: a class such as `2xx` (default) or one such as `204`."),
        new("errors", Required: false, "Share of the requests that may fail, for instance `0.1 %`. Default none."),
        new("p50", Required: false, "Longest time of the fastest 50 % of the requests, for instance `80ms`."),
        new("p90", Required: false, "The same of 90 %."),
        new("p95", Required: false, "The same of 95 %."),
        new("p99", Required: false, "The same of 99 %."),
        new("p999", Required: false, "The same of 99.9 %."),
        new("max", Required: false, "Longest time of any request."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, MeasureAsync, ct);

    private static async Task<Observation> MeasureAsync(SettingReader settings, CancellationToken ct)
    {
        var spec = LoadSpec.Read(settings);
        settings.Check();
        using var client = new LoadClient(spec);
        var clock = settings.Here.Clock;
        await TryAsync(client, spec, clock, ct);
        var (tally, took) = await new LoadGenerator(spec, client, clock).RunAsync(ct);
        if (tally.Late > spec.Arrivals.All * MostLate)
        {
            return Observation.Unseen(
                $"The generator itself could not keep up: {tally.Late} of {spec.Arrivals.All} requests left more than {LoadGenerator.Tolerance.TotalMilliseconds:0} ms late although a connection was free. Lower the rate, or measure from a machine with more room."
            );
        }

        return tally.Answered == 0
            ? Observation.Unseen($"None of {spec.Arrivals.Measured} requests was answered: {tally.FirstError}.")
            : LoadAccount.Of(spec, tally, took);
    }

    /// <summary>One request goes first: what does not answer is not burdened, and our own first request is always our slowest.</summary>
    private static async Task TryAsync(LoadClient client, LoadSpec spec, TimeProvider clock, CancellationToken ct)
    {
        using var patience = new Patience(clock, ct);
        try
        {
            await client.SendAsync(patience.For(spec.Patience));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw new NotSeenException(
                $"The first request got no answer ({LoadTally.ClassOf(failure).ToString().ToLowerInvariant()}: {failure.Message}); no load was made."
            );
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new NotSeenException($"The first request got no answer within {Durations.Write(spec.Patience)}; no load was made.");
        }
    }
}
