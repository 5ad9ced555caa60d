using System.Text.RegularExpressions;

namespace Slipway.Checklists.Starting;

/// <summary>The commands of a repository that is delivered in containers.</summary>
internal static partial class ContainerCommands
{
    private static readonly string[] ComposeFiles =
    [
        "compose.prod.yaml",
        "compose.prod.yml",
        "docker-compose.prod.yml",
        "docker-compose.production.yml",
        "compose.yaml",
        "compose.yml",
        "docker-compose.yml",
        "docker-compose.yaml",
    ];

    /// <summary>What Docker, compose and Kubernetes files say.</summary>
    /// <param name="look">The repository.</param>
    /// <param name="image">Name of the image when there is no compose file; a plain word.</param>
    public static IEnumerable<FoundCommand> In(RepositoryLook look, string image)
    {
        if (look.FirstOf(ComposeFiles) is { } file)
        {
            return Compose(file);
        }

        if (look.FirstOf("k8s", "kubernetes", "deploy/k8s") is { } folder)
        {
            return Kubernetes(folder);
        }

        return look.Has("Dockerfile") ? [new(Purpose.Build, "Image builds", $"docker build -t {image}:candidate .")] : [];
    }

    private static IEnumerable<FoundCommand> Compose(string file)
    {
        var compose = $"docker compose -f {file}";
        return
        [
            new(Purpose.Check, "Compose file is sound", $"{compose} config --quiet"),
            new(Purpose.Build, "Images build", $"{compose} build"),
            new(Purpose.Deploy, "Services are started", $"{compose} up -d --wait"),
            new(Purpose.Status, "All services are up", $"{compose} ps") { Expected = "stdout all 'Up'" },
        ];
    }

    private static IEnumerable<FoundCommand> Kubernetes(string folder) =>
        [
            new(Purpose.Check, "Manifests are sound", $"kubectl apply --dry-run=server -f {folder}/"),
            new(Purpose.Deploy, "Manifests are applied", $"kubectl apply -f {folder}/"),
            new(Purpose.Status, "All pods are running", "kubectl get pods") { Expected = "stdout all 'Running'" },
        ];

    /// <summary>The path that a health check of the repository itself asks for; null when none says one.</summary>
    public static string? HealthPath(RepositoryLook look)
    {
        var texts = ComposeFiles.Append("Dockerfile").Append("package.json").Append("README.md").Select(look.Text);
        return texts.Select(it => Health().Match(it)).FirstOrDefault(it => it.Success)?.Groups["path"].Value;
    }

    [GeneratedRegex(@"(?<path>/(?:api/)?(?:healthz?|livez|readyz|ping|status))(?:[^A-Za-z0-9_/.-]|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Health();
}
