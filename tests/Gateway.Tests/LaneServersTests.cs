using Slipway.Gateway.Forwarding;
using Slipway.Testing;

namespace Slipway.Gateway.Tests;

/// <summary>A server that does not answer is skipped for a while, where there is another.</summary>
public sealed class LaneServersTests
{
    private readonly ManualClock _clock = new("2030-01-01T00:00:00Z");

    [Fact]
    public void servers_take_turns()
    {
        var (one, other) = (Server(1), Server(2));
        var servers = new LaneServers([one, other]);

        var turns = Enumerable.Range(0, 6).Select(_ => servers.Next()).ToList();

        turns.Count(it => it == one).ShouldBe(3);
        turns.Zip(turns.Skip(1)).ShouldAllBe(it => it.First != it.Second);
    }

    [Fact]
    public void one_that_did_not_answer_gets_one_request_after_its_time_and_no_more_until_that_is_answered()
    {
        var (one, other) = (Server(1), Server(2));
        var servers = new LaneServers([one, other]);
        one.DidNotAnswer();

        Turns(servers, one).ShouldBe(0);
        _clock.Advance(Forwarding.Server.Skip);
        Turns(servers, one).ShouldBe(1);
        servers.Skipped.ShouldBe(1);
        one.DidAnswer();

        Turns(servers, one).ShouldBe(10);
        servers.Skipped.ShouldBe(0);
    }

    [Fact]
    public void when_all_are_skipped_they_are_tried_all_the_same()
    {
        var (one, other) = (Server(1), Server(2));
        var servers = new LaneServers([one, other]);
        one.DidNotAnswer();
        other.DidNotAnswer();

        Turns(servers, one).ShouldBe(10);
        servers.Another(one).ShouldBeNull();
    }

    [Fact]
    public void another_server_is_never_the_same()
    {
        var (one, other) = (Server(1), Server(2));
        var servers = new LaneServers([one, other]);

        Enumerable.Range(0, 10).Select(_ => servers.Another(one)).ShouldAllBe(it => it == other);
        new LaneServers([one]).Another(one).ShouldBeNull();
    }

    private static int Turns(LaneServers servers, Server of) => Enumerable.Range(0, 20).Count(_ => servers.Next() == of);

    private Server Server(int port) => new(new(new($"http://127.0.0.1:{port}"), false), TimeSpan.FromSeconds(1), _clock);
}
