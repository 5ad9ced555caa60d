using System.Globalization;
using Slipway.Checks.Http;
using Slipway.Checks.Looks;
using Slipway.Platform;

namespace Slipway.Checks.RateLimits;

/// <summary>What is sent, and what must become of it.</summary>
internal sealed record RateLimitSpec
{
    public const int MostRequests = 1000;

    public required HttpQuestion Question { get; init; }

    public required int Requests { get; init; }

    public required int Concurrency { get; init; }

    /// <summary>Status of what is limited.</summary>
    public required int Status { get; init; }

    /// <summary>Statuses of what is let through besides 200 to 299.</summary>
    public required IReadOnlySet<int> Through { get; init; }

    public required int Least { get; init; }

    /// <summary>Most that may be let through; null where the first that is limited is enough.</summary>
    public required int? Most { get; init; }

    public required bool RetryAfter { get; init; }

    /// <summary>Time after which it must answer again; null where that is not asked.</summary>
    public required TimeSpan? Recovers { get; init; }

    public static RateLimitSpec Of(SettingReader settings)
    {
        var requests = settings.Whole("requests", 2, 2, MostRequests);
        var spec = new RateLimitSpec
        {
            Question = QuestionOf(settings),
            Requests = requests,
            Concurrency = settings.Whole("concurrency", 1, 1, 50),
            Status = settings.Whole("status", 429, 400, 599),
            Through = ThroughOf(settings),
            Least = settings.Whole("least", 1, 1, MostRequests),
            Most = settings.Raw("most") is null ? null : settings.Whole("most", 1, 1, MostRequests),
            RetryAfter = settings.OneOf("retry-after", "no", "yes", "no") == "yes",
            Recovers = settings.Raw("recovers") is null ? null : settings.Duration("recovers", TimeSpan.Zero),
        };
        spec.Fit(settings);
        return spec;
    }

    /// <summary>What could only pass, or only fail, is a fault.</summary>
    private void Fit(SettingReader settings)
    {
        if (Least >= Requests || Most >= Requests || Least > Most)
        {
            settings.Fault("rate-limit: least is at most as great as most, and both are less than requests: one must be limited.");
        }

        if (Status is >= 500 and not 503)
        {
            settings.Fault("rate-limit: status is 400 to 499, or 503; every other 5xx is a service that is broken.");
        }

        if (Through.Contains(Status))
        {
            settings.Fault("rate-limit: the status of what is limited stands among those of what is let through.");
        }

        if (Recovers >= settings.Here.Limit)
        {
            settings.Fault("rate-limit: recovers is not shorter than the longest time of the look; give more by timeout.");
        }
    }

    private static HttpQuestion QuestionOf(SettingReader settings)
    {
        var json = settings.Text("json");
        var body = json ?? settings.Text("body");
        var method = (settings.Text("method") ?? (body is null ? "GET" : "POST")).ToUpperInvariant();
        if (method.Length is 0 or > 20 || !method.All(char.IsAsciiLetter))
        {
            settings.Fault("rate-limit: method is a word such as GET.");
        }

        var headers = settings.All("header.");
        return new()
        {
            Url = Addresses.Of(settings, settings.Text("url") ?? "", "rate-limit"),
            Method = method,
            Headers = json is null ? headers : [new("Content-Type", "application/json"), .. headers],
            Body = body,
            Limit = settings.Here.Limit,
            Redirects = 0,
            MaxBodyBytes = 1024,
        };
    }

    private static HashSet<int> ThroughOf(SettingReader settings)
    {
        var statuses = new HashSet<int>();
        foreach (
            var word in (settings.Text("through") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 300 and <= 499)
            {
                statuses.Add(status);
            }
            else
            {
                settings.Fault("rate-limit: through are statuses from 300 to 499, with commas between.");
            }
        }

        return statuses;
    }
}
