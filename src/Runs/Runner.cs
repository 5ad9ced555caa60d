using System.Text;
using Slipway.Checklists;
using Slipway.Platform;
using Slipway.Runs.Deciding;
using Slipway.Runs.Execution;
using Slipway.Runs.Journal;
using Slipway.Runs.Reports;

namespace Slipway.Runs;

/// <summary>How a run stopped.</summary>
public enum RunStop
{
    /// <summary>It has its outcome.</summary>
    Ended,

    /// <summary>It waits for a person.</summary>
    Waiting,

    /// <summary>It was cancelled and can be resumed.</summary>
    Interrupted,
}

/// <summary>What is to be run.</summary>
public sealed record StartRun
{
    /// <summary>The document.</summary>
    public required Checklist Checklist { get; init; }

    /// <summary>The operator's settings.</summary>
    public required Settings Settings { get; init; }

    /// <summary>The environment; null when the settings name none.</summary>
    public EnvironmentSpec? Environment { get; init; }

    /// <summary>How it is made.</summary>
    public RunMode Mode { get; init; }

    /// <summary>Who starts it.</summary>
    public required string Operator { get; init; }

    /// <summary>Who committed the checklist last, <c>name &lt;address&gt;</c>; null when that is not known.</summary>
    public string? Author { get; init; }

    /// <summary>T-0; null for the environment's, or for the moment of the first change.</summary>
    public DateTimeOffset? T0 { get; init; }

    /// <summary>Reason for not waiting for moments; null when they are waited for.</summary>
    public string? Now { get; init; }

    /// <summary>Keeps the watch that the document asks for after the release; otherwise its lines stay open.</summary>
    public bool Watches { get; init; }

    /// <summary>Only watches a release that is out: nothing of the way forward is carried out but what stands in a window.</summary>
    public bool OnlyWatches { get; init; }

    /// <summary>Of a release that is out: since when; null for now.</summary>
    public DateTimeOffset? OutSince { get; init; }

    /// <summary>The run that took it out; null when none is known.</summary>
    public RunId? Follows { get; init; }

    /// <summary>A drill: only the way back is gone, and its verification.</summary>
    public bool Drill { get; init; }

    /// <summary>What is carried out.</summary>
    public Selection Selection { get; init; } = Selection.All;

    /// <summary>Why the way back cannot be gone; empty when it can.</summary>
    public IReadOnlyList<string> RollbackFaults { get; init; } = [];

    /// <summary>Adds a comment with verdict and evidence behind each line of the filled document.</summary>
    public bool Annotate { get; init; }

    /// <summary>Folder in which the run gets its own.</summary>
    public required string RunsFolder { get; init; }

    /// <summary>IANA name of this machine's zone, for when the environment names none.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The steps, as they would be run.</summary>
    public IReadOnlyList<Step> Steps =>
        StepCompiler.Compile(Checklist, Settings, Environment, RollbackFaults) switch
        {
            var all when Drill => KeptSteps.WayBackOf(all),
            var all when OnlyWatches => KeptSteps.WatchedOf(all),
            var all => all,
        };
}

/// <summary>A run that stopped.</summary>
/// <param name="Stop">How.</param>
/// <param name="State">What is known of it.</param>
/// <param name="Folder">Where it lies.</param>
public sealed record StoppedRun(RunStop Stop, RunState State, RunFolder Folder);

/// <summary>What came of taking up a run again.</summary>
public abstract record ResumeResult
{
    private ResumeResult() { }

    /// <summary>It went on, and stopped.</summary>
    public sealed record Went(StoppedRun Run) : ResumeResult;

    /// <summary>It has ended already.</summary>
    public sealed record AlreadyEnded(RunState State) : ResumeResult;

    /// <summary>Another process carries it on.</summary>
    public sealed record Busy : ResumeResult;

    /// <summary>Its journal cannot be written.</summary>
    public sealed record Unusable(string Why) : ResumeResult;
}

