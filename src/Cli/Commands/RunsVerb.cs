using System.CommandLine;
using Slipway.Checklists;
using Slipway.Cli.Output;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway runs</c>: list, show, compare, trend.</summary>
internal static class RunsVerb
{
    private static readonly string[] Standings =
    [
        "go",
        "no-go",
        "rolled-back",
        "rehearsed",
        "waiting",
        "interrupted",
        "open",
        "unreadable",
    ];

    public static Command Make(Host host)
    {
        var verb = new Command("runs", "List the runs, show one, compare two, or follow one item from run to run.")
        {
            Show(host),
            Compare(host),
            Trend(host),
        };
        AddList(host, verb);
        return verb;
    }

    private static void AddList(Host host, Command verb)
    {
        var runs = SharedOptions.Runs();
        var document = new Option<string?>("--document")
        {
            Description = "Only runs of documents whose path holds this.",
            HelpName = "WORDS",
        };
        var environment = new Option<string?>("--env") { Description = "Only runs in this environment.", HelpName = "NAME" };
        var outcome = new Option<string[]>("--outcome")
        {
            Description = $"Only runs that stand like this: {string.Join(", ", Standings)}; may be given several times.",
            HelpName = "OUTCOME",
        };
        outcome.AcceptOnlyFromAmong(Standings);
        var since = new Option<string?>("--since")
        {
            Description = "Only runs that began within this time, for instance 7d.",
            HelpName = "DURATION",
        };
        var limit = new Option<int>("--limit")
        {
            Description = "How many at the most, the latest first.",
            HelpName = "N",
            DefaultValueFactory = _ => 30,
        };
        var format = SharedOptions.Format("text", "json");
        foreach (var option in (Option[])[runs, document, environment, outcome, since, limit, format])
        {
            verb.Add(option);
        }

        verb.SetAction(parsed =>
        {
            var from = Since(host, parsed.GetValue(since));
            var wanted = parsed.GetValue(outcome) ?? [];
            var all = RunReader.In(host.Full(parsed.GetValue(runs)!)).Select(RunGlance.Of);
            var found = all.Where(it =>
                    (parsed.GetValue(document) is not { } words || Said(it).Document.Contains(words, StringComparison.OrdinalIgnoreCase))
                    && (parsed.GetValue(environment) is not { } name || Said(it).Environment == name)
                    && (wanted.Length == 0 || wanted.Contains(RunsText.Standing(it)))
                    && (from is null || it.StartedAt >= from)
                )
                .Take(Math.Max(0, parsed.GetValue(limit)))
                .ToList();
            if (parsed.GetValue(format) == "json")
            {
                host.Out.WriteLine(RunsJson.List(found).ToJsonString(RunsJson.Indented));
            }
            else
            {
                RunsText.WriteList(new PlainWriter(host.Out), found);
            }

            if (found.Count == 0)
            {
                host.Err.WriteLine($"slipway: no runs in {parsed.GetValue(runs)} fit");
            }

            return ExitCodes.Go;
        });
    }

    private static (string Document, string Environment) Said(RunGlance run) =>
        (run.Started?.Document ?? "", run.Started?.Environment ?? "");

    private static DateTimeOffset? Since(Host host, string? given) =>
        given is null ? null
        : Durations.TryParse(given) is { } span ? host.Clock.GetUtcNow() - span
        : throw new UnusableException($"--since {given} is no duration; write 7d, 12h or 30m");

    private static Command Show(Host host)
    {
        var run = StatusVerb.RunArgument();
        var runs = SharedOptions.Runs();
        var verb = new Command("show", "Show one run: where every phase and every step stands, who said what, how long it took.")
        {
            run,
            runs,
        };
        verb.SetAction(parsed =>
        {
            RunsText.WriteOne(new PlainWriter(host.Out), StateOf(StatusVerb.Find(host, parsed.GetValue(runs)!, parsed.GetValue(run))));
            return ExitCodes.Go;
        });
        return verb;
    }

