using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway status [RUN]</c></summary>
internal static class StatusVerb
{
    public static Command Make(Host host)
    {
        var run = RunArgument();
        var runs = SharedOptions.Runs();
        var verb = new Command(
            "status",
            "Say where a run stands and what it waits for, and prove its record: the chain of the journal, the evidence, the files made from it."
        )
        {
            run,
            runs,
        };
        verb.SetAction(parsed =>
        {
            var opened = Open(Find(host, parsed.GetValue(runs)!, parsed.GetValue(run)));
            StatusText.Write(host.OutForPeople, opened, host.Clock.GetUtcNow());
            if (opened.Faults.Count > 0)
            {
                return ExitCodes.NoGo;
            }

            return opened.State switch
            {
                null => ExitCodes.NoGo,
                { Ended: not null } ended => ExitCodes.Of(RunStop.Ended, ended),
                { Paused: not null } => ExitCodes.Waiting,
                _ => ExitCodes.Interrupted,
            };
        });
        return verb;
    }

    public static Argument<string?> RunArgument() =>
        new("RUN")
        {
            Description = "The run: its name, the beginning of it, or its folder. Default: the latest.",
            Arity = ArgumentArity.ZeroOrOne,
        };

    public static OpenedRun Open(RunFolder folder)
    {
        try
        {
            return RunReader.Open(folder);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{folder.Path} cannot be read: {unreadable.Message}");
        }
    }

    public static RunFolder Find(Host host, string runs, string? name)
    {
        if (name is not null && Directory.Exists(host.Full(name)) && File.Exists(Path.Combine(host.Full(name), "journal.jsonl")))
        {
            return new(host.Full(name));
        }

        var all = RunReader.In(host.Full(runs));
        var fitting = name is null
            ? all.Take(1).ToList()
            : [.. all.Where(it => Path.GetFileName(it.Path).StartsWith(name, StringComparison.Ordinal))];
        return fitting switch
        {
            [var one] => one,
            [] => throw new UnusableException(
                all.Count == 0
                    ? $"there are no runs in {runs}; `slipway run FILE` makes one"
                    : $"no run in {runs} begins with {name}; the latest is {Path.GetFileName(all[0].Path)}"
            ),
            _ => throw new UnusableException(
                $"{fitting.Count} runs begin with {name}: {string.Join(", ", fitting.Select(it => Path.GetFileName(it.Path)))}"
            ),
        };
    }
}
