using System.Text.Json;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Services;

/// <summary>Services of docker compose, as <c>docker compose ps</c> tells their containers: a line for each, or in older versions one list.</summary>
internal static class Compose
{
    public static async Task<IReadOnlyList<ServiceState>> SeeAsync(SupervisorProgram program, ServiceDemands demands, CancellationToken ct)
    {
        string[] context = demands.Context is { } it ? ["--context", it] : [];
        string[] project = demands.Project is { } name ? ["--project-name", name] : [];
        string[] words = [.. context, "compose", .. project, "ps", "--all", "--format", "json", "--", .. demands.Names];
        var text = (await program.TextAsync("docker", ct, words)).Trim();
        var containers = text.StartsWith('[')
            ? [.. SupervisorProgram.List(SupervisorProgram.Read("docker", text))]
            : text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => SupervisorProgram.Read("docker", line)).ToList();
        return [.. containers.Select(Of)];
    }

    private static ServiceState Of(JsonElement container)
    {
        var (service, status) = (SupervisorProgram.Text(container, "Service"), SupervisorProgram.Text(container, "State"));
        if (service is null || status is not { Length: > 0 })
        {
            throw new NotSeenException("docker compose does not say which service is in which state.");
        }

        var health = SupervisorProgram.Text(container, "Health");
        return new(
            service,
            JsonTexts.Cut(health is { Length: > 0 } ? $"{status} ({health})" : status, 200),
            status == "running" && health is (null or "" or "healthy")
        )
        {
            Images = SupervisorProgram.Text(container, "Image") is { Length: > 0 } image ? [image] : null,
        };
    }
}
