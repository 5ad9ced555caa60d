using System.Text.RegularExpressions;
using Slipway.Checklists.Repositories;

namespace Slipway.Checklists.Findings.Dead;

/// <summary>An address that the document asks for.</summary>
internal sealed record AskedAddress(PlanItem Item, int Line, string Written, string Host, int? Port, string Path);

/// <summary>The addresses of a document.</summary>
internal static partial class Addresses
{
    private static readonly string[] Foreign =
    [
        "github.com",
        "githubusercontent",
        "gitlab.com",
        "slack.com",
        "pagerduty",
        "stripe.com",
        "googleapis",
        "amazonaws",
        "azure",
        "cloudflare",
        "sentry.io",
        "datadog",
        "grafana",
        "prometheus",
        "jaeger",
        "kibana",
        "alertmanager",
        "statuspage",
        "docker.io",
        "npmjs",
        "ssllabs",
        "letsencrypt",
        "openai",
        "atlassian",
        "jira",
        "confluence",
        "google.com",
        "twitter",
        "discord",
        "telegram",
        "jenkins",
        "argocd",
        "vault",
        "consul",
        "elastic",
        "opsgenie",
        "newrelic",
        "wiki",
        "docs.",
    ];

    private static readonly HashSet<int> Tools =
    [
        9090,
        9093,
        9100,
        16686,
        5601,
        9200,
        8200,
        8500,
        15672,
        3100,
        4317,
        4318,
        5432,
        6379,
        27017,
        3306,
    ];

    /// <summary>Every address in commands and words that this repository may answer.</summary>
    public static IEnumerable<AskedAddress> In(LintContext context)
    {
        foreach (var (item, command) in context.Commands.Where(it => FindingContext.Counts(it.Item) && it.Item.InsideBlock is null))
        {
            foreach (var address in Of(item, command.Line, command.Text))
            {
                yield return address;
            }
        }

        foreach (var item in context.Items.Where(it => it.Commands.Count == 0 && FindingContext.Counts(it) && it.InsideBlock is null))
        {
            foreach (var address in Of(item, item.Line, item.Text))
            {
                yield return address;
            }

            if (item.Check is { Kind: "http" } check && check.With.GetValueOrDefault("url") is ['/', ..] url)
            {
                yield return new(item, item.Line, url, "", null, Plain(url));
            }
        }
    }

    /// <summary>True when the address may belong to somebody else's system.</summary>
    public static bool IsForeign(AskedAddress address) =>
        Foreign.Any(it => address.Host.Contains(it, StringComparison.OrdinalIgnoreCase))
        || address.Port is { } port && Tools.Contains(port);

    private static IEnumerable<AskedAddress> Of(PlanItem item, int line, string text)
    {
        foreach (Match found in Address().Matches(text.Length > 4000 ? text[..4000] : text))
        {
            var path = found.Groups["path"].Value.TrimEnd('.', ',', ')', ';', '\'', '"');
            yield return new(
                item,
                line,
                path.Length > 1 ? path.Split('?')[0] : found.Value,
                found.Groups["host"].Value,
                int.TryParse(found.Groups["port"].Value, out var port) ? port : null,
                Plain(path)
            );
        }
    }

    private static string Plain(string path) => Placeholder().Replace(path.Split('?', '#')[0].TrimEnd('/'), "x");

    [GeneratedRegex(
        @"(?:https?://|(?<=\s|^|`|""|')(?=localhost\b|127\.0\.0\.1|\$\{?\w*(?:URL|HOST|BASE|API|ADDR)\w*\}?/))(?<host>[A-Za-z0-9._${}<>-]+)(?::(?<port>[0-9]{2,5}))?(?<path>/[^\s`""'\\|)]*)?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Address();

    [GeneratedRegex(@"<[^>/]*>|\$\{?\w+\}?|\{[^}/]*\}")]
    private static partial Regex Placeholder();
}

/// <summary>A path that no route of the code answers.</summary>
internal sealed class DeadRoute : LintRule
{
    private const int Enough = 2;

    public override string Code => "SW2108";

    public override string Name => "dead-route";

    public override string Says => "No route of this repository answers a path that the document asks for.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        if (!context.Model.IsKnown)
        {
            yield break;
        }

        var asked = Addresses.In(context).Where(it => it.Path.Length > 1 && !Addresses.IsForeign(it)).ToList();
        if (asked.Count == 0 || context.Model.Code.Routes.Count < Enough)
        {
            yield break;
        }

        var code = context.Model.Code;
        foreach (var address in asked.DistinctBy(it => (it.Line, it.Path)))
        {
            if (Path.HasExtension(address.Path) || code.Holds(address.Path) || code.Answers(address.Path))
            {
                continue;
            }

            yield return Near(
                context,
                address.Line,
                address.Written,
                $"No route of this repository answers `{address.Path}`.",
                "Add the route, or correct the path.",
                code.NearestTo(address.Path)
            );
        }
    }
}

/// <summary>A port that nothing in the repository opens.</summary>
internal sealed partial class WrongPort : LintRule
{
    public override string Code => "SW2114";

