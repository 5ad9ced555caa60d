using System.Globalization;
using Slipway.Checks.Http;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Load;

/// <summary>What is asked, how often, for how long, and how it must go.</summary>
internal sealed record LoadSpec
{
    public const int MostRate = 10_000;

    public const int MostConnections = 1_000;

    public static readonly TimeSpan LongestDuration = TimeSpan.FromMinutes(30);

    public required Uri Url { get; init; }

    public required string Method { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public required string? Body { get; init; }

    public required ArrivalPlan Arrivals { get; init; }

    public required int Connections { get; init; }

    /// <summary>From the moment a request is due to the end of its answer.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>The statuses that are good, as <c>2xx</c> or <c>204</c>.</summary>
    public required string Status { get; init; }

    public required IReadOnlyList<LoadBound> Bounds { get; init; }

    /// <summary>Share of the requests that may fail, in percent.</summary>
    public required double MostErrors { get; init; }

    public bool IsGood(int status) =>
        Status.EndsWith("xx", StringComparison.Ordinal) ? status / 100 == Status[0] - '0' : Status == Word(status);

    /// <summary>Reads the settings; faults are told to <paramref name="settings"/>.</summary>
    public static LoadSpec Read(SettingReader settings)
    {
        var json = settings.Text("json");
        var body = json ?? settings.Text("body");
        var headers = settings.All("header.").ToList();
        if (json is not null)
        {
            headers.Insert(0, new("Content-Type", "application/json"));
        }

        var spec = new LoadSpec
        {
            Url = Addresses.Of(settings, settings.Text("url") ?? "", "load"),
            Method = MethodOf(settings, body is null ? "GET" : "POST"),
            Headers = headers,
            Body = body,
            Arrivals = new(
                settings.Whole("rate", 1, 1, MostRate),
                settings.Text("ramp") is null ? TimeSpan.Zero : Within(settings, "ramp", TimeSpan.FromMilliseconds(1), LongestDuration),
                Within(settings, "duration", TimeSpan.FromMilliseconds(100), LongestDuration)
            ),
            Connections = settings.Whole("connections", 50, 1, MostConnections),
            Patience = settings.Text("patience") is null
                ? TimeSpan.FromSeconds(5)
                : Within(settings, "patience", TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)),
            Status = StatusOf(settings),
            Bounds = [.. LoadBound.Read(settings)],
            MostErrors = MostErrorsOf(settings),
        };
        CheckHeaders(settings, headers);
        spec.CheckFits(settings);
        return spec;
    }

    /// <summary>A load that could not end within the limit is not begun: it would burden the target and say nothing.</summary>
    private void CheckFits(SettingReader settings)
    {
        var limit = settings.Duration("timeout", settings.Here.Limit);
        limit = limit < settings.Here.Limit ? limit : settings.Here.Limit;
        var needed = Arrivals.Ramp + Arrivals.Duration + Patience;
        if (needed > limit)
        {
            settings.Fault(
                $"load: ramp, duration and patience are {Durations.Write(needed)} together, and the limit of the look is {Durations.Write(limit)}; no load was made."
            );
        }

        foreach (var bound in Bounds.Where(it => it.Share is { } share && Arrivals.Measured < LatencyHistogram.FewestFor(share)))
        {
            settings.Fault(
                $"load: {bound.Name} needs at least {LatencyHistogram.FewestFor(bound.Share!.Value)} requests, and rate and duration make {Arrivals.Measured}."
            );
        }
    }

    private static void CheckHeaders(SettingReader settings, List<KeyValuePair<string, string>> headers)
    {
        if (headers.Exists(it => it.Key.Length == 0 || !it.Key.All(IsTokenMark) || it.Value.AsSpan().ContainsAny('\r', '\n', '\0')))
        {
            settings.Fault("load: a header has a name or value that cannot be sent.");
        }
    }

    /// <summary>RFC 9110, 5.6.2.</summary>
    private static bool IsTokenMark(char mark) => char.IsAsciiLetterOrDigit(mark) || "!#$%&'*+-.^_`|~".Contains(mark);

    private static string MethodOf(SettingReader settings, string otherwise)
    {
        var method = (settings.Text("method") ?? otherwise).ToUpperInvariant();
        if (method.Length is 0 or > 20 || !method.All(char.IsAsciiLetter) || method == "CONNECT")
        {
            settings.Fault("load: method is a word such as GET.");
            return "GET";
        }

        return method;
    }

    private static string StatusOf(SettingReader settings)
    {
        var status = settings.Text("status") ?? "2xx";
        if (status.Length != 3 || status[0] is < '1' or > '5' || status[1..] is not "xx" && !status.All(char.IsAsciiDigit))
        {
            settings.Fault($"load: status is a class such as 2xx, or one status such as 204, not '{status}'.");
        }

        return status;
    }

    private static double MostErrorsOf(SettingReader settings)
    {
        var text = settings.Text("errors") ?? "0 %";
        if (Quantity.TryParse(text) is { } share && share.In("%") is >= 0 and < 100 and var percent)
        {
            return percent;
        }

        settings.Fault($"load: errors is a share such as 1 % or 0.1 %, not '{text}'.");
        return 0;
    }

    private static TimeSpan Within(SettingReader settings, string name, TimeSpan least, TimeSpan most)
    {
        var span = settings.Duration(name, least);
        if (span < least || span > most)
        {
            settings.Fault($"load: {name} is from {Durations.Write(least)} to {Durations.Write(most)}.");
        }

        return span < least ? least
            : span > most ? most
            : span;
    }

    private static string Word(int status) => status.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How long a share of the requests may take.</summary>
/// <param name="Name">The setting: <c>p95</c>.</param>
/// <param name="Share">0.95; null for the longest of all.</param>
/// <param name="Most">Longest time that is no flaw.</param>
internal sealed record LoadBound(string Name, double? Share, TimeSpan Most)
{
    /// <summary>The shares that are told, and may be bound.</summary>
    public static IReadOnlyList<(string Name, double? Share)> All { get; } =
    [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99), ("p999", 0.999), ("max", null)];

    public static IEnumerable<LoadBound> Read(SettingReader settings) =>
        All.Where(it => settings.Text(it.Name) is not null)
            .Select(it => new LoadBound(it.Name, it.Share, settings.Duration(it.Name, TimeSpan.FromDays(1))))
            .ToList();
}
