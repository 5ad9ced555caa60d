using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Checks.ObjectStores;

/// <summary>
/// Signature Version 4 of a request (AWS Signature Version 4, "Authenticating Requests: Using the Authorization
/// Header", service <c>s3</c>).
/// </summary>
internal static class S3Signature
{
    /// <summary>SHA-256 of nothing.</summary>
    private const string OfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>The headers that sign it, those that were given included.</summary>
    /// <param name="keys">Who asks.</param>
    /// <param name="region">The region of the bucket.</param>
    /// <param name="method">GET or HEAD.</param>
    /// <param name="url">With its path and query as they are sent; the query's parts in the order of their names.</param>
    /// <param name="given">Headers beside these, in lower case.</param>
    /// <param name="now">The time; services allow a clock to be 15 minutes off.</param>
    /// <param name="digest">SHA-256 of the body, 64 lower-case hexadecimal digits. Default: that of none.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(
        S3Keys keys,
        string region,
        string method,
        Uri url,
        IReadOnlyList<KeyValuePair<string, string>> given,
        DateTimeOffset now,
        string digest = OfNothing
    )
    {
        var time = now.UtcDateTime.ToString("yyyyMMddTHHmmssZ", CultureInfo.InvariantCulture);
        var scope = $"{time[..8]}/{region}/s3/aws4_request";
        List<KeyValuePair<string, string>> headers = [.. given, new("x-amz-content-sha256", digest), new("x-amz-date", time)];
        if (keys.Token is { } token)
        {
            headers.Add(new("x-amz-security-token", token));
        }

        var signed = headers.Append(new("host", url.Authority)).OrderBy(it => it.Key, StringComparer.Ordinal).ToList();
        var names = string.Join(';', signed.Select(it => it.Key));
        var canonical =
            $"{method}\n{url.AbsolutePath}\n{url.Query.TrimStart('?')}\n{string.Concat(signed.Select(it => $"{it.Key}:{it.Value}\n"))}\n{names}\n{digest}";
        var toSign = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = new[] { time[..8], region, "s3", "aws4_request" }.Aggregate(Encoding.UTF8.GetBytes($"AWS4{keys.Secret}"), Keyed);
        var signature = Convert.ToHexStringLower(Keyed(key, toSign));
        headers.Add(new("authorization", $"AWS4-HMAC-SHA256 Credential={keys.Access}/{scope},SignedHeaders={names},Signature={signature}"));
        return headers;
    }

    private static byte[] Keyed(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
