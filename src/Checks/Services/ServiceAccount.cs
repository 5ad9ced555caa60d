using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Services;

/// <summary>What was seen, held against what is demanded. What a supervisor leaves out was not seen.</summary>
internal sealed class ServiceAccount(ServiceDemands demands, DateTimeOffset now)
{
    private const int MostTold = 50;
    private readonly Account _account = new();

    /// <summary>Tells every name.</summary>
    /// <exception cref="NotSeenException">The supervisor leaves out what is held against a bound.</exception>
    public Observation Of(IReadOnlyList<ServiceState> seen)
    {
        foreach (var name in demands.Names)
        {
            Tell(name, [.. seen.Where(it => it.Name == name)]);
        }

        var running = seen.Where(it => it.Runs).Sum(it => it.Instances);
        _account.Facts["supervisor"] = demands.Supervisor;
        _account.Facts["running"] = running;
        _account.Facts["restarts"] = seen.Max(it => it.Restarts);
        _account.Facts["services"] = new JsonArray([.. seen.Take(MostTold).Select(Fact)]);
        _account.Value = new(running, "");
        return _account.Seen();
    }

    private void Tell(string name, List<ServiceState> instances)
    {
        if (instances.Count == 0)
        {
            throw new NotSeenException($"{demands.Supervisor} does not say anything of {name}.");
        }

        foreach (var group in instances.Where(it => !it.Runs).GroupBy(it => it.State, StringComparer.Ordinal))
        {
            _account.Flaw(
                $"{name} is {group.Key}{(group.Count() > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({group.Count()} times)") : "")}"
            );
        }

        var running = instances.Where(it => it.Runs).Sum(it => it.Instances);
        if (running < demands.Least && (running > 0 || instances.All(it => it.Runs)))
        {
            _account.Flaw(string.Create(CultureInfo.InvariantCulture, $"of {name} {running} run, fewer than {demands.Least}"));
        }

        instances.ForEach(it => Hold(name, it));
    }

    private void Hold(string name, ServiceState it)
    {
        if (demands.MostRestarts is { } most && Said(it.Restarts, name, "how often it was started again") > most)
        {
            _account.Flaw(string.Create(CultureInfo.InvariantCulture, $"{name} was started again {it.Restarts} times, more than {most}"));
        }

        if (demands.UpFor is { } upFor && it.Runs && now - Said(it.Since, name, "since when it runs") is var up && up < upFor)
        {
            _account.Flaw(
                $"{name} has been running for {Durations.Write(TimeSpan.FromSeconds(Math.Max(0, Math.Floor(up.TotalSeconds))))}, shorter than {Durations.Write(upFor)}"
            );
        }

        if (demands.Image is { } image)
        {
            var images = it.Images is { Count: > 0 } some ? some : throw Unsaid(name, "which image it runs");
            if (!images.Contains(image))
            {
                _account.Flaw($"{name} runs {JsonTexts.Cut(string.Join(", ", images), 300)}, not {image}");
            }
        }

        if (demands.Enabled && !Said(it.Enabled, name, "whether it starts with the machine"))
        {
            _account.Flaw($"{name} does not start with the machine");
        }
    }

    private T Said<T>(T? it, string name, string what)
        where T : struct => it ?? throw Unsaid(name, what);

    private NotSeenException Unsaid(string name, string what) => new($"{demands.Supervisor} does not say of {name} {what}.");

    private static JsonNode Fact(ServiceState it) =>
        new JsonObject
        {
            ["name"] = it.Name,
            ["state"] = it.State,
            ["runs"] = it.Runs,
            ["instances"] = it.Instances,
            ["restarts"] = it.Restarts,
            ["since"] = it.Since?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["images"] = it.Images is { } images
                ? new JsonArray([.. images.Take(20).Select(image => (JsonNode?)JsonTexts.Cut(image, 300))])
                : null,
        };
}