    private static Command Compare(Host host)
    {
        var one = new Argument<string>("BEFORE") { Description = "The earlier run: its name, the beginning of it, or its folder." };
        var other = new Argument<string?>("AFTER")
        {
            Description = "The run to hold against it. Default: the latest.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var runs = SharedOptions.Runs();
        var format = SharedOptions.Format("text", "json");
        var verb = new Command("compare", "Compare two runs: what was planned, what came out, the values that were read, how long it took.")
        {
            one,
            other,
            runs,
            format,
        };
        verb.SetAction(parsed =>
        {
            var before = StateOf(StatusVerb.Find(host, parsed.GetValue(runs)!, parsed.GetValue(one)));
            var after = StateOf(StatusVerb.Find(host, parsed.GetValue(runs)!, parsed.GetValue(other)));
            var compared = RunComparison.Of(before, after);
            if (parsed.GetValue(format) == "json")
            {
                host.Out.WriteLine(RunsJson.Comparison(compared).ToJsonString(RunsJson.Indented));
            }
            else
            {
                RunsText.WriteComparison(new PlainWriter(host.Out), compared);
            }

            return ExitCodes.Go;
        });
        return verb;
    }

    private static Command Trend(Host host)
    {
        var item = new Argument<string>("ITEM") { Description = "A line of the newest run (42), or words of the item." };
        var runs = SharedOptions.Runs();
        var document = new Option<string?>("--document")
        {
            Description = "The document whose runs are followed. Default: that of the latest run.",
            HelpName = "WORDS",
        };
        var last = new Option<int>("--last")
        {
            Description = "How many runs at the most.",
            HelpName = "N",
            DefaultValueFactory = _ => 20,
        };
        var format = SharedOptions.Format("text", "json");
        var verb = new Command("trend", "Follow one item from run to run: verdict, attempts, value, time.")
        {
            item,
            runs,
            document,
            last,
            format,
        };
        verb.SetAction(parsed =>
        {
            var states = Newest(host, parsed.GetValue(runs)!, parsed.GetValue(document), parsed.GetValue(last));
            var trends = StepTrend.Of(states, parsed.GetValue(item)!);
            if (trends.Count == 0)
            {
                throw new UnusableException(
                    states.Count == 0
                        ? $"there are no runs in {parsed.GetValue(runs)} that fit; `slipway runs` lists what is there"
                        : $"\"{parsed.GetValue(item)}\" fits no step of {states[0].Started.Document} in run {states[0].Started.Run}; `slipway runs show` lists them"
                );
            }

            if (parsed.GetValue(format) == "json")
            {
                host.Out.WriteLine(RunsJson.Trends(trends).ToJsonString(RunsJson.Indented));
            }
            else
            {
                RunsText.WriteTrends(new PlainWriter(host.Out), trends);
            }

            return ExitCodes.Go;
        });
        return verb;
    }

    /// <summary>The newest runs of one document, the newest first; what cannot be read is told and passed over.</summary>
    private static List<RunState> Newest(Host host, string runs, string? document, int last)
    {
        var glances = RunReader.In(host.Full(runs)).Select(RunGlance.Of).Where(it => it.Started is not null).ToList();
        var wanted = glances.FirstOrDefault(it =>
            document is null || Said(it).Document.Contains(document, StringComparison.OrdinalIgnoreCase)
        );
        var name = Path.GetFileName(wanted?.Started?.Document);
        var states = new List<RunState>();
        foreach (var run in glances.Where(it => Path.GetFileName(it.Started!.Document) == name).Take(Math.Max(0, last)))
        {
            var opened = StatusVerb.Open(run.Folder);
            if (opened.State is { } state)
            {
                states.Add(state);
            }

            foreach (var fault in opened.Faults)
            {
                host.Err.WriteLine($"slipway: {Path.GetFileName(run.Folder.Path)}: {fault}");
            }
        }

        return states;
    }

    private static RunState StateOf(RunFolder folder)
    {
        var opened = StatusVerb.Open(folder);
        return opened.State ?? throw new UnusableException([.. opened.Faults.Select(it => $"{folder.Path}: {it}")]);
    }
}
