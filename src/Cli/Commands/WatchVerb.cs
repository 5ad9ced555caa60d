using System.CommandLine;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway watch [RUN|FILE]</c></summary>
internal static class WatchVerb
{
    public static Command Make(Host host)
    {
        var options = new WatchOptions();
        var verb = new Command(
            "watch",
            "Watch a release that is out: look at what the document watches in its windows, keep the triggers armed, and bring the release back when it has to."
        );
        options.AddTo(verb);
        verb.SetAction((parsed, ct) => WatchAsync(host, options, parsed, ct));
        return verb;
    }

    private static async Task<int> WatchAsync(Host host, WatchOptions options, ParseResult parsed, CancellationToken ct)
    {
        var what = parsed.GetValue(options.What);
        var said = parsed.GetValue(options.Since);
        var since = said is null ? (DateTimeOffset?)null : RunVerb.MomentOf("--since", said);
        if (since > host.Clock.GetUtcNow())
        {
            throw new UnusableException($"--since {said} lies ahead; a watch begins when the release is out");
        }

        var (settings, environment) = (parsed.GetValue(options.Settings), parsed.GetValue(options.Environment));
        var (inputs, before) =
            what is not null && File.Exists(host.Full(what))
                ? (Inputs.Read(host, what, settings, environment), null)
                : OfRun(host, StatusVerb.Find(host, parsed.GetValue(options.Carry.Runs)!, what), settings, environment);
        var start = options.Carry.Start(host, inputs, parsed) with
        {
            OnlyWatches = true,
            OutSince = since ?? before?.EndedAt,
            Follows = before?.Started.Run,
        };
        if (start.Steps.All(it => it.Window is null))
        {
            throw new UnusableException(
                $"{inputs.Checklist.Plan.Source.File} names no window in which something is watched: put lines under a heading such as \"Monitoring (0-2 hours)\", or say it beside a line: <!-- slipway: for=0h..2h cadence=15m -->"
            );
        }

        return await options.Carry.CarryAsync(host, inputs, start, parsed, ct);
    }

    private static (Inputs Inputs, RunState? Before) OfRun(Host host, RunFolder folder, string? settings, string? environment)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder.Path));
        var opened = StatusVerb.Open(folder);
        if (opened.State is not { } state || opened.Faults.Count > 0)
        {
            throw new UnusableException([.. opened.Faults.DefaultIfEmpty("its journal is empty").Select(it => $"run {name}: {it}")]);
        }

        var why =
            state.Ended is null ? "it has not ended; `slipway resume` takes it up, and keeps the watch if it began with --watch"
            : state.Ended.Outcome != Outcome.Go ? $"it took no release out that could be watched: {state.Ended.Why}"
            : state.Watch is not null ? "its watch is complete"
            : null;
        return why is null
            ? (
                Inputs.ReadFilled(
                    host,
                    folder,
                    state.Started.Document,
                    settings,
                    environment ?? (state.Started.Environment is { Length: > 0 } began ? began : null)
                ),
                state
            )
            : throw new UnusableException($"run {name}: {why}");
    }
}

/// <summary>The options of <c>watch</c>.</summary>
internal sealed class WatchOptions
{
    public Argument<string?> What { get; } =
        new("RUN|FILE")
        {
            Description =
                "The run that took the release out (its name, the beginning of it, or its folder), or a checklist of a service that is out already. Default: the latest run.",
            Arity = ArgumentArity.ZeroOrOne,
        };

    public Option<string?> Environment { get; } = SharedOptions.Environment();

    public Option<string?> Settings { get; } = SharedOptions.Settings();

    public Option<string?> Since { get; } =
        new("--since")
        {
            Description = "Since when the release is out; the windows count from then. Default: the end of the run, otherwise now.",
            HelpName = "MOMENT",
        };

    public CarryOptions Carry { get; } = new();

    public void AddTo(Command verb)
    {
        verb.Add(What);
        foreach (var option in (Option[])[Environment, Settings, Since])
        {
            verb.Add(option);
        }

        Carry.AddTo(verb);
    }
}
