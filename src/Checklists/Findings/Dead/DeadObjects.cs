using System.Text.RegularExpressions;
using Slipway.Checklists.Configuration;
using Slipway.Checklists.Repositories;

namespace Slipway.Checklists.Findings.Dead;

/// <summary>An object of Kubernetes that no manifest describes.</summary>
internal sealed partial class DeadClusterObject : LintRule
{
    private static readonly HashSet<string> Kinds = new(
        [
            "deployment",
            "service",
            "statefulset",
            "daemonset",
            "configmap",
            "ingress",
            "cronjob",
            "job",
            "horizontalpodautoscaler",
            "secret",
            "namespace",
        ],
        StringComparer.Ordinal
    );

    private static readonly HashSet<string> Verbs = new(
        [
            "get",
            "describe",
            "logs",
            "exec",
            "scale",
            "restart",
            "status",
            "undo",
            "history",
            "pause",
            "resume",
            "wait",
            "delete",
            "patch",
            "image",
            "set",
            "rollout",
            "port-forward",
            "annotate",
            "label",
            "top",
            "expose",
            "edit",
        ],
        StringComparer.Ordinal
    );

    public override string Code => "SW2109";

    public override string Name => "dead-cluster-object";

    public override string Says => "No manifest of this repository describes an object that a kubectl call names.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context) =>
        context.Model.IsKnown
            ? context
                .Calls.Where(it => it.Program is "kubectl" or "oc" && FindingContext.Counts(it.Item))
                .SelectMany(it => ObjectsOf(it).Select(named => (it.Command.Line, named.Kind, named.Name)))
                .Distinct()
                .Where(it => context.Model.Cluster.NamesOf(it.Kind) is { } names && !names.Contains(it.Name))
                .Select(it =>
                    Near(
                        context,
                        it.Line,
                        it.Name,
                        $"No manifest of this repository describes the {it.Kind} `{it.Name}`.",
                        "Add the manifest, or correct the name.",
                        Nearest.Of(it.Name, context.Model.Cluster.NamesOf(it.Kind)!)
                    )
                )
            : [];

    private static IEnumerable<(string Kind, string Name)> ObjectsOf(PlacedCall call)
    {
        var words = Words(call).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Split('/') is [var kind, var name] && Kinds.Contains(ClusterFacts.Kind(kind)) && IsPlain(name))
            {
                yield return (ClusterFacts.Kind(kind), name);
            }
            else if (
                i > 0
                && i + 1 < words.Count
                && Kinds.Contains(ClusterFacts.Kind(words[i]))
                && Verbs.Contains(words[i - 1])
                && IsPlain(words[i + 1])
            )
            {
                yield return (ClusterFacts.Kind(words[i]), words[i + 1]);
            }
        }
    }

    /// <summary>The words without options and without what runs in the container.</summary>
    private static IEnumerable<string> Words(PlacedCall call)
    {
        var words = call.Simple.Words;
        for (var i = 1; i < words.Count && words[i] != "--"; i++)
        {
            if (
                words[i]
                is "-n"
                    or "--namespace"
                    or "-c"
                    or "--container"
                    or "-l"
                    or "--selector"
                    or "-o"
                    or "--output"
                    or "--context"
                    or "-f"
                    or "--filename"
            )
            {
                i++;
            }
            else if (!words[i].StartsWith('-'))
            {
                yield return words[i];
            }
        }
    }

    private static bool IsPlain(string name) => PlainName().IsMatch(name);

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]*$")]
    private static partial Regex PlainName();
}

/// <summary>A metric or an alert that nothing exports or defines.</summary>
internal sealed partial class DeadMetric : LintRule
{
    private static readonly string[] OfExporters =
    [
        "node_",
        "process_",
        "go_",
        "jvm_",
        "container_",
        "kube_",
        "pg_",
        "redis_",
        "nginx_",
        "probe_",
        "mysql_",
        "rabbitmq_",
        "kafka_",
        "haproxy_",
        "traefik_",
        "envoy_",
        "istio_",
        "nodejs_",
        "python_",
        "dotnet_",
        "aspnetcore_",
        "http_server_",
        "http_client_",
        "up",
        "apiserver_",
        "etcd_",
        "prometheus_",
        "promhttp_",
        "django_",
        "rails_",
        "hikaricp_",
        "tomcat_",
        "system_",
    ];

    public override string Code => "SW2110";

    public override string Name => "dead-metric";

    public override string Says => "Nothing in this repository exports a metric, or defines an alert, that the document names.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context) =>
        context.Model.IsKnown ? Metrics(context).Concat(Alerts(context)).DistinctBy(it => (it.Line, it.Message)) : [];

    private IEnumerable<Finding> Metrics(LintContext context) =>
        from named in Named(context)
        where !OfExporters.Any(it => named.Name.StartsWith(it, StringComparison.Ordinal))
        where !context.Model.Code.Mentions(Family().Replace(named.Name, "")) && !context.Model.Code.Mentions(named.Name)
        select At(
            context,
            named.Line,
            named.Name,
            $"Nothing in this repository exports the metric `{named.Name}`; a query for it is empty for ever.",
            "Export it, or name the metric that is there."
        );

