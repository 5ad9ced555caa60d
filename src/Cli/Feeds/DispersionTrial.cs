using System.Globalization;
using System.Text.Json;
using Slipway.Judging;

namespace Slipway.Cli.Feeds;

/// <summary>Recorded intervals of a time without a release: what they show of how errors come, as one line of JSON.</summary>
internal sealed class DispersionTrial(TextWriter output)
{
    private readonly FeedFaults _faults = new();
    private readonly IntervalLine _line = new(isOfThePast: true);
    private readonly Dispersion _past = new();
    private bool? _isPaired;
    private TimeSpan? _last;

    /// <summary>Reads the whole stream; whether the form of the errors is known then.</summary>
    /// <exception cref="Commands.UnusableException">Lines that cannot be used, told together, after what the others show.</exception>
    public async Task<bool> RunAsync(Stream input, CancellationToken ct)
    {
        var feed = new LineFeed(input);
        while (await feed.NextAsync(ct))
        {
            if (!feed.Line.Trim(" \t\r"u8).IsEmpty && Take(feed) is { } fault)
            {
                _faults.Add(feed.Number, fault);
            }
        }

        if (_last is null)
        {
            _faults.Add(feed.Number + 1, "there is no interval, so nothing can be said");
            _faults.End();
        }

        var verdict = _past.Verdict();
        Write(verdict);
        await output.FlushAsync(ct);
        _faults.End();
        return verdict.Form != ErrorForm.Unknown;
    }

    /// <summary>What is wrong with a line; null where it was taken.</summary>
    private string? Take(LineFeed feed)
    {
        if (feed.IsTooLong)
        {
            return $"longer than {LineFeed.Longest} bytes";
        }

        if (_line.Read(feed.Line) is { } fault)
        {
            return fault;
        }

        if (_line.At <= _last)
        {
            return "its t is not later than the one before; this reads one stretch of time, sorted";
        }

        _isPaired ??= _line.HasCandidate;
        if (_isPaired != _line.HasCandidate)
        {
            return "one line names a candidate and another does not; give all of one arm, or all of two";
        }

        if (_isPaired.Value)
        {
            _past.Observe(_line.Candidate, _line.Baseline);
        }
        else
        {
            _past.Observe(_line.Baseline);
        }

        _last = _line.At;
        return null;
    }

    private void Write(DispersionVerdict verdict)
    {
        var form = verdict.Form switch
        {
            ErrorForm.Independent => "independent",
            ErrorForm.Bursts => "bursts",
            _ => "unknown",
        };
        output.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"form":"{{form}}","burst":{{verdict.Burst:0.##}},"perLook":{{verdict.PerLook}},"intervals":{{verdict.Intervals}},"requests":{{verdict.Requests}},"errors":{{verdict.Errors}},"why":"{{JsonEncodedText.Encode(
                    verdict.Why
                )}}"}"""
            )
        );
        output.Write('\n');
    }
}