/// <summary>Starts runs and takes them up again.</summary>
public static class Runner
{
    /// <summary>Starts a run and carries it on until it ends, waits or is cancelled.</summary>
    public static async Task<StoppedRun> StartAsync(StartRun start, RunHost host, CancellationToken ct)
    {
        var id = RunId.New(host.Clock);
        var folder = new RunFolder(Path.Combine(start.RunsFolder, id.Value));
        Keep(folder, start, host.Redact);
        using var journal = FileJournal.Create(folder.Journal, host.Redact);
        var steps = start.Steps;
        var session = RunSession.Start(journal, Started(id, start, steps, host), host.Clock, host.Listeners, host.Signing);
        return await GoOnAsync(session, folder, start.Checklist, start.Annotate, host, ct);
    }

    /// <summary>Takes up a run that waits, was cancelled, or was killed; also its processes that still live.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="checklist">The document of the run's folder, read again.</param>
    /// <param name="annotate">See <see cref="StartRun.Annotate"/>.</param>
    /// <param name="person">Who takes it up.</param>
    /// <param name="host">What the run needs of this machine.</param>
    /// <param name="ct">Interrupts the run in good order.</param>
    public static async Task<ResumeResult> ResumeAsync(
        RunFolder folder,
        Checklist checklist,
        bool annotate,
        string person,
        RunHost host,
        CancellationToken ct
    )
    {
        OpenJournal journal;
        try
        {
            journal = FileJournal.Open(folder.Journal, host.Redact);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return new ResumeResult.Unusable($"its journal cannot be written: {denied.Message}");
        }

        switch (journal)
        {
            case OpenJournal.Opened opened:
                using (opened.Journal)
                {
                    return await ResumeAsync(opened, folder, checklist, annotate, person, host, ct);
                }

            case OpenJournal.Corrupt corrupt:
                return new ResumeResult.Unusable(
                    $"record {corrupt.Record} of the journal is not what it says: {corrupt.Why}. The {corrupt.Before.Count} records before it are whole; `slipway status` shows them."
                );
            case OpenJournal.Busy:
                return new ResumeResult.Busy();
            default:
                return new ResumeResult.Unusable($"there is no journal in {folder.Path}.");
        }
    }

    private static async Task<ResumeResult> ResumeAsync(
        OpenJournal.Opened opened,
        RunFolder folder,
        Checklist checklist,
        bool annotate,
        string person,
        RunHost host,
        CancellationToken ct
    )
    {
        if (RunReader.Fold(opened.Records) is not { } state)
        {
            return new ResumeResult.Unusable(
                "its journal is empty: it was killed before it began, and nothing was carried out. Start it again."
            );
        }

        if (state is { Ended: not null, Sealed: not null } && File.Exists(folder.Statement))
        {
            return new ResumeResult.AlreadyEnded(state);
        }

        if (Kernel.Digest.Of(checklist.Bytes.Span).Hex != state.Started.DocumentSha256)
        {
            return new ResumeResult.Unusable($"{folder.Source} is not the document that the run began with.");
        }

        var session = new RunSession(opened.Journal, state, opened.Records, host.Clock, host.Listeners, host.Signing);
        if (state.Ended is not null)
        {
            // Killed between its last word and its signature: what is made of the record is made now.
            await Products.CompleteAsync(session, folder, checklist, annotate, host, CancellationToken.None);
            return state.Sealed is null
                ? new ResumeResult.Went(new(RunStop.Ended, session.State, folder))
                : new ResumeResult.AlreadyEnded(session.State);
        }

        session.Must(new RunCommand.Resume(person) { EndedKeys = Signatories.Ended(state, host.PeopleNow), Artifacts = Now(state, host) });
        return new ResumeResult.Went(await GoOnAsync(session, folder, checklist, annotate, host, ct));
    }

