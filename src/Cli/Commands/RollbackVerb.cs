using System.CommandLine;
using System.Globalization;
using Slipway.Cli.Output;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway rollback RUN --reason WORDS</c></summary>
internal static class RollbackVerb
{
    /// <summary>How soon the process that carries the run takes the word up; it looks several times a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    public static Command Make(Host host)
    {
        var options = new ResumeOptions();
        var reason = new Option<string>("--reason")
        {
            Description = "Why the release comes back; it stands in the record.",
            Required = true,
        };
        var trigger = new Option<string?>("--trigger")
        {
            Description = "The trigger that came true: its line, or words of it. `slipway status` lists them while they are armed.",
            HelpName = "LINE|WORDS",
        };
        var verb = new Command(
            "rollback",
            "Bring a release back: traffic to the version that served first, then the document's rollback plan, then its verification."
        );
        options.AddTo(verb);
        verb.Add(reason);
        verb.Add(trigger);
        verb.SetAction(
            async (parsed, ct) =>
            {
                var folder = StatusVerb.Find(host, parsed.GetValue(options.Runs)!, parsed.GetValue(options.Run));
                var request = new RollbackRequest(parsed.GetValue(options.Person.By) ?? host.UserName, parsed.GetValue(reason)!.Trim());
                Leave(folder, request, parsed.GetValue(trigger));
                return await ResumeVerb.GoOnAsync(host, options, parsed, folder, ct) ?? await AwaitAsync(host, folder, ct);
            }
        );
        return verb;
    }

    private static void Leave(RunFolder folder, RollbackRequest request, string? trigger)
    {
        var state = StatusVerb.Open(folder).State;
        var why =
            request.Reason.Length == 0 ? "--reason is empty: say why the release comes back"
            : state is null ? $"{folder.Path} holds no record of a run"
            : state.Ended is { } ended ? $"the run has ended: {ended.Why}"
            : state.RollingBack is { } back ? $"the way back is being gone already: {back.Why}"
            : !state.Steps.Values.Any(it => it.Step.Rollback) ? "the document has no rollback steps, and no traffic was moved by the run"
            : null;
        if (why is not null)
        {
            throw new UnusableException(why);
        }

        var line = trigger is null ? (int?)null : LineOf(state!, trigger.Trim());
        if (TriggerButton.Refusal(state!, request.By, line) is { } refused)
        {
            throw new UnusableException(refused);
        }

        Writable.Check(folder.Path);
        (request with { Trigger = line }).Leave(folder);
    }

    /// <summary>The one trigger that is meant.</summary>
    private static int LineOf(RunState state, string named)
    {
        var all = TriggerButton.In(state);
        var fitting = int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? all.Where(it => it.Line == line || it.From?.Line == line && it.Line != line && !all.Any(other => other.Line == line)).ToList()
            : [.. all.Where(it => named.Length > 0 && it.Text.Contains(named, StringComparison.OrdinalIgnoreCase))];
        return fitting is [var one]
            ? one.Line
            : throw new UnusableException(
                $"--trigger `{named}` names {(fitting.Count == 0 ? "no trigger of the run" : $"{fitting.Count} triggers of the run")}; there {(all.Count == 0 ? "are none" : $"are {string.Join("; ", (fitting.Count == 0 ? all : fitting).Take(10).Select(it => $"{it.Where} \"{it.Text}\""))}")}"
            );
    }

    /// <summary>Another process carries the run on: it turns round, and this one says so.</summary>
    private static async Task<int> AwaitAsync(Host host, RunFolder folder, CancellationToken ct)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Breath)
        {
            if (!RollbackRequest.IsThere(folder))
            {
                await host.Err.WriteLineAsync(
                    "slipway: the process that carries the run has turned it round; `slipway status` shows how far it is."
                );
                return ExitCodes.Go;
            }

            await Task.Delay(Breath, host.Clock, ct);
        }

        throw new UnusableException(
            $"the process that carries the run has not taken it up in {Patience.TotalSeconds:0} s; {RollbackRequest.FileName} stays in {folder.Path} for the next `slipway resume`"
        );
    }
}