    public override string Name => "wrong-port";

    public override string Says => "Nothing in this repository opens a port that the document uses.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        if (!context.Model.IsKnown)
        {
            return [];
        }

        var local = Addresses
            .In(context)
            .Where(it => it.Port is not null && it.Host is "localhost" or "127.0.0.1" or "0.0.0.0" && !Addresses.IsForeign(it))
            .Select(it => (it.Line, Port: it.Port!.Value));
        var said = context
            .Items.Where(it => FindingContext.Counts(it))
            .SelectMany(it =>
                OnPort().Matches($"{it.Text} {it.Expect?.Text}").Select(found => (it.Line, Port: int.Parse(found.Groups[1].Value)))
            );
        var asked = local.Concat(said).Distinct().ToList();
        if (asked.Count == 0 || context.Model.Ports.All.Count == 0)
        {
            return [];
        }

        var open = context.Model.Ports.All;
        return asked
            .Where(it => !open.Contains(it.Port) && it.Port > 99)
            .DistinctBy(it => it.Port + it.Line * 100_000L)
            .Select(it =>
                Near(
                    context,
                    it.Line,
                    $"{it.Port}",
                    $"Nothing in this repository opens port {it.Port}; it opens {string.Join(", ", open.Order().Take(8))}.",
                    "Correct the port.",
                    open.Where(port => Math.Abs(port - it.Port) <= 2).Order().Select(port => $"{port}").FirstOrDefault()
                )
            );
    }

    [GeneratedRegex(@"\b(?:on|at) port ([0-9]{2,5})\b", RegexOptions.IgnoreCase)]
    private static partial Regex OnPort();
}

/// <summary>A port that the document's own firewall closes.</summary>
internal sealed partial class BlockedPort : LintRule
{
    public override string Code => "SW2115";

    public override string Name => "blocked-port";

    public override string Says => "The document blocks all ports but some, and later uses another from outside.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var blocks = context.Prose.FirstOrDefault(it => BlocksOthers().IsMatch(it.Text));
        var allows = blocks is null
            ? null
            : context.Prose.LastOrDefault(it => Math.Abs(it.Line - blocks.Line) <= 5 && Allows().IsMatch(it.Text));
        if (blocks is null || allows is null)
        {
            yield break;
        }

        var open = Number().Matches(allows.Text).Select(it => int.Parse(it.Value)).ToHashSet();
        foreach (
            var address in Addresses
                .In(context)
                .Where(it =>
                    it.Port is { } port
                    && !open.Contains(port)
                    && it.Host.Contains('.', StringComparison.Ordinal)
                    && it.Host is not "127.0.0.1" and not "0.0.0.0"
                )
                .DistinctBy(it => it.Line)
        )
        {
            yield return At(
                context,
                address.Line,
                $":{address.Port}",
                $"Port {address.Port} is used from outside, while line {allows.Line} opens only {string.Join(", ", open.Order())} and line {blocks.Line} blocks the rest.",
                "Go through the proxy or a tunnel, or open the port on purpose."
            );
        }
    }

    [GeneratedRegex(@"\b(?:block|deny|close|drop)\w*:?\s+(?:all|any|every)\s*(?:the\s+)?other", RegexOptions.IgnoreCase)]
    private static partial Regex BlocksOthers();

    [GeneratedRegex(@"\b(?:allow|open|permit)\w*\b.*\b[0-9]{2,5}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Allows();

    [GeneratedRegex(@"\b[0-9]{2,5}\b")]
    private static partial Regex Number();
}
