using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Checklists.Repositories;

/// <summary>Ports that the repository's own configuration and code open.</summary>
internal sealed partial class PortFacts
{
    private PortFacts(IReadOnlySet<int> all) => All = all;

    /// <summary>All of them.</summary>
    public IReadOnlySet<int> All { get; }

    public static PortFacts Of(RepositoryModel model)
    {
        var configured = model
            .Files.Where(IsConfiguration)
            .Take(500)
            .SelectMany(it => Configured().Matches(model.Text(it) ?? ""))
            .Select(it => int.Parse(it.Groups[1].Value, CultureInfo.InvariantCulture));
        return new(
            configured.Concat(model.Compose.All.SelectMany(it => it.Ports)).Concat(model.Cluster.Ports).Concat(model.Code.Ports).ToHashSet()
        );
    }

    private static bool IsConfiguration(string path)
    {
        var name = Paths.Name(path);
        return name.StartsWith("Dockerfile", StringComparison.Ordinal)
            || name.StartsWith(".env", StringComparison.Ordinal)
            || name
                is "launchSettings.json"
                    or "appsettings.json"
                    or "application.yml"
                    or "application.yaml"
                    or "application.properties"
                    or "ecosystem.config.js"
                    or "Procfile"
            || name.EndsWith(".conf", StringComparison.Ordinal);
    }

    [GeneratedRegex(
        @"(?:EXPOSE\s+|\bPORT\w*\s*[=:]\s*[""']?|\blisten\s+(?:\[::\]:)?|\bport\s*[=:]\s*[""']?|://[\w.+*-]+:)([0-9]{2,5})\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Configured();
}
