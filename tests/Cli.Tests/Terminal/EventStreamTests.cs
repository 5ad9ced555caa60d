using System.Text.Json.Nodes;
using Slipway.Cli.Terminal.Events;
using Slipway.Runs;
using Slipway.Testing;

namespace Slipway.Cli.Tests.Terminal;

public sealed class EventStreamTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly ManualClock _clock = new();
    private readonly List<string> _told = [];

    [Fact(Timeout = 30_000)]
    public async Task the_stream_names_its_schema_and_then_tells_records_and_notices()
    {
        using var to = new MemoryStream();
        var stream = new EventStream(to, _clock, _told.Add);
        var story = Story.Harbour().Begins(1, 6);

        stream.Happened(story.Started, RunState.Begin(story.Started, Story.Began), Story.Began);
        stream.Happened(story.Told[0].Event, story.State, story.Told[0].At);
        stream.Notice("line 44 waits");
        await stream.DisposeAsync();

        var lines = LinesOf(to.ToArray());
        lines[0].ToJsonString().ShouldBe("""{"schema":"slipway.events/1","type":"schema"}""");
        lines[1]["seq"]!.GetValue<long>().ShouldBe(1);
        lines[1]["body"]!["type"]!.GetValue<string>().ShouldBe("run-started");
        lines[2]
            .ToJsonString()
            .ShouldBe(
                """{"type":"record","seq":2,"time":"2030-01-01T22:00:01.0000000\u002B00:00","body":{"type":"step-began","step":"L6","attempt":1}}"""
            );
        lines[3]["text"]!.GetValue<string>().ShouldBe("line 44 waits");
    }

    [Fact(Timeout = 60_000)]
    public async Task a_reader_that_does_not_read_stops_nothing_and_is_told_what_it_missed()
    {
        using var to = new StuckStream();
        var stream = new EventStream(to, _clock, _told.Add);
        var many = EventStream.Waiting + 500;

        for (var i = 0; i < many; i++)
        {
            stream.Notice($"{i}");
        }

        to.Free();
        await stream.DisposeAsync();

        var lines = LinesOf(to.ToArray());
        var missed = lines.Where(it => it["type"]!.GetValue<string>() == "gap").Sum(it => it["missed"]!.GetValue<long>());
        missed.ShouldBeGreaterThan(0);
        (lines.Count(it => it["type"]!.GetValue<string>() == "notice") + missed).ShouldBe(many);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_reader_that_is_gone_ends_the_stream_with_one_word_about_it()
    {
        using var to = new GoneStream();
        var stream = new EventStream(to, _clock, _told.Add);
        for (var i = 0; i < 100; i++)
        {
            stream.Notice($"{i}");
        }

        await stream.DisposeAsync();

        _told.ShouldHaveSingleItem().ShouldStartWith("the reader of --events is gone");
    }

    [Fact(Timeout = 30_000)]
    public async Task the_end_of_a_run_waits_for_a_stuck_reader_only_so_long()
    {
        using var to = new StuckStream();
        var stream = new EventStream(to, _clock, _told.Add);

        var end = stream.DisposeAsync().AsTask();
        await _clock.SomethingWaits(Ct);
        end.IsCompleted.ShouldBeFalse();
        _clock.Advance(EventStream.LastChance);

        await end;
        to.Free();
    }

    private static List<JsonNode> LinesOf(byte[] bytes) =>
        [
            .. System
                .Text.Encoding.UTF8.GetString(bytes)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(it => JsonNode.Parse(it)!),
        ];

    /// <summary>Takes nothing before it is freed, as a full pipe does.</summary>
    private sealed class StuckStream : MemoryStream
    {
        private byte[]? _closed;

        private readonly ManualResetEventSlim _free = new();

        public void Free() => _free.Set();

        public override void Write(byte[] buffer, int offset, int count)
        {
            _free.Wait();
            base.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _free.Wait();
            base.Write(buffer);
        }

        /// <summary>Also after the stream closed it.</summary>
        public override byte[] ToArray() => _closed ?? base.ToArray();

        protected override void Dispose(bool disposing)
        {
            _closed ??= base.ToArray();
            base.Dispose(disposing);
        }
    }

    private sealed class GoneStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe");
    }
}

public sealed class EventSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(Checklists.Schemas.Events)!;

    [Fact]
    public void the_schema_names_every_event() =>
        Schema["$defs"]!["record"]!["properties"]!["body"]!["properties"]!["type"]!["enum"]!
            .AsArray()
            .Select(it => it!.GetValue<string>())
            .ShouldBe(
                typeof(RunEvent)
                    .GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), inherit: false)
                    .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>()
                    .Select(it => (string)it.TypeDiscriminator!),
                ignoreOrder: true
            );

    [Fact]
    public void the_schema_names_the_stream() =>
        Schema["$defs"]!["schema"]!["properties"]!["schema"]!["const"]!.GetValue<string>().ShouldBe(EventStream.Schema);

    [Theory]
    [InlineData("""{"schema":"slipway.events/1","type":"schema"}""")]
    [InlineData("""{"type":"record","seq":2,"time":"2030-01-01T22:00:01.0000000+00:00","body":{"type":"step-began"}}""")]
    [InlineData("""{"type":"notice","time":"2030-01-01T22:00:02.0000000+00:00","text":"x"}""")]
    [InlineData("""{"type":"gap","missed":12}""")]
    public void each_sort_of_line_has_the_properties_of_its_definition(string line)
    {
        var value = JsonNode.Parse(line)!.AsObject();
        var definition = Schema["$defs"]![value["type"]!.GetValue<string>()]!;

        definition["properties"]!.AsObject().Select(it => it.Key).ShouldBe(value.Select(it => it.Key), ignoreOrder: true);
        definition["required"]!.AsArray().Select(it => it!.GetValue<string>()).ShouldBe(value.Select(it => it.Key), ignoreOrder: true);
    }
}
