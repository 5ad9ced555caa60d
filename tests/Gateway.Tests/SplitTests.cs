using System.Collections.Concurrent;

namespace Slipway.Gateway.Tests;

/// <summary>Two lanes, one share.</summary>
public sealed class SplitTests
{
    [Fact(Timeout = 30_000)]
    public async Task without_a_share_nothing_reaches_the_candidate()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var candidate = await Backend.StartAsync("candidate");
        await using var world = await World.OfAsync(stable, candidate);

        for (var i = 0; i < 200; i++)
        {
            (await world.AskAsync()).Body.ShouldBe("stable");
        }

        candidate.Count.ShouldBe(0);
    }

    [Fact(Timeout = 30_000)]
    public async Task with_all_of_the_share_everything_reaches_the_candidate()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var candidate = await Backend.StartAsync("candidate");
        await using var world = await World.OfAsync(stable, candidate, it => it with { Share = "100" });

        for (var i = 0; i < 200; i++)
        {
            (await world.AskAsync()).Body.ShouldBe("candidate");
        }

        stable.Count.ShouldBe(0);
    }

    /// <summary>3,000 requests: the binomial standard deviation at 25 % is 23.7, and five of them are 119.</summary>
    [Fact(Timeout = 60_000)]
    public async Task the_split_that_really_happens_is_the_one_that_was_asked_for()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var candidate = await Backend.StartAsync("candidate");
        await using var world = await World.OfAsync(stable, candidate);
        await world.SetAsync(25);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Repeat(300, () => world.AskAsync())));

        (stable.Count + candidate.Count).ShouldBe(3000);
        candidate.Count.ShouldBeInRange(750 - 119, 750 + 119);
        (await world.CountedAsync("candidate", candidate.Count)).ShouldBe((candidate.Count, 0));
        (await world.CountedAsync("stable", stable.Count)).ShouldBe((stable.Count, 0));
    }

    [Fact(Timeout = 60_000)]
    public async Task no_request_fails_over_100_changes_of_the_share_under_load()
    {
        await using var stable = await Backend.StartAsync("stable");
        await using var candidate = await Backend.StartAsync("candidate");
        await using var world = await World.OfAsync(stable, candidate);
        var (answers, over) = (new ConcurrentBag<Answer>(), false);
        var load = Enumerable
            .Range(0, 8)
            .Select(async _ =>
            {
                while (!Volatile.Read(ref over))
                {
                    answers.Add(await world.AskAsync());
                }
            })
            .ToList();

        for (var i = 1; i <= 100; i++)
        {
            await world.SetAsync(i * 37 % 101);
        }

        Volatile.Write(ref over, true);
        await Task.WhenAll(load);
        answers.Count.ShouldBeGreaterThan(100);
        answers.Count(it => it.Status != 200 || it.Body is not ("stable" or "candidate")).ShouldBe(0);
        (await world.CountedAsync("stable", stable.Count)).Errors.ShouldBe(0);
        (await world.CountedAsync("candidate", candidate.Count)).Errors.ShouldBe(0);
    }

    private static async Task Repeat(int times, Func<Task> act)
    {
        for (var i = 0; i < times; i++)
        {
            await act();
        }
    }
}