    /// <summary>What the run began with, as it is now; what nobody names any more cannot be seen.</summary>
    private static IReadOnlyList<Artifact> Now(RunState state, RunHost host) =>
        [
            .. state.Artifacts.Select(was =>
                host.Artifacts.FirstOrDefault(it => it.Name == was.Name)
                ?? was with
                {
                    Digest = null,
                    Why = "slipway.yaml names it no longer",
                }
            ),
        ];

    /// <summary>What a resume cannot do without is on the disk before the first record is.</summary>
    private static void Keep(RunFolder folder, StartRun start, Func<string, string> redact)
    {
        DurableStorage.MakeFolder(folder.Path);
        DurableStorage.Write(folder.Source, start.Checklist.Bytes.Span);
        foreach (var included in start.Checklist.Included)
        {
            DurableStorage.MakeFolder(folder.Included);
            DurableStorage.Write(Path.Combine(folder.Included, included.Include.Sha256 + ".md"), included.Bytes.Span);
            DurableStorage.SyncFolder(folder.Included);
        }

        DurableStorage.Write(folder.Plan, Encoding.UTF8.GetBytes(PlanText(start.Checklist.Plan, redact)));
    }

    /// <summary>The plan as it was shown, under the digest of the plan that was understood.</summary>
    private static string PlanText(Plan plan, Func<string, string> redact)
    {
        var json = PlanJson.Write(PlanRedaction.Hide(plan, redact));
        json["digest"] = plan.Digest.ToString();
        return json.ToJsonString();
    }

    private static RunEvent.RunStarted Started(RunId id, StartRun start, IReadOnlyList<Step> steps, RunHost host) =>
        new()
        {
            Format = 2,
            Rules = Kernel.JudgingRules.Version,
            Slipway = host.Version,
            Run = id,
            Mode = start.Mode,
            Document = start.Checklist.Plan.Source.File,
            DocumentSha256 = start.Checklist.Plan.Source.Sha256,
            PlanDigest = start.Checklist.Plan.Digest.Hex,
            Title = start.Checklist.Plan.Title,
            Environment = start.Environment?.Name ?? "",
            Operator = start.Operator,
            NamesAreEnough = start.Environment?.Signatures == SignatureRule.ByName,
            KeysAreNeeded = start.Environment?.Signatures == SignatureRule.ByKey,
            Author = start.Author,
            People = Signatories.Of(start.Settings),
            Artifacts = host.Artifacts.Count == 0 ? null : host.Artifacts,
            Demonstration = start.Environment?.Demonstration ?? false,
            T0 = start.T0 ?? start.Environment?.T0,
            Now = start.Now,
            Watches = start.Watches || start.OnlyWatches,
            OutSince = start.OnlyWatches ? start.OutSince : null,
            Follows = start.OnlyWatches ? start.Follows : null,
            Drill = start.Drill,
            Parallel = start.Settings.Parallel,
            TimeZone = start.Environment?.TimeZone ?? start.TimeZone,
            NotSelected = [.. start.Selection.Left(steps).Select(it => it.Id)],
            Buttons = TriggerSteps.Others(start.Checklist.Plan.Items, steps) is { Count: > 0 } others ? others : null,
            MayRollBack = start.Environment?.MayRollBack is { Count: > 0 } roles ? roles : null,
            Steps = steps,
        };

    private static async Task<StoppedRun> GoOnAsync(
        RunSession session,
        RunFolder folder,
        Checklist checklist,
        bool annotate,
        RunHost host,
        CancellationToken ct
    )
    {
        var asked = host with { People = new FiledPeople(folder, host.People, session.Notice) };
        var attempts = new AttemptMaker(host, folder);
        using var engine = new Engine(session, asked, attempts, folder);
        var stop = await engine.RunAsync(ct);
        await Products.WriteAsync(session, folder, checklist, annotate, host, CancellationToken.None);
        return new((RunStop)stop, session.State, folder);
    }
}
