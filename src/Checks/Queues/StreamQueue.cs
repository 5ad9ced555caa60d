using System.Text.Json.Nodes;
using Slipway.Checks.Redis;

namespace Slipway.Checks.Queues;

/// <summary>A stream of Redis as a queue. With a group, what the group was not given yet waits, and what it did not acknowledge is under way.</summary>
internal static class StreamQueue
{
    public static async Task<QueueState> SeeAsync(RedisConnection redis, QueueDemands wanted, DateTimeOffset now, CancellationToken ct)
    {
        var type = (await redis.AskAsync(ct, "TYPE", wanted.Name)).Said;
        if (type == "none" && wanted.MayBeAbsent && wanted.Group is null)
        {
            return new() { Depth = 0, Dead = await ListQueue.DeadAsync(redis, wanted, ct) };
        }

        if (type != "stream")
        {
            throw new IOException(
                type == "none" ? $"There is no stream {wanted.Name}." : $"The key {wanted.Name} is a {type}, not a stream."
            );
        }

        var state = wanted.Group is { } group
            ? await OfGroupAsync(redis, wanted, group, ct)
            : new()
            {
                Depth = ListQueue.Count((await redis.AskAsync(ct, "XLEN", wanted.Name)).Number, wanted.Name),
                Oldest = Moments.OfEntry(await FirstAsync(redis, wanted.Name, "-", ct)),
            };
        return state with { Dead = await ListQueue.DeadAsync(redis, wanted, ct) };
    }

    private static async Task<QueueState> OfGroupAsync(RedisConnection redis, QueueDemands wanted, string group, CancellationToken ct)
    {
        var groups = (await redis.AskAsync(ct, "XINFO", "GROUPS", wanted.Name)).Items;
        var mine =
            groups.FirstOrDefault(it => it.Of("name")?.Said == group)
            ?? throw new IOException($"The stream {wanted.Name} has no group {group}.");
        var behind = mine.Of("lag")?.Number ?? throw new IOException($"Redis does not tell how far the group {group} is behind.");
        var pending = ListQueue.Count(mine.Of("pending")?.Number, $"the pending entries of {group}");
        var consumers = (await redis.AskAsync(ct, "XINFO", "CONSUMERS", wanted.Name, group)).Items;
        var alive = consumers.Count(it => it.Of("idle")?.Number is { } idle && idle <= wanted.SeenWithin.TotalMilliseconds);
        return new()
        {
            Depth = ListQueue.Count(behind, wanted.Name),
            Unacknowledged = pending,
            Consumers = alive,
            Oldest = await OldestAsync(redis, wanted.Name, group, mine.Of("last-delivered-id")?.Said, behind, pending, ct),
            More = new Dictionary<string, JsonNode?> { ["consumersEver"] = consumers.Count },
        };
    }

    /// <summary>The older of what was not given out and what was not acknowledged; null where one of them is there and does not say.</summary>
    private static async Task<DateTimeOffset?> OldestAsync(
        RedisConnection redis,
        string stream,
        string group,
        string? delivered,
        long behind,
        long pending,
        CancellationToken ct
    )
    {
        var first = behind == 0 || delivered is null ? null : Moments.OfEntry(await FirstAsync(redis, stream, $"({delivered}", ct));
        var taken =
            pending == 0 ? null
            : (await redis.AskAsync(ct, "XPENDING", stream, group)).Items is [_, var least, ..] ? Moments.OfEntry(least.Said)
            : null;
        return (behind > 0 && first is null) || (pending > 0 && taken is null) ? null
            : first < taken ? first
            : taken ?? first;
    }

    /// <summary>The id of the first entry from here on; its content is not used.</summary>
    private static async Task<string?> FirstAsync(RedisConnection redis, string stream, string from, CancellationToken ct) =>
        (await redis.AskAsync(ct, "XRANGE", stream, from, "+", "COUNT", "1")).Items is [RedisReply.Many { Parts: [var id, ..] }, ..]
            ? id.Said
            : null;
}
