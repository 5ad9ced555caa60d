using Slipway.Testing;
using Slipway.Traffic.Making;
using Slipway.Traffic.Nginx;

namespace Slipway.Traffic.Tests.Nginx;

/// <summary>Counting from an access log that grows, is rotated, is emptied and is not what it should be.</summary>
public sealed class LaneLogTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Log => _folder["lanes.log"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task what_was_there_before_the_first_look_is_not_counted_and_what_comes_after_is()
    {
        _folder.Write("lanes.log", "stable 200 0.001\n");
        var log = Open();
        (await log.CountAsync(Ct)).Stable.Requests.ShouldBe(0);
        await AddAsync("stable 200 0.001\ncandidate 503 0.100\ncandidate 000 0.002\ncandidate 499 60.000\n");

        var counts = await log.CountAsync(Ct);

        (counts.Stable.Requests, counts.Stable.Errors).ShouldBe((1, 0));
        (counts.Candidate.Requests, counts.Candidate.Errors).ShouldBe((3, 2));
        counts.Candidate.Latency[LatencyBuckets.Of(100)].ShouldBe(1);
        counts.Candidate.Latency[^1].ShouldBe(1);
    }

    [Fact]
    public async Task a_line_that_is_just_being_written_counts_when_it_is_whole()
    {
        _folder.Write("lanes.log", "");
        var log = Open();
        _ = await log.CountAsync(Ct);
        await AddAsync("stable 200 0.001\nstable 2");
        (await log.CountAsync(Ct)).Stable.Requests.ShouldBe(1);
        await AddAsync("00 0.001\n");

        (await log.CountAsync(Ct)).Stable.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task a_rotated_log_begins_a_new_epoch_and_is_read_from_its_beginning()
    {
        _folder.Write("lanes.log", "stable 200 0.001\n");
        var log = Open();
        var before = await log.CountAsync(Ct);
        File.Move(Log, _folder["lanes.log.1"]);
        _folder.Write("lanes.log", "stable 200 0.001\nstable 200 0.001\n");

        var after = await log.CountAsync(Ct);

        after.Epoch.ShouldNotBe(before.Epoch);
        after.Stable.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task an_emptied_log_begins_a_new_epoch()
    {
        _folder.Write("lanes.log", "stable 200 0.001\nstable 200 0.001\n");
        var log = Open();
        var before = await log.CountAsync(Ct);
        _folder.Write("lanes.log", "candidate 200 0.001\n");

        var after = await log.CountAsync(Ct);

        after.Epoch.ShouldNotBe(before.Epoch);
        (after.Stable.Requests, after.Candidate.Requests).ShouldBe((0, 1));
    }

    [Theory]
    [InlineData("127.0.0.1 - - [27/Nov/2026] \"GET / HTTP/1.1\" 200 2\n")]
    [InlineData("canary 200 0.001\n")]
    [InlineData("stable 200\n")]
    [InlineData("stable OK 0.001\n")]
    [InlineData("stable 200 -\n")]
    [InlineData("stable 200 NaN\n")]
    [InlineData("\n")]
    [InlineData("stable  200 0.001\n")]
    public async Task a_line_in_another_format_is_not_counted_around(string line)
    {
        _folder.Write("lanes.log", "");
        var log = Open();
        _ = await log.CountAsync(Ct);
        await AddAsync($"stable 200 0.001\n{line}");

        await Should.ThrowAsync<NotToldException>(() => log.CountAsync(Ct));
        await Should.ThrowAsync<NotToldException>(() => log.CountAsync(Ct));
    }

    [Fact]
    public async Task a_line_that_does_not_end_is_not_waited_for()
    {
        _folder.Write("lanes.log", "");
        var log = Open();
        _ = await log.CountAsync(Ct);
        await AddAsync(new string('x', 300_000));

        await Should.ThrowAsync<NotToldException>(() => log.CountAsync(Ct));
    }

    private LaneLog Open() => new(Log, TimeProvider.System);

    private Task AddAsync(string text) => File.AppendAllTextAsync(Log, text, Ct);
}
