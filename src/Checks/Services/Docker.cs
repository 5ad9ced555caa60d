using Slipway.Checks.Looks;

namespace Slipway.Checks.Services;

/// <summary>Containers of docker, as <c>docker inspect</c> tells them.</summary>
internal static class Docker
{
    public static async Task<IReadOnlyList<ServiceState>> SeeAsync(SupervisorProgram program, ServiceDemands demands, CancellationToken ct)
    {
        string[] context = demands.Context is { } it ? ["--context", it] : [];
        var seen = new List<ServiceState>();
        foreach (var name in demands.Names)
        {
            var answer = await program.JsonAsync("docker", ct, [.. context, "inspect", "--type", "container", "--", name]);
            var containers = SupervisorProgram.List(answer).ToList();
            seen.Add(
                containers is [var one] ? Of(name, one) : throw new NotSeenException($"docker does not say which container {name} is.")
            );
        }

        return seen;
    }

    private static ServiceState Of(string name, System.Text.Json.JsonElement container)
    {
        var status =
            SupervisorProgram.Text(container, "State", "Status")
            ?? throw new NotSeenException($"docker does not say in which state {name} is.");
        var health = SupervisorProgram.Text(container, "State", "Health", "Status");
        var state = health is null or "none" or "" ? status : $"{status} ({health})";
        var ended = status == "exited" ? $" with code {SupervisorProgram.Whole(container, "State", "ExitCode")}" : "";
        return new(name, JsonTexts.Cut($"{state}{ended}", 200), status == "running" && health is (null or "none" or "" or "healthy"))
        {
            Restarts = SupervisorProgram.Whole(container, "RestartCount"),
            Since = SupervisorProgram.Moment(SupervisorProgram.Text(container, "State", "StartedAt")),
            Images = SupervisorProgram.Text(container, "Config", "Image") is { Length: > 0 } image ? [image] : null,
        };
    }
}
