using System.CommandLine;
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
        var verb = new Command(
            "rollback",
            "Bring a release back: traffic to the version that served first, then the document's rollback plan, then its verification."
        );
        options.AddTo(verb);
        verb.Add(reason);
        verb.SetAction(
            async (parsed, ct) =>
            {
                var folder = StatusVerb.Find(host, parsed.GetValue(options.Runs)!, parsed.GetValue(options.Run));
                Leave(folder, new(parsed.GetValue(options.Person.By) ?? host.UserName, parsed.GetValue(reason)!.Trim()));
                return await ResumeVerb.GoOnAsync(host, options, parsed, folder, ct) ?? await AwaitAsync(host, folder, ct);
            }
        );
        return verb;
    }

    private static void Leave(RunFolder folder, RollbackRequest request)
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

        Writable.Check(folder.Path);
        request.Leave(folder);
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
