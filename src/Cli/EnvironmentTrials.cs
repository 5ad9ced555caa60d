using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Kernel;

namespace Slipway.Cli;

/// <summary>Tries everything that an environment names: whether it is there, lets this machine in, and answers.</summary>
internal static class EnvironmentTrials
{
    /// <summary>How a source of each kind is tried; the least that shows that it can be asked.</summary>
    private static readonly Dictionary<string, Func<string, SourceBinding, CheckSpec>> OfKind = new(StringComparer.Ordinal)
    {
        ["sqlite"] = (name, _) => Spec("sql", ("source", name), ("query", "SELECT 1")),
        ["mysql"] = (name, _) => Spec("mysql", ("source", name), ("fact", "server")),
        ["postgresql"] = (name, _) => Spec("sql", ("source", name), ("query", "SELECT 1")),
        ["redis"] = (name, _) => Spec("redis", ("source", name), ("fact", "server")),
        ["backup"] = (_, source) => Spec("file", ("path", source.Address)),
        ["test-report"] = (_, source) => Spec("file", ("path", source.Address)),
        ["coverage-report"] = (_, source) => Spec("file", ("path", source.Address)),
        ["scan-report"] = (_, source) => Spec("file", ("path", source.Address)),
        ["log"] = (_, source) => Spec("file", ("path", source.Address)),
        ["runs"] = (_, source) => Spec("file", ("path", source.Address)),
        ["alertmanager"] = (name, _) => Spec("alertmanager", ("source", name)),
        ["rabbitmq"] = (_, source) => Spec("http", ("url", $"{source.Address.TrimEnd('/')}/api/overview")),
        ["haproxy"] = (name, _) => Spec("backends", ("source", name)),
        ["github"] = (_, source) => Spec("http", ("url", source.Address), ("redirects", "none")),
        ["gitlab"] = (_, source) => Spec("http", ("url", $"{source.Address.TrimEnd('/')}/version"), ("redirects", "none")),
        ["registry"] = (_, source) => Spec("http", ("url", $"{source.Address.TrimEnd('/')}/v2/"), ("redirects", "none")),
        ["s3"] = (_, source) => Spec("http", ("url", source.Address), ("redirects", "none")),
        ["prometheus"] = (name, _) => Spec("prometheus", ("source", name), ("query", "vector(1)")),
    };

    /// <summary>Whether sources of this kind can be tried.</summary>
    public static bool Knows(string kind) => OfKind.ContainsKey(kind);

    /// <summary>The trials, in the order of the settings.</summary>
    public static IReadOnlyList<Trial> Of(EnvironmentSpec environment, Surroundings here)
    {
        var trials = new List<Trial> { new("directory", here.Directory, Spec("file", ("path", ".")), NeedsNumber: false) };
        if (environment.BaseUrl is { } url)
        {
            trials.Add(new("base-url", url.AbsoluteUri, Spec("http", ("url", "/"), ("redirects", "none")), NeedsNumber: false));
        }

        trials.AddRange(
            environment.Sources.Select(it => new Trial(
                "source",
                $"{it.Key} ({it.Value.Kind})",
                OfKind[it.Value.Kind](it.Key, it.Value),
                NeedsNumber: false
            ))
        );
        trials.AddRange(environment.Metrics.Select(it => new Trial("metric", it.Key, it.Value, NeedsNumber: true)));
        trials.AddRange(environment.Facts.Select(it => new Trial("fact", it.Key, it.Value.Check, NeedsNumber: false)));
        return trials;
    }

    /// <summary>What the trial shows: that something was seen, and of a metric that it is a number. No judgement of what is good.</summary>
    public static (bool Works, string Why) Judge(Trial trial, Observation? seen)
    {
        if (seen is not { Looking: Looking.Saw })
        {
            return (false, seen?.Problem ?? "there is no such check");
        }

        if (!trial.NeedsNumber)
        {
            return trial.Check.Kind == "file" && seen.Rows is not > 0 ? (false, "nothing is there")
                : seen.Status is 401 or 403
                    ? (true, $"it is there, and answers with status {seen.Status}: whether it lets this machine in was not tried")
                : seen.Status is { } status ? (true, $"it answers with status {status}")
                : (true, trial.Check.Kind == "file" ? "it is there" : "it answers");
        }

        var number = seen.Value ?? SingleNumber.In(seen.Stdout ?? seen.Body);
        return number is { } value ? (true, value.ToString())
            : seen.SamplesMs is { Count: > 1 } ? (true, ObservationWords.Short(seen))
            : (false, $"it answered, but not with one number: {ObservationWords.Short(seen)}");
    }

    private static CheckSpec Spec(string kind, params (string Name, string Value)[] with) =>
        new(kind, with.ToDictionary(it => it.Name, it => it.Value, StringComparer.Ordinal));
}

/// <summary>One thing that is tried.</summary>
/// <param name="What"><c>directory</c>, <c>base-url</c>, <c>source</c>, <c>metric</c> or <c>fact</c>.</param>
/// <param name="Name">Its name, or where it is.</param>
/// <param name="Check">The look that tries it.</param>
/// <param name="NeedsNumber">Whether it must answer with one number.</param>
internal sealed record Trial(string What, string Name, CheckSpec Check, bool NeedsNumber);
