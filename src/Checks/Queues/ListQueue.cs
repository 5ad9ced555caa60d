using Slipway.Checks.Redis;

namespace Slipway.Checks.Queues;

/// <summary>
/// A list of Redis as a queue. Redis forgets a list when its last element is taken: one that is not there may be empty, or never
/// have been, and only the author knows.
/// </summary>
internal static class ListQueue
{
    public static async Task<QueueState> SeeAsync(RedisConnection redis, QueueDemands wanted, CancellationToken ct) =>
        new()
        {
            Depth = await LengthAsync(redis, wanted.Name, ["list"], wanted.MayBeAbsent, ct),
            Dead = await DeadAsync(redis, wanted, ct),
        };

    /// <summary>How many dead there are where they are moved to; null where no place is named.</summary>
    public static async Task<long?> DeadAsync(RedisConnection redis, QueueDemands wanted, CancellationToken ct) =>
        wanted.Dead is { } dead ? await LengthAsync(redis, dead, ["list", "stream", "zset", "set"], wanted.MayBeAbsent, ct) : null;

    private static async Task<long> LengthAsync(RedisConnection redis, string key, string[] types, bool mayBeAbsent, CancellationToken ct)
    {
        var type = (await redis.AskAsync(ct, "TYPE", key)).Said;
        if (type == "none")
        {
            return mayBeAbsent
                ? 0
                : throw new IOException(
                    $"There is no key {key}. Redis forgets a list when it is empty, so this may be well or a wrong name; may-be-absent=yes says that it is well."
                );
        }

        return type is not null && types.Contains(type)
            ? Count(await RedisKey.LengthAsync(redis, type, key, ct), key)
            : throw new IOException($"The key {key} is a {type}, not a {string.Join(" or ", types)}.");
    }

    /// <summary>A count that must be there.</summary>
    public static long Count(long? count, string what) =>
        count is >= 0 ? count.Value : throw new IOException($"The server does not tell how many there are of {what}.");
}
