namespace Slipway.Checklists.Repositories;

/// <summary>Objects of Kubernetes that manifests describe.</summary>
internal sealed class ClusterFacts
{
    private static readonly Dictionary<string, string> Short = new(StringComparer.OrdinalIgnoreCase)
    {
        ["deploy"] = "deployment",
        ["deployments"] = "deployment",
        ["svc"] = "service",
        ["services"] = "service",
        ["sts"] = "statefulset",
        ["statefulsets"] = "statefulset",
        ["ds"] = "daemonset",
        ["daemonsets"] = "daemonset",
        ["cm"] = "configmap",
        ["configmaps"] = "configmap",
        ["ing"] = "ingress",
        ["ingresses"] = "ingress",
        ["cj"] = "cronjob",
        ["cronjobs"] = "cronjob",
        ["jobs"] = "job",
        ["hpa"] = "horizontalpodautoscaler",
    };

    private readonly ILookup<string, string> _names;
    private readonly IReadOnlySet<string> _templated;

    private ClusterFacts(ILookup<string, string> names, IReadOnlySet<string> templated, IReadOnlyList<int> ports)
    {
        _names = names;
        _templated = templated;
        Ports = ports;
    }

    /// <summary>Ports that services and containers name.</summary>
    public IReadOnlyList<int> Ports { get; }

    public static ClusterFacts Of(RepositoryModel model)
    {
        var found = new List<(string Kind, string Name)>();
        var templated = new HashSet<string>(StringComparer.Ordinal);
        var ports = new List<int>();
        foreach (
            var path in model
                .Files.Where(it => it.EndsWith(".yaml", StringComparison.Ordinal) || it.EndsWith(".yml", StringComparison.Ordinal))
                .Take(4000)
        )
        {
            if (model.Text(path) is not { } text || !text.Contains("apiVersion:", StringComparison.Ordinal))
            {
                continue;
            }

            if (text.Contains("{{", StringComparison.Ordinal) || YamlFacts.Documents(text) is not { } documents)
            {
                templated.UnionWith(KindsIn(text));
                continue;
            }

            found.AddRange(documents.Select(it => (Kind(it.Said("kind") ?? ""), it.Get("metadata").Said("name") ?? "")));
            ports.AddRange(PortsIn(text));
        }

        return new(found.ToLookup(it => it.Item1, it => it.Item2, StringComparer.Ordinal), templated, ports);
    }

    /// <summary>The names of a kind when all of them are known; null when some come from templates, or there are none at all.</summary>
    public IReadOnlyList<string>? NamesOf(string kind)
    {
        var plain = Kind(kind);
        return _templated.Contains(plain) || !_names.Contains(plain) ? null : [.. _names[plain].Distinct()];
    }

    /// <summary>The kind in one spelling.</summary>
    public static string Kind(string said) => Short.GetValueOrDefault(said) ?? said.ToLowerInvariant();

    private static IEnumerable<string> KindsIn(string text) =>
        text.Split('\n').Where(it => it.StartsWith("kind:", StringComparison.Ordinal)).Select(it => Kind(it[5..].Trim()));

    private static IEnumerable<int> PortsIn(string text) =>
        text.Split('\n')
            .Select(it => it.Trim().TrimStart('-').Trim())
            .Where(it =>
                it.StartsWith("port:", StringComparison.Ordinal)
                || it.StartsWith("containerPort:", StringComparison.Ordinal)
                || it.StartsWith("nodePort:", StringComparison.Ordinal)
            )
            .Select(it => int.TryParse(it[(it.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), out var port) ? port : 0)
            .Where(it => it > 0);
}
