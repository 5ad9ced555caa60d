using System.CommandLine;
using Slipway.Checklists;
using Slipway.Cli.Commands;
using Slipway.Cli.Output;
using Slipway.Cli.Terminal;
using Slipway.Runs;

namespace Slipway.Cli;

/// <summary>The options of the verbs that start a run, and the way in which all of them do: shown, agreed to, carried out, told.</summary>
internal sealed class CarryOptions
{
    public Option<string> Runs { get; } = SharedOptions.Runs();

    public Option<bool> Yes { get; } =
        new("--yes", "-y") { Description = "The plan was looked at: start. Never covers what destroys, and signs nothing." };

    public Option<bool> Annotate { get; } =
        new("--annotate")
        {
            Description = "Add a comment with verdict and evidence behind each line of the filled document (a rehearsal always does).",
        };

    public Option<string[]> Reports { get; } = ReportRequest.Option();

    public PersonOptions Person { get; } = new();

    public ProgressOptions Progress { get; } = new();

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[Runs, Yes, Annotate, Reports])
        {
            verb.Add(option);
        }

        Person.AddTo(verb);
        Progress.AddTo(verb);
    }

    /// <summary>The start of a run of a document, as the options have it.</summary>
    public StartRun Start(Host host, Inputs inputs, ParseResult parsed) =>
        new()
        {
            Checklist = inputs.Checklist,
            Settings = inputs.Settings,
            Environment = inputs.Environment,
            Operator = parsed.GetValue(Person.By) ?? host.UserName,
            Author = ChecklistAuthor.Of(inputs.Settings, host.Full(inputs.Checklist.Plan.Source.File)),
            RollbackFaults =
            [
                .. RollbackReadiness
                    .Of(inputs.Checklist.Plan, inputs.Repository)
                    .Select(it => $"{inputs.Checklist.Plan.Where(it.Line)}: {it.Message}"),
            ],
            Annotate = parsed.GetValue(Annotate),
            RunsFolder = host.Full(parsed.GetValue(Runs)!),
            TimeZone = RunHosts.ZoneName(inputs.Environment),
        };

    /// <summary>Shows what is to be run, has it agreed to, carries it out and says how it ended.</summary>
    public async Task<int> CarryAsync(Host host, Inputs inputs, StartRun start, ParseResult parsed, CancellationToken ct)
    {
        var rehearse = start.Mode == RunMode.Rehearse;
        var reports = ReportRequest.Read(host, parsed.GetValue(Reports));
        await using var talk = RunTalk.Open(host, Talk(parsed, start), ct);
        var people = Person.People(host, talk, parsed, start.Operator, inputs.Checklist);
        var with = await RunHosts.MakeAsync(host, inputs.Settings, inputs.SettingsFolder, inputs.Environment, people, talk, ct);
        with = with with
        {
            Stays = parsed.GetValue(Person.Stay),
            Surroundings = with.Surroundings with { Records = new RunRecords(start.RunsFolder) },
        };
        if (SecretsInPlan.FaultsOf(start, with.Redact) is { Count: > 0 } secrets)
        {
            throw new UnusableException(secrets);
        }

        await NameArtifactsAsync(host, with.Artifacts, rehearse);
        if (!rehearse && !await ConfirmedAsync(host, talk, start, parsed.GetValue(Yes), parsed.GetValue(Person.NoInput), ct))
        {
            return ExitCodes.Unusable;
        }

        Writable.Check(start.RunsFolder);
        var run = await Runner.StartAsync(start, with, ct);
        await talk.DisposeAsync();
        EndText.Write(host, run, inputs.Checklist.Plan);
        await ReportRequest.WriteAsync(host, run.Folder, reports, CancellationToken.None);
        return ExitCodes.Of(run.Stop, run.State);
    }

    /// <summary>Says what goes live. What cannot be seen cannot be signed for, so no run begins with it; a rehearsal only says so.</summary>
    private static async Task NameArtifactsAsync(Host host, IReadOnlyList<Artifact> artifacts, bool rehearse)
    {
        var unseen = artifacts.Where(it => it.Digest is null).ToList();
        if (unseen.Count > 0 && !rehearse)
        {
            throw new UnusableException([.. unseen.Select(it => $"artifacts.{it.Name} ({it.Kind} {it.Of}) is not to be seen: {it.Why}")]);
        }

        foreach (var it in artifacts)
        {
            await host.Err.WriteLineAsync(PlainText.Of($"goes live: {it.Name}, {it.Kind} {it.Of}, {it.Named}"));
        }
    }

    /// <summary>Nothing runs that was not shown, to a person who then says yes; <c>--yes</c> says it for a plan that was looked at before.</summary>
    private static async Task<bool> ConfirmedAsync(Host host, RunTalk talk, StartRun start, bool yes, bool noInput, CancellationToken ct)
    {
        PlanText.WriteShort(host.Err, start.Checklist.Plan, start.Environment);
        if (
            start.Environment?.Signatures is null or SignatureRule.Recorded
            && start.Checklist.Plan.Items.Any(it => it is { Forward: true, Kind: ItemKind.Signoff })
        )
        {
            await host.Err.WriteLineAsync(
                "Names alone do not sign here, so every signature will stay open. If a name is enough, say so in slipway.yaml: "
                    + $"environments: {{ {start.Environment?.Name ?? "NAME"}: {{ signatures: by-name }} }}"
            );
        }

        if (yes)
        {
            return true;
        }

        if (!host.Interactive || noInput)
        {
            await host.Err.WriteLineAsync(
                "slipway: nobody is here to say that this plan is to be run; look at `slipway plan`, then add --yes."
            );
            return false;
        }

        talk.Lines.Begin();
        return (await talk.Lines.ReadAsync("Start this run? [y/N] ", ct))?.Text.ToLowerInvariant() is "y" or "yes";
    }

    private RunTalkSpec Talk(ParseResult parsed, StartRun start) =>
        new(
            Progress.ModeOf(parsed),
            parsed.GetValue(Progress.Quiet),
            parsed.GetValue(Progress.Events),
            start.RunsFolder,
            start.Checklist.Plan.Source.File,
            RunHosts.Zone(start.Environment)
        );
}
