using System.Globalization;
using System.Text.Json;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Services;

/// <summary>Objects of Kubernetes, as <c>kubectl get -o json</c> tells them: what is desired, observed, updated and ready.</summary>
internal sealed class Kubernetes(SupervisorProgram program, ServiceDemands demands)
{
    public async Task<IReadOnlyList<ServiceState>> SeeAsync(CancellationToken ct)
    {
        var seen = new List<ServiceState>();
        foreach (var name in demands.Names)
        {
            var it = await GetAsync(ct, name);
            seen.Add(name.StartsWith("pod/", StringComparison.Ordinal) ? Pod(name, it) : await WorkloadAsync(name, it, ct));
        }

        return seen;
    }

    private Task<JsonElement> GetAsync(CancellationToken ct, params string[] what)
    {
        string[] context = demands.Context is { } it ? [$"--context={it}"] : [];
        string[] space = demands.Namespace is { } name ? [$"--namespace={name}"] : [];
        return program.JsonAsync("kubectl", ct, [.. context, .. space, "get", .. what, "--output=json"]);
    }

    private async Task<ServiceState> WorkloadAsync(string name, JsonElement it, CancellationToken ct)
    {
        var isDaemon = name.StartsWith("daemonset/", StringComparison.Ordinal);
        var desired = isDaemon ? Whole(it, "status", "desiredNumberScheduled") : Whole(it, "spec", "replicas");
        var (generation, observed) = (Whole(it, "metadata", "generation"), Whole(it, "status", "observedGeneration"));
        if (desired is not (>= 0 and <= int.MaxValue) || generation is null || observed is null)
        {
            throw new NotSeenException($"kubectl does not say how many of {name} are desired, or which generation was observed.");
        }

        // Kubernetes leaves out a number that is 0.
        var ready = Whole(it, "status", isDaemon ? "numberReady" : "readyReplicas") ?? 0;
        var updated = Whole(it, "status", isDaemon ? "updatedNumberScheduled" : "updatedReplicas") ?? 0;
        var all = isDaemon ? desired : Whole(it, "status", "replicas") ?? 0;
        var isWhole = desired > 0 && observed >= generation && ready >= desired && updated >= desired && all == desired;
        var state = string.Create(
            CultureInfo.InvariantCulture,
            $"{(observed < generation ? "not yet observed as it was last written, " : "")}{ready} of {desired} ready, {updated} of {desired} updated{(all > desired ? $", {all - desired} of before still there" : "")}"
        );
        return new(name, desired == 0 ? "scaled to 0" : state, isWhole)
        {
            Instances = (int)Math.Min(ready, int.MaxValue),
            Images = Images(SupervisorProgram.At(it, "spec", "template", "spec")),
            Restarts = demands.MostRestarts is null ? null : await RestartsAsync(name, it, ct),
        };
    }

    /// <summary>The most restarts of a container in the pods of a workload.</summary>
    private async Task<long?> RestartsAsync(string name, JsonElement it, CancellationToken ct)
    {
        var selector = SupervisorProgram.At(it, "spec", "selector");
        var labels = SupervisorProgram.At(selector, "matchLabels");
        if (labels.ValueKind != JsonValueKind.Object || SupervisorProgram.At(selector, "matchExpressions").ValueKind == JsonValueKind.Array)
        {
            throw new NotSeenException($"The pods of {name} are chosen by more than labels; ask about them as pod/NAME.");
        }

        var words = string.Join(',', labels.EnumerateObject().Select(label => $"{label.Name}={label.Value.GetString()}"));
        var pods = SupervisorProgram.List(SupervisorProgram.At(await GetAsync(ct, "pods", $"--selector={words}"), "items")).ToList();
        return words.Length == 0 || pods.Count == 0
            ? throw new NotSeenException($"kubectl shows no pods of {name}.")
            : pods.Select(pod => Restarts(name, pod)).Max();
    }

    private static ServiceState Pod(string name, JsonElement it)
    {
        var phase =
            SupervisorProgram.Text(it, "status", "phase") ?? throw new NotSeenException($"kubectl does not say in which phase {name} is.");
        var containers = SupervisorProgram.List(SupervisorProgram.At(it, "status", "containerStatuses")).ToList();
        var ready = containers.Count(container => SupervisorProgram.At(container, "ready").ValueKind == JsonValueKind.True);
        var desired = SupervisorProgram.List(SupervisorProgram.At(it, "spec", "containers")).Count();
        var leaves = SupervisorProgram.Text(it, "metadata", "deletionTimestamp") is not null;
        var waits = containers
            .Select(container => SupervisorProgram.Text(container, "state", "waiting", "reason"))
            .FirstOrDefault(why => why is not null);
        var state = string.Create(
            CultureInfo.InvariantCulture,
            $"{phase}, {ready} of {desired} containers ready{(waits is null ? "" : $" ({JsonTexts.Cut(waits, 100)})")}{(leaves ? ", being deleted" : "")}"
        );
        var starts = containers
            .Select(container => SupervisorProgram.Moment(SupervisorProgram.Text(container, "state", "running", "startedAt")))
            .ToList();
        return new(name, state, phase == "Running" && desired > 0 && ready == desired && containers.Count == desired && !leaves)
        {
            Restarts = containers.Count == desired && desired > 0 ? Restarts(name, it) : null,
            Since = starts.Count > 0 && starts.All(moment => moment is not null) ? starts.Max() : null,
            Images = Images(SupervisorProgram.At(it, "spec")),
        };
    }

    private static long Restarts(string name, JsonElement pod)
    {
        var counts = SupervisorProgram
            .List(SupervisorProgram.At(pod, "status", "containerStatuses"))
            .Select(container => Whole(container, "restartCount"))
            .ToList();
        return counts.Count > 0 && counts.All(it => it is not null)
            ? counts.Max()!.Value
            : throw new NotSeenException($"kubectl does not say how often the containers of {name} were started again.");
    }

    private static List<string> Images(JsonElement spec) =>
        [
            .. SupervisorProgram
                .List(SupervisorProgram.At(spec, "containers"))
                .Select(it => SupervisorProgram.Text(it, "image"))
                .OfType<string>(),
        ];

    private static long? Whole(JsonElement of, params ReadOnlySpan<string> path) => SupervisorProgram.Whole(of, path);
}
