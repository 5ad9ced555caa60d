using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Tls;

/// <summary>The promise to use https only (Strict-Transport-Security, RFC 6797).</summary>
internal static partial class PromisedHttps
{
    /// <summary>The time that a header promises; null when it promises none.</summary>
    public static TimeSpan? Time(string? header) =>
        header is not null
        && MaxAge().Match(header) is { Success: true } found
        && long.TryParse(found.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>Tells the promise, and a flaw where a longer one is demanded.</summary>
    /// <exception cref="IOException">A promise is demanded, and the server did not answer over HTTP.</exception>
    public static void Tell(HttpHead? head, TlsTarget target, Account account)
    {
        if (head is null && target.Promise is not null)
        {
            throw new IOException($"{target.Place} gave no answer over HTTP, so its promise (hsts) could not be seen.");
        }

        var header = head?["Strict-Transport-Security"];
        var time = Time(header);
        account.Facts["httpStatus"] = head?.Status;
        account.Facts["hsts"] = head is null ? null : Shape(header, time);
        if (target.Promise is { } wanted && (time ?? TimeSpan.Zero) < wanted)
        {
            account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{target.Place} promises https (Strict-Transport-Security) for {(time ?? TimeSpan.Zero).TotalDays:0.##} days; wanted are {wanted.TotalDays:0.##}"
                )
            );
        }
    }

    private static JsonObject Shape(string? header, TimeSpan? time) =>
        new()
        {
            ["maxAgeDays"] = Math.Round((time ?? TimeSpan.Zero).TotalDays, 2),
            ["includeSubDomains"] = header?.Contains("includeSubDomains", StringComparison.OrdinalIgnoreCase) == true,
            ["preload"] = header?.Contains("preload", StringComparison.OrdinalIgnoreCase) == true,
        };

    [GeneratedRegex("""(?:^|;)[ \t]*max-age[ \t]*=[ \t]*"?([0-9]{1,10})"?[ \t]*(?:;|$)""", RegexOptions.IgnoreCase)]
    private static partial Regex MaxAge();
}