    private static IEnumerable<(int Line, string Name)> Named(LintContext context)
    {
        var inWords =
            from entry in context.Prose
            where context.ItemAt(entry.Line)?.Commands.Count is null or 0
            from code in entry.Words.Codes
            from Match found in Metric().Matches(code)
            select (entry.Line, found.Value);
        var inQueries =
            from it in context.Commands
            where
                FindingContext.Counts(it.Item)
                && (
                    it.Command.Text.Contains("query", StringComparison.Ordinal)
                    || it.Command.Text.Contains("/metrics", StringComparison.Ordinal)
                )
            from Match found in Metric().Matches(it.Command.Text)
            select (it.Command.Line, found.Value);
        return inWords.Concat(inQueries).Distinct();
    }

    private IEnumerable<Finding> Alerts(LintContext context) =>
        context.Model.Monitoring.HasRules
            ? from entry in context.Prose
            where
                Speaks().IsMatch(entry.Text)
                || Speaks().IsMatch(entry.Section.Text)
                || entry.LeadIn is { } lead && Speaks().IsMatch(lead.Text)
            from code in entry.Words.Codes
            where AlertName().IsMatch(code) && !context.Model.Monitoring.Alerts.Contains(code)
            select Near(
                context,
                entry.Line,
                code,
                $"No rule file defines the alert `{code}`.",
                "Write the rule, or correct the name.",
                Nearest.Of(code, context.Model.Monitoring.Alerts)
            )
            : [];

    [GeneratedRegex(
        @"\b[a-z][a-z0-9]*(?:_[a-z0-9]+)*_(?:total|seconds|bytes|count|sum|bucket|ratio|percent|depth|size|milliseconds|errors)\b"
    )]
    private static partial Regex Metric();

    [GeneratedRegex("_(?:bucket|count|sum|total)$")]
    private static partial Regex Family();

    [GeneratedRegex(@"\balert", RegexOptions.IgnoreCase)]
    private static partial Regex Speaks();

    [GeneratedRegex("^[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+$")]
    private static partial Regex AlertName();
}

/// <summary>A tag or branch that is not there.</summary>
internal sealed partial class DeadGitName : LintRule
{
    public override string Code => "SW2111";

    public override string Name => "dead-git-name";

    public override string Says => "A tag or branch that a git call or a rollback names is not in this repository.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        if (!context.Model.IsKnown || context.Model.GitNames is not { Count: > 0 } names)
        {
            return [];
        }

        var known = names
            .SelectMany(it => new[] { it, it.StartsWith("origin/", StringComparison.Ordinal) ? it[7..] : it })
            .ToHashSet(StringComparer.Ordinal);
        var hasTags = known.Any(it => Version().IsMatch(it));
        return context
            .Calls.Where(it => FindingContext.Counts(it.Item))
            .SelectMany(it => NamesOf(it).Select(name => (Call: it, Name: name)))
            .Where(it => !known.Contains(it.Name) && !context.Model.Exists(it.Name) && context.Made.When(it.Name) is null)
            .Where(it => hasTags || !Version().IsMatch(it.Name))
            .Select(it =>
                Near(
                    context,
                    it.Call.Command.Line,
                    it.Name,
                    $"There is no tag or branch `{it.Name}` in this repository.",
                    "Name one that exists.",
                    Nearest.Of(it.Name, known)
                )
            )
            .DistinctBy(it => (it.Line, it.Message));
    }

    private static IEnumerable<string> NamesOf(PlacedCall call)
    {
        var words = call.Arguments.Where(it => !it.StartsWith('-')).ToList();
        IEnumerable<string> names =
            call.Program == "git" && !call.Simple.Has("-b") && !call.Simple.Has("-c")
                ? words switch
                {
                    ["checkout" or "switch" or "merge" or "rebase" or "cherry-pick" or "describe", var name, ..] => [name],
                    ["diff" or "log", var name, ..] => name.Split("...").SelectMany(it => it.Split("..")),
                    ["reset", var name, ..] => [name],
                    ["pull", _, var name, ..] => [name],
                    _ => [],
                }
                : [];
        return names
            .Concat(
                call.Item.Kind == ItemKind.RollbackStep && call.Program != "git" ? call.Simple.Words.Where(it => Version().IsMatch(it)) : []
            )
            .Select(it => it.StartsWith("origin/", StringComparison.Ordinal) ? it[7..] : it)
            .Where(it => Plain().IsMatch(it) && !Commit().IsMatch(it) && !it.StartsWith("HEAD", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^v?[0-9]+\.[0-9]+(?:\.[0-9]+)?(?:-[\w.]+)?$")]
    private static partial Regex Version();

    [GeneratedRegex(@"^[A-Za-z0-9][\w./-]*$")]
    private static partial Regex Plain();

    [GeneratedRegex("^[0-9a-f]{7,40}$")]
    private static partial Regex Commit();
}
