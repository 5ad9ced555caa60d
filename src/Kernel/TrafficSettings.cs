namespace Slipway.Kernel;

/// <summary>One setting of a traffic driver.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">One sentence for the guide and the schema.</param>
public sealed record TrafficSetting(string Name, string Meaning)
{
    /// <summary>Whether the driver cannot do without it.</summary>
    public bool Required { get; init; }

    /// <summary>The default in words; null when there is none.</summary>
    public string? Default { get; init; }

    /// <summary>It is a command: <c>${NAME}</c> in it is left to the shell, so that no secret stands in a script.</summary>
    public bool IsCommand { get; init; }
}

/// <summary>The settings of each traffic driver: the one table behind the reader of settings, the schema, the guide and the drivers.</summary>
public static class TrafficSettings
{
    private static readonly TrafficSetting Limit = new("limit", "Longest time of one call; 100ms to 5m.") { Default = "5s" };

    private static readonly TrafficSetting[] Haproxy =
    [
        new("address", "HAProxy's admin socket, `unix:/path` or `tcp://host:port`; it needs `level admin`.") { Required = true },
        new("stable", "The servers of the version that serves, `BACKEND/SERVER`, with blanks between.") { Required = true },
        new("candidate", "The servers of the version that is being released, `BACKEND/SERVER`, with blanks between.") { Required = true },
        Limit,
    ];

    private static readonly TrafficSetting[] Nginx =
    [
        new("file", "The file that nginx includes in its `http` block and that Slipway writes; its folder must be writable.")
        {
            Required = true,
        },
        new("status", "Address of the location where the running nginx says which share it serves.") { Required = true },
        new("log", "The access log in the format that the guide gives; without it nothing can be counted."),
        new("key", "What decides the lane of a request, in nginx's variables; a cookie makes it sticky.") { Default = "$request_id" },
        new("test", "The command that tries the configuration before it is taken.") { Default = "nginx -t", IsCommand = true },
        new("reload", "The command that makes nginx take its configuration.") { Default = "nginx -s reload", IsCommand = true },
        Limit with
        {
            Default = "20s",
        },
    ];

    private static readonly TrafficSetting[] Gateway =
    [
        new("url", "Address of the gateway's admin API, for instance `http://127.0.0.1:8081`.") { Required = true },
        new("token", "The bearer token of the admin API, written `${NAME}`."),
        Limit,
    ];

    private static readonly TrafficSetting[] Command =
    [
        new("read", "The command that prints `{\"share\": 25}`.") { Required = true, IsCommand = true },
        new("set", "The command that sets a share, `{share}` standing for it in per cent.") { Required = true, IsCommand = true },
        new("count", "The command that prints the counters of both lanes as JSON.") { Required = true, IsCommand = true },
        Limit with
        {
            Default = "30s",
        },
    ];

    private static readonly TrafficSetting[] Http =
    [
        new("read", "Address that answers `{\"share\": 25}`.") { Required = true },
        new("set", "Address that sets a share; `{share}` in it stands for that in per cent.") { Required = true },
        new("count", "Address that answers the counters of both lanes as JSON.") { Required = true },
        new("method", "Method of the call that sets: `PUT`, `POST` or `PATCH`.") { Default = "PUT" },
        new("body", "Body of the call that sets; `{share}` in it stands for the share.") { Default = "{\"share\": {share}}" },
        new("token", "The bearer token of all calls, written `${NAME}`."),
        new("share", "Where the share stands in an answer, as a path such as `$.canary.weight`.") { Default = "$.share" },
        Limit,
    ];

    private static readonly Dictionary<string, TrafficSetting[]> All = new(StringComparer.Ordinal)
    {
        ["command"] = Command,
        ["gateway"] = Gateway,
        ["haproxy"] = Haproxy,
        ["http"] = Http,
        ["nginx"] = Nginx,
    };

    /// <summary>Stored names of the drivers, in their order.</summary>
    public static IReadOnlyList<string> Drivers { get; } = [.. All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The settings of a driver; empty for one that is not known.</summary>
    public static IReadOnlyList<TrafficSetting> Of(string driver) => All.GetValueOrDefault(driver) ?? [];
}
