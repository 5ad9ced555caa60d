using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Slipway.Runs;

namespace Slipway.Cli.Terminal.Events;

/// <summary>
/// What happens in a run as lines of JSON for another program, <c>slipway.events/1</c>. The run never waits for the reader: lines go
/// through a bounded queue, written beside the run; what a slow reader misses is told in the stream with its count.
/// </summary>
internal sealed class EventStream : IRunListener, IAsyncDisposable
{
    /// <summary>Name of the schema, in the first line.</summary>
    public const string Schema = "slipway.events/1";

    /// <summary>Lines that wait for the reader at the most.</summary>
    public const int Waiting = 4096;

    /// <summary>How long the end of a run waits for a reader that has not read everything yet.</summary>
    public static readonly TimeSpan LastChance = TimeSpan.FromSeconds(2);

    private readonly Channel<JsonObject> _queue = Channel.CreateBounded<JsonObject>(
        new BoundedChannelOptions(Waiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );
    private readonly Lock _turn = new();
    private readonly Stream _to;
    private readonly TimeProvider _clock;
    private readonly Action<string> _tell;
    private readonly Task _writing;
    private long _missed;

    /// <summary>Begins with the name of the schema.</summary>
    /// <param name="to">Where the lines go; closed at the end.</param>
    /// <param name="clock">For the times of what is no record.</param>
    /// <param name="tell">Told once when the reader is gone.</param>
    public EventStream(Stream to, TimeProvider clock, Action<string> tell)
    {
        (_to, _clock, _tell) = (to, clock, tell);
        Add(new() { ["schema"] = Schema, ["type"] = "schema" });
        _writing = Task.Run(WriteAsync);
    }

    public void Happened(RunEvent happened, RunState state, DateTimeOffset at) => Add(Record(state.Events, at, happened));

    public void Notice(string text) =>
        Add(
            new()
            {
                ["type"] = "notice",
                ["time"] = Time(_clock.GetUtcNow()),
                ["text"] = text,
            }
        );

    /// <summary>What had been recorded before this process took the run up, so that every stream begins with the start of its run.</summary>
    public void Replay(IReadOnlyList<JournalRecord> records)
    {
        foreach (var record in records)
        {
            Add(Record(record.Sequence, record.Time, record.Body));
        }
    }

    /// <summary>Ends the stream; a reader that does not read is given up.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        try
        {
            await _writing.WaitAsync(LastChance, _clock, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // It does not read: the process ends without it.
        }
    }

    private static JsonObject Record(long sequence, DateTimeOffset at, RunEvent body) =>
        new()
        {
            ["type"] = "record",
            ["seq"] = sequence,
            ["time"] = Time(at),
            ["body"] = RunEventJson.Write(body),
        };

    /// <summary>As the journal writes it.</summary>
    private static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private void Add(JsonObject line)
    {
        lock (_turn)
        {
            if (_missed > 0 && _queue.Writer.TryWrite(Gap(_missed)))
            {
                _missed = 0;
            }

            _missed += _missed > 0 || !_queue.Writer.TryWrite(line) ? 1 : 0;
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            await using (_to)
            {
                await foreach (var line in _queue.Reader.ReadAllAsync(CancellationToken.None))
                {
                    await WriteAsync(line);
                }

                if (Interlocked.Read(ref _missed) is var missed and > 0)
                {
                    await WriteAsync(Gap(missed));
                }
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            _queue.Writer.TryComplete();
            _tell($"the reader of --events is gone ({gone.Message}); the run goes on without it");
        }
    }

    private async Task WriteAsync(JsonObject line)
    {
        await _to.WriteAsync(Encoding.UTF8.GetBytes($"{line.ToJsonString()}\n"), CancellationToken.None);
        await _to.FlushAsync(CancellationToken.None);
    }

    private static JsonObject Gap(long missed) => new() { ["type"] = "gap", ["missed"] = missed };
}
