using System.Globalization;
using Slipway.Checks.Looks;
using Slipway.Platform;

namespace Slipway.Checks.ObjectStores;

/// <summary>What HEAD says of an object.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Modified">When it was written.</param>
/// <param name="Tag">Its ETag.</param>
/// <param name="Sha256">Its digest in base 64, of the whole object; null where the service has none.</param>
internal sealed record S3Object(string Key, long Bytes, DateTimeOffset Modified, string Tag, string? Sha256)
{
    /// <summary>Reads the answer to HEAD.</summary>
    /// <exception cref="NotSeenException">Size, time or ETag is missing.</exception>
    public static S3Object Of(string key, HttpOutcome.Answer head)
    {
        var headers = head.Headers.ToDictionary(it => it.Key, it => it.Value, StringComparer.OrdinalIgnoreCase);
        var sha256 = headers.GetValueOrDefault("x-amz-checksum-sha256");
        return
            long.TryParse(headers.GetValueOrDefault("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            && Moment(headers.GetValueOrDefault("Last-Modified")) is { } modified
            && headers.GetValueOrDefault("ETag") is { Length: > 0 } tag
            // That of an object in parts is one of their digests, with their number behind it.
            ? new(key, bytes, modified, tag, sha256 is { Length: 44 } ? sha256 : null)
            : throw new NotSeenException($"The service does not say size, time and ETag of {key}: does it speak the API of S3?");
    }

    /// <summary>A moment as S3 writes it; null where it is none.</summary>
    public static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    public NotSeenException WithoutDigest(S3Place place) =>
        new(
            $"The service of {place.Bucket} has no SHA-256 of {Key}; it has one only where one was given when the object was written in one part."
        );
}
