using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Checks.Looks;
using Slipway.Checks.Tls;
using Slipway.Platform;

namespace Slipway.Checks.Headers;

/// <summary>The headers of one answer against what is demanded.</summary>
internal static partial class Protections
{
    private static readonly string[] Talkative = ["Server", "X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version", "X-Generator"];

    private static readonly string[] Told =
    [
        "Content-Security-Policy",
        "Strict-Transport-Security",
        "X-Content-Type-Options",
        "X-Frame-Options",
        "Referrer-Policy",
        "Permissions-Policy",
        .. Talkative,
    ];

    public static void Tell(HttpOutcome.Answer answer, Demands demands, Account account)
    {
        account.Facts["headers"] = new JsonObject(
            Told.Select(it => KeyValuePair.Create(it, Value(answer, it) is { } value ? (JsonNode?)Short(value) : null))
        );
        foreach (var (demand, fault) in Faults(answer, demands))
        {
            if (demands.Has(demand))
            {
                account.Flaw(fault);
            }
        }
    }

    private static IEnumerable<(string Demand, string Fault)> Faults(HttpOutcome.Answer answer, Demands demands)
    {
        var policy = ContentPolicy.Of(Value(answer, "Content-Security-Policy"));
        if (policy.IsEmpty)
        {
            yield return ("csp", "Content-Security-Policy is missing");
        }

        if (policy.Looseness is { } loose)
        {
            yield return ("csp-strict", $"Content-Security-Policy lets scripts in too freely: {loose}");
        }

        if (Promise(answer, demands) is { } promise)
        {
            yield return ("hsts", promise);
        }

        if (First(answer, "X-Content-Type-Options") is var sniffing && !Same(sniffing, "nosniff"))
        {
            yield return ("nosniff", $"X-Content-Type-Options is {Said(sniffing)}; wanted is 'nosniff'");
        }

        if (Framing(answer, policy) is { } framing)
        {
            yield return ("frames", framing);
        }

        if (Last(answer, "Referrer-Policy") is var referrer && (referrer is null || Same(referrer, "unsafe-url")))
        {
            yield return ("referrer", $"Referrer-Policy is {Said(referrer)}; it must be there, and not 'unsafe-url'");
        }

        if (Value(answer, "Permissions-Policy") is null)
        {
            yield return ("permissions", "Permissions-Policy is missing");
        }

        foreach (var name in Talkative)
        {
            if (Value(answer, name) is { } value && VersionNumber().IsMatch(value))
            {
                yield return ("no-version", $"{name} tells a version: {Said(value)}");
            }
        }
    }

    /// <summary>Browsers take the promise only over https; it cannot be had over http, so there it is demanded only by name.</summary>
    private static string? Promise(HttpOutcome.Answer answer, Demands demands)
    {
        if (answer.Url.Scheme != "https")
        {
            return demands.Stated ? "Strict-Transport-Security counts over https only, and this answer came over http" : null;
        }

        return PromisedHttps.Time(Value(answer, "Strict-Transport-Security")) is var time && (time ?? TimeSpan.Zero) >= demands.Promise
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Strict-Transport-Security promises {(time ?? TimeSpan.Zero).TotalDays:0.##} days; wanted are {demands.Promise.TotalDays:0.##}"
            );
    }

    /// <summary>Where a policy names who may frame the page, browsers no longer look at the older header (CSP 3, 6.4.2.2).</summary>
    private static string? Framing(HttpOutcome.Answer answer, ContentPolicy policy)
    {
        if (policy["frame-ancestors"] is { } ancestors)
        {
            return ancestors.Any(it => it is "*" or "http:" or "https:")
                ? $"frame-ancestors lets any site frame the page: {Said(string.Join(' ', ancestors))}"
                : null;
        }

        var options = Parts(answer, "X-Frame-Options");
        return options.Length > 0 && options.All(it => Same(it, "DENY") || Same(it, "SAMEORIGIN"))
            ? null
            : $"any site may frame the page: X-Frame-Options is {Said(Value(answer, "X-Frame-Options"))}, and there is no frame-ancestors";
    }

    private static string? Value(HttpOutcome.Answer answer, string name) =>
        answer.Headers.TryGetValue(name, out var value) && value.Trim().Length > 0 ? value.Trim() : null;

    private static string[] Parts(HttpOutcome.Answer answer, string name) =>
        (Value(answer, name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string? First(HttpOutcome.Answer answer, string name) => Parts(answer, name).FirstOrDefault();

    private static string? Last(HttpOutcome.Answer answer, string name) => Parts(answer, name).LastOrDefault();

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static string Said(string? value) => value is null ? "missing" : $"'{(value.Length <= 80 ? value : $"{value[..79]}…")}'";

    private static string Short(string value) => value.Length <= 4000 ? value : $"{value[..3999]}…";

    [GeneratedRegex(@"[0-9]\.[0-9]|/[0-9]")]
    private static partial Regex VersionNumber();
}
