using System.Globalization;

namespace Slipway.Checks.Redis;

/// <summary>What <c>INFO</c> says: names and values.</summary>
internal sealed record RedisInfo(IReadOnlyDictionary<string, string> Values)
{
    public static async Task<RedisInfo> OfAsync(RedisConnection connection, CancellationToken ct)
    {
        var text = (await connection.AskAsync(ct, "INFO")).Said ?? "";
        var pairs = text.Split('\n').Select(it => it.TrimEnd('\r').Split(':', 2)).Where(it => it.Length == 2 && !it[0].StartsWith('#'));
        var values = pairs.DistinctBy(it => it[0]).ToDictionary(it => it[0], it => it[1], StringComparer.Ordinal);
        return values.ContainsKey("redis_version") && values.ContainsKey("role")
            ? new(values)
            : throw new IOException("The server's INFO names no version and no role; nothing is concluded from it.");
    }

    public string? Text(string name) => Values.GetValueOrDefault(name) is { Length: <= 300 } text ? text : null;

    public long? Whole(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The value, without which the fact is not known.</summary>
    /// <exception cref="IOException">INFO does not say it.</exception>
    public long Needed(string name) => Whole(name) ?? throw new IOException($"The server's INFO does not say {name}.");
}
