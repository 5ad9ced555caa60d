using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Redis;

namespace Slipway.Checks.Queues;

/// <summary>
/// A queue of BullMQ or Bull: lists and sorted sets whose keys begin with <c>bull:NAME:</c>. Its metadata, or the counter of its
/// ids, shows that it was ever made; its lists alone come and go.
/// </summary>
internal static class BullQueue
{
    /// <summary>A mark in the list of older versions, which is no job.</summary>
    private const string Marker = "0:";

    public static async Task<QueueState> SeeAsync(RedisConnection redis, QueueDemands wanted, CancellationToken ct)
    {
        var root = $"{wanted.Prefix}:{wanted.Name}:";
        if (!await ExistsAsync(redis, $"{root}meta", ct) && !await ExistsAsync(redis, $"{root}id", ct))
        {
            throw new IOException($"There is no BullMQ queue {wanted.Name}: neither {root}meta nor {root}id is there.");
        }

        var (waiting, last) = await WaitingAsync(redis, $"{root}wait", ct);
        var (held, lastHeld) = await WaitingAsync(redis, $"{root}paused", ct);
        var prioritized = await CountAsync(redis, "ZCARD", $"{root}prioritized", ct);
        var pausedBy = await redis.AskAsync(ct, "HGET", $"{root}meta", "paused");
        return new()
        {
            Depth = waiting + held + prioritized,
            Unacknowledged = await CountAsync(redis, "LLEN", $"{root}active", ct),
            Dead = await CountAsync(redis, "ZCARD", $"{root}failed", ct),
            // Of jobs with a priority the set knows the order of importance, not the age.
            Oldest = prioritized > 0 ? null : await OldestAsync(redis, root, [last, lastHeld, await LastActiveAsync(redis, root, ct)], ct),
            Paused = pausedBy.Said is not null || held > 0,
            More = new Dictionary<string, JsonNode?>
            {
                ["delayed"] = await CountAsync(redis, "ZCARD", $"{root}delayed", ct),
                ["prioritized"] = prioritized,
                ["completed"] = await CountAsync(redis, "ZCARD", $"{root}completed", ct),
                ["waitingChildren"] = await CountAsync(redis, "ZCARD", $"{root}waiting-children", ct),
                ["version"] = (await redis.AskAsync(ct, "HGET", $"{root}meta", "version")).Said,
            },
        };
    }

    /// <summary>How many wait, and the id of the one that is taken next.</summary>
    private static async Task<(long Count, string? Last)> WaitingAsync(RedisConnection redis, string key, CancellationToken ct)
    {
        var count = await CountAsync(redis, "LLEN", key, ct);
        var last = (await redis.AskAsync(ct, "LINDEX", key, "-1")).Said;
        return last?.StartsWith(Marker, StringComparison.Ordinal) == true
            ? (Math.Max(0, count - 1), (await redis.AskAsync(ct, "LINDEX", key, "-2")).Said)
            : (count, last);
    }

    private static async Task<string?> LastActiveAsync(RedisConnection redis, string root, CancellationToken ct) =>
        (await redis.AskAsync(ct, "LINDEX", $"{root}active", "-1")).Said;

    /// <summary>When the first of these jobs was made; null where one of them does not say.</summary>
    private static async Task<DateTimeOffset?> OldestAsync(RedisConnection redis, string root, string?[] jobs, CancellationToken ct)
    {
        DateTimeOffset? oldest = null;
        foreach (var job in jobs.OfType<string>())
        {
            var made = (await redis.AskAsync(ct, "HGET", $"{root}{job}", "timestamp")).Number;
            if (made is not { } at || Moments.OfMilliseconds(at) is not { } moment)
            {
                return null;
            }

            oldest = oldest < moment ? oldest : moment;
        }

        return oldest;
    }

    private static async Task<bool> ExistsAsync(RedisConnection redis, string key, CancellationToken ct) =>
        (await redis.AskAsync(ct, "EXISTS", key)).Number == 1;

    private static async Task<long> CountAsync(RedisConnection redis, string command, string key, CancellationToken ct) =>
        ListQueue.Count((await redis.AskAsync(ct, command, key)).Number, key);
}

/// <summary>Moments as queues write them.</summary>
internal static class Moments
{
    /// <summary>Of milliseconds since 1970, where they can be a time at all: since 2001.</summary>
    public static DateTimeOffset? OfMilliseconds(long milliseconds) =>
        milliseconds is >= 1_000_000_000_000 and < 100_000_000_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    /// <summary>Of the id of an entry of a stream, <c>1700000000000-0</c>.</summary>
    public static DateTimeOffset? OfEntry(string? id) =>
        long.TryParse(id?.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? OfMilliseconds(at) : null;
}
