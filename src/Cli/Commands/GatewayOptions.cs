using System.CommandLine;
using Slipway.Gateway;

namespace Slipway.Cli.Commands;

/// <summary>The options of <c>slipway gateway</c>; what they mean is read in the module.</summary>
internal sealed class GatewayOptions
{
    private const string SecretFile = "secret-file:";

    private readonly Option<string[]> _listen = Many(
        "--listen",
        "URL",
        "Where requests are accepted: http://ADDRESS:PORT, or h2c://ADDRESS:PORT for HTTP/2 without TLS. May be given several times."
    );

    private readonly Option<string[]> _stable = Many(
        "--stable",
        "URL",
        "A server of the version that serves: http://, https:// or h2c://HOST:PORT. May be given several times."
    );

    private readonly Option<string[]> _candidate = Many(
        "--candidate",
        "URL",
        "A server of the version that is being released. May be given several times."
    );

    private readonly Option<string> _admin = With(
        "--admin",
        "URL",
        "Where the share is read and set. An address that others reach needs a --token-file.",
        "http://127.0.0.1:8081"
    );

    private readonly Option<string?> _tokenFile = new("--token-file")
    {
        Description = "A file with the token that the admin API asks for (a bearer token).",
        HelpName = "FILE",
    };

    private readonly Option<string?> _state = new("--state")
    {
        Description = "Where the share outlives the process. Default: it does not, and a start begins with --share.",
        HelpName = "FILE",
    };

    private readonly Option<string> _share = With("--share", "PERCENT", "Share of the candidate at a first start.", "0");

    private readonly Option<string?> _sticky = new("--sticky")
    {
        Description =
            "How a client stays in its lane while the share does not take it away; cookie:NAME or header:NAME. Default: each request is drawn by itself.",
        HelpName = "HOW",
    };

    private readonly Option<string?> _laneHeader = new("--lane-header")
    {
        Description =
            "Who may choose a lane with the header X-Slipway-Lane, for tests; secret-file:FILE or addresses:LIST. Default: nobody.",
        HelpName = "WHO",
    };

    private readonly Option<string?> _trusted = new("--trusted-proxies")
    {
        Description = "Addresses and networks of proxies in front whose X-Forwarded headers are believed. Default: none.",
        HelpName = "LIST",
    };

    private readonly Option<string?> _shadow = new("--shadow")
    {
        Description = "A server that gets copies of GET and HEAD requests, and whose answers nobody gets.",
        HelpName = "URL",
    };

    private readonly Option<string> _shadowShare = With("--shadow-share", "PERCENT", "Which part of them is copied.", "100");

    private readonly Option<string> _timeout = With(
        "--timeout",
        "DURATION",
        "Longest time without any movement between the gateway and a server.",
        "60s"
    );

    private readonly Option<string> _drain = With("--drain", "DURATION", "Time that open requests get to end when it stops.", "30s");

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All =>
        [
            _listen,
            _stable,
            _candidate,
            _admin,
            _tokenFile,
            _state,
            _share,
            _sticky,
            _laneHeader,
            _trusted,
            _shadow,
            _shadowShare,
            _timeout,
            _drain,
        ];

    /// <summary>What was asked for, paths made absolute.</summary>
    public GatewayCall CallOf(ParseResult parsed, Host host) =>
        new()
        {
            Listen = parsed.GetValue(_listen) ?? [],
            Stable = parsed.GetValue(_stable) ?? [],
            Candidate = parsed.GetValue(_candidate) ?? [],
            Admin = parsed.GetValue(_admin)!,
            TokenFile = Full(host, parsed.GetValue(_tokenFile)),
            StateFile = Full(host, parsed.GetValue(_state)),
            Share = parsed.GetValue(_share)!,
            Sticky = parsed.GetValue(_sticky),
            LaneHeader = LaneHeaderOf(host, parsed.GetValue(_laneHeader)),
            TrustedProxies = parsed.GetValue(_trusted),
            Shadow = parsed.GetValue(_shadow),
            ShadowShare = parsed.GetValue(_shadowShare)!,
            Timeout = parsed.GetValue(_timeout)!,
            Drain = parsed.GetValue(_drain)!,
        };

    private static string? Full(Host host, string? path) => string.IsNullOrEmpty(path) ? path : host.Full(path);

    private static string? LaneHeaderOf(Host host, string? text) =>
        text?.StartsWith(SecretFile, StringComparison.Ordinal) == true ? SecretFile + Full(host, text[SecretFile.Length..]) : text;

    private static Option<string[]> Many(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    private static Option<string> With(string name, string value, string description, string otherwise) =>
        new(name)
        {
            Description = description,
            HelpName = value,
            DefaultValueFactory = _ => otherwise,
        };
}
