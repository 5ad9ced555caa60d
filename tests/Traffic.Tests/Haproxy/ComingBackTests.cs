using Slipway.Testing;
using Slipway.Traffic.Tests.Worlds;

namespace Slipway.Traffic.Tests.Haproxy;

/// <summary>How long a candidate still gets new requests after its traffic was taken away, on HAProxy under load.</summary>
public sealed class ComingBackTests(HaproxyWorld world, ITestOutputHelper output) : IClassFixture<HaproxyWorld>
{
    [Fact(Timeout = 600_000)]
    [Trait("Category", "long")]
    public async Task no_new_request_comes_a_second_after_traffic_was_taken_back()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var clients = Clients.Start(world.Port, 8);
        var took = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            _ = await world.Driver.SetAsync(50, ct);
            var enough = world.Candidate.Requests + 20;
            await Eventually.Holds("the candidate gets requests", () => world.Candidate.Requests >= enough, ct);
            var start = TimeProvider.System.GetTimestamp();
            (await world.Driver.SetAsync(0, ct)).ShouldBe(new Told<double>.Known(0));
            var answers = clients.Answers + 200;
            await Eventually.Holds("requests go on", () => clients.Answers >= answers, ct, TimeSpan.FromSeconds(60));
            took.Add(Math.Max(0, TimeProvider.System.GetElapsedTime(start, world.Candidate.Last).TotalMilliseconds));
        }

        took.Sort();
        output.WriteLine($"From asking for 0 % to the last new request at the candidate: p50 {took[99]:0.0} ms, p99 {took[197]:0.0} ms.");
        took[197].ShouldBeLessThan(1000);
        clients.Failures.ShouldBeEmpty();
    }
}
