using System.Globalization;
using Slipway.Judging;

namespace Slipway.Cli.Feeds;

/// <summary>A condition tried on recorded numbers: a line in, a line out.</summary>
internal sealed class TriggerTrial(TriggerRule rule, TextWriter output, StateFile? state)
{
    private readonly FeedFaults _faults = new();
    private TriggerMemory _memory = TriggerMemory.Empty;
    private long _judged;

    /// <summary>Judges the whole stream.</summary>
    /// <exception cref="Commands.UnusableException">Lines that cannot be used, told together behind all that can.</exception>
    public async Task RunAsync(Stream input, CancellationToken ct)
    {
        _memory = state?.Read() ?? TriggerMemory.Empty;
        var feed = new LineFeed(input);
        while (await feed.NextAsync(ct))
        {
            Judge(feed);
            if (!feed.IsAtHand)
            {
                await KeepAsync(ct);
            }
        }

        await KeepAsync(ct);
        if (_judged == 0)
        {
            _faults.Add(feed.Number + 1, "there is no sample, so nothing can be said");
        }

        _faults.End();
    }

    /// <summary>Said before it is remembered: whoever goes on after a crash hears a line twice rather than never.</summary>
    private async Task KeepAsync(CancellationToken ct)
    {
        await output.FlushAsync(ct);
        state?.Write(_memory);
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

        var (line, fault) = SampleLine.Read(feed.Line);
        if (line is not { } read)
        {
            _faults.Add(feed.Number, fault!);
        }
        else if (read.At <= _memory.At)
        {
            _faults.Add(feed.Number, $"its time {Seconds(read.At)} is not later than that of the line before, {Seconds(_memory.At.Value)}");
        }
        else
        {
            _judged++;
            _memory = TriggerJudge.Next(rule, _memory, read.At, read.Look);
            output.Write($$"""{"t":{{Seconds(read.At)}},"state":"{{Word(_memory.State)}}"}""" + "\n");
        }
    }

    private static string Seconds(TimeSpan at) =>
        ((decimal)at.Ticks / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture);

    private static string Word(TriggerState state) =>
        state switch
        {
            TriggerState.Inactive => "inactive",
            TriggerState.Pending => "pending",
            TriggerState.Firing => "firing",
            _ => "hold",
        };
}
