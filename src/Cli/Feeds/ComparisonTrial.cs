using System.Globalization;
using System.Text.Json;
using Slipway.Judging;

namespace Slipway.Cli.Feeds;

/// <summary>Recorded intervals of many runs, each judged by itself: a line whenever a run's decision changes, and one at its end.</summary>
internal sealed class ComparisonTrial(ComparisonRules rules, TextWriter output)
{
    /// <summary>Runs of one stream.</summary>
    private const int MostRuns = 1_000_000;

    private readonly FeedFaults _faults = new();
    private readonly IntervalLine _line = new();
    private readonly Dictionary<long, Told> _runs = [];

    /// <summary>Judges the whole stream.</summary>
    /// <exception cref="Commands.UnusableException">Lines that cannot be used, told together behind all that can.</exception>
    public async Task RunAsync(Stream input, CancellationToken ct)
    {
        var feed = new LineFeed(input);
        while (await feed.NextAsync(ct))
        {
            Judge(feed);
            if (!feed.IsAtHand)
            {
                await output.FlushAsync(ct);
            }
        }

        foreach (var (id, told) in _runs)
        {
            Write(id, told.Run);
        }

        if (_runs.Count == 0)
        {
            _faults.Add(feed.Number + 1, "there is no interval, so nothing can be said");
        }

        await output.FlushAsync(ct);
        _faults.End();
    }

    private void Judge(LineFeed feed)
    {
        if (feed.IsTooLong)
        {
            _faults.Add(feed.Number, $"longer than {LineFeed.Longest} bytes");
            return;
        }

        if (feed.Line.Trim(" \t\r"u8).IsEmpty)
        {
            return;
        }

        var fault = _line.Read(feed.Line);
        var told = Of(_line.Run, feed.Number);
        fault ??= told?.Run.At is { } last && _line.At <= last ? $"its t is not later than the one before of run {_line.Run}" : null;
        if (fault is not null)
        {
            _faults.Add(feed.Number, fault);
            told?.Run.Doubt();
        }
        else
        {
            told?.Run.Observe(_line.At, _line.Baseline, _line.Candidate);
        }

        if (told is not null)
        {
            Tell(_line.Run!.Value, told);
        }
    }

    private Told? Of(long? run, long line)
    {
        if (run is not { } id)
        {
            return null;
        }

        if (_runs.TryGetValue(id, out var told))
        {
            return told;
        }

        if (_runs.Count == MostRuns)
        {
            _faults.Add(line, $"more than {MostRuns} runs; split the stream");
            return null;
        }

        return _runs[id] = new(new(rules));
    }

    private void Tell(long id, Told told)
    {
        var attribution = told.Run.Attribution;
        if (told.Run.At is null || (told.Outcome == told.Run.Outcome && told.Attribution == attribution))
        {
            return;
        }

        (told.Outcome, told.Attribution) = (told.Run.Outcome, attribution);
        Write(id, told.Run);
    }

    private void Write(long id, ComparedRun run)
    {
        var decision = run.Decision;
        output.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"run":{{id}},"t":{{Seconds(run.At ?? TimeSpan.Zero)}},"decision":"{{ComparisonWords.Word(decision.Outcome)}}","attribution":"{{ComparisonWords.Word(
                    decision.Attribution
                )}}","evidence":{{Number(decision.Evidence)}},"bound":{{Number(decision.Bound)}},"needed":{{decision.Needed}},"why":"{{JsonEncodedText.Encode(
                    ComparisonWords.Why(run)
                )}}"}"""
            )
        );
        output.Write('\n');
    }

    private static string Number(double logarithm) => ComparisonWords.Told(logarithm).ToString("0.####", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan at) =>
        ((decimal)at.Ticks / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture);

    /// <summary>A run, and what was said of it last.</summary>
    private sealed class Told(ComparedRun run)
    {
        public ComparedRun Run { get; } = run;

        public ComparisonOutcome? Outcome { get; set; }

        public Attribution Attribution { get; set; }
    }
}
