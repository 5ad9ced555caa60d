using Slipway.Platform;
using Slipway.Runs.Execution;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Tests.Crashing;

/// <summary>One process of a go-live over the real journal, the real shell and real processes: begins the run, or takes it up.</summary>
internal static class Victim
{
    /// <summary>Names the folder and the seed, each on a line.</summary>
    public const string Variable = "SLIPWAY_TEST_VICTIM";

    public static async Task<int> LiveAsync(string told)
    {
        var (folder, seed) = told.Split('\n') is [var a, var b] ? (a, int.Parse(b)) : throw new InvalidOperationException(told);
        var stop = await LiveAsync(folder, RealPlan.Of(seed, folder), Console.Out, CancellationToken.None);
        return stop == EngineStop.Ended ? 0 : 1;
    }

    public static async Task<EngineStop> LiveAsync(string folder, RunEvent.RunStarted started, TextWriter told, CancellationToken ct)
    {
        var run = new RunFolder(Path.Combine(folder, "run"));
        var host = HostOf(folder, told);
        var open = FileJournal.Open(run.Journal, it => it);
        using var journal = open switch
        {
            OpenJournal.Opened it => it.Journal,
            OpenJournal.Missing => FileJournal.Create(run.Journal, it => it),
            _ => throw new InvalidOperationException($"The journal cannot be taken up: {open}"),
        };
        var records = open is OpenJournal.Opened whole ? whole.Records : [];
        RunSession session;
        if (RunReader.Fold(records) is { } state)
        {
            session = new(journal, state, records, host.Clock, host.Listeners);
            _ = session.Do(new RunCommand.Resume("Olga"));
        }
        else
        {
            session = RunSession.Start(journal, started, host.Clock, host.Listeners);
        }

        using var engine = new Engine(session, host, new AttemptMaker(host, run), run);
        return await engine.RunAsync(ct);
    }

    private static RunHost HostOf(string folder, TextWriter told) =>
        new()
        {
            Shell = new LocalShell(
                new()
                {
                    Inherited = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin", ["HOME"] = folder },
                },
                TimeProvider.System
            ),
            Surroundings = new()
            {
                Directory = folder,
                Limit = TimeSpan.FromMinutes(1),
                Clock = TimeProvider.System,
            },
            Redact = it => it,
            People = new Truthful(Path.Combine(folder, "effects")),
            Clock = TimeProvider.System,
            Machine = "host",
            Listeners = [new Witness(told)],
        };
}
