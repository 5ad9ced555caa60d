using System.CommandLine;
using System.Globalization;
using Slipway.Checklists;
using Slipway.Cli.Output;
using Slipway.Cli.Terminal;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway run FILE</c></summary>
internal static class RunVerb
{
    public static Command Make(Host host)
    {
        var options = new RunVerbOptions();
        var verb = new Command(
            "run",
            "Carry the checklist out: run what a machine can run, ask people for what only they can say, hand the document back filled in."
        );
        options.AddTo(verb);
        verb.SetAction((parsed, ct) => RunAsync(host, options, parsed, ct));
        return verb;
    }

    private static async Task<int> RunAsync(Host host, RunVerbOptions options, ParseResult parsed, CancellationToken ct)
    {
        var inputs = Inputs.Read(
            host,
            parsed.GetValue(options.File),
            parsed.GetValue(options.Settings),
            parsed.GetValue(options.Environment)
        );
        var rehearse = parsed.GetValue(options.Rehearse);
        var start = new StartRun
        {
            Checklist = inputs.Checklist,
            Settings = inputs.Settings,
            Environment = inputs.Environment,
            Mode = rehearse ? RunMode.Rehearse : RunMode.Run,
            Operator = parsed.GetValue(options.Person.By) ?? host.UserName,
            Author = ChecklistAuthor.Of(inputs.Settings, host.Full(inputs.Checklist.Plan.Source.File)),
            T0 = T0(parsed.GetValue(options.T0)),
            Now = parsed.GetValue(options.Now),
            Selection = new(parsed.GetValue(options.Only) ?? [], parsed.GetValue(options.From), parsed.GetValue(options.Skip) ?? []),
            RollbackFaults =
            [
                .. RollbackReadiness
                    .Of(inputs.Checklist.Plan, inputs.Repository)
                    .Select(it => $"{inputs.Checklist.Plan.Where(it.Line)}: {it.Message}"),
            ],
            Annotate = parsed.GetValue(options.Annotate) || rehearse,
            RunsFolder = host.Full(parsed.GetValue(options.Runs)!),
            TimeZone = RunHosts.ZoneName(inputs.Environment),
        };
        if (start.Selection.Unknown(start.Steps) is { Count: > 0 } unknown)
        {
            throw new UnusableException([
                .. unknown.Select(it =>
                    $"\"{it}\" fits no line, phase or item of {inputs.Checklist.Plan.Source.File}; `slipway plan` shows them"
                ),
            ]);
        }

        if (parsed.GetValue(options.DryRun))
        {
            DryRunText.Write(host.OutForPeople, start);
            return ExitCodes.Go;
        }

        var reports = ReportRequest.Read(host, parsed.GetValue(options.Reports));
        await using var talk = RunTalk.Open(host, options.Talk(parsed, start, inputs.Environment), ct);
        var people = options.Person.People(host, talk, parsed, start.Operator, inputs.Checklist);
        var with = await RunHosts.MakeAsync(host, inputs.Settings, inputs.SettingsFolder, inputs.Environment, people, talk, ct);
        with = with with { Stays = parsed.GetValue(options.Person.Stay) };
        if (SecretsInPlan.FaultsOf(start, with.Redact) is { Count: > 0 } secrets)
        {
            throw new UnusableException(secrets);
        }

        await NameArtifactsAsync(host, with.Artifacts, rehearse);
        if (
            !rehearse && !await ConfirmedAsync(host, talk, start, parsed.GetValue(options.Yes), parsed.GetValue(options.Person.NoInput), ct)
        )
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

    private static DateTimeOffset? T0(string? given)
    {
        if (given is null)
        {
            return null;
        }

        return DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var moment)
            ? moment
            : throw new UnusableException($"--t0 {given} is no moment; write 2026-11-20T22:00+07:00");
    }
}

/// <summary>The options of <c>run</c>.</summary>
internal sealed class RunVerbOptions
{
    public Argument<string?> File { get; } = SharedOptions.Checklist();

    public Option<string?> Environment { get; } = SharedOptions.Environment();

    public Option<string?> Settings { get; } = SharedOptions.Settings();

    public Option<string> Runs { get; } = SharedOptions.Runs();

    public Option<bool> Rehearse { get; } =
        new("--rehearse")
        {
            Description =
                "Carry out only what reads; ask nobody; say of each line why it could not be proved. Ends with 0 when nothing that could be decided failed.",
        };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Print what would be done, in order, and do nothing." };

    public Option<string[]> Only { get; } =
        new("--only")
        {
            Description = "Only these lines (42, 10-20), phases or items; the rest stays not run, and shuts the gate.",
            HelpName = "WORDS",
        };

    public Option<string?> From { get; } = new("--from") { Description = "Begin with this line, phase or item.", HelpName = "WORDS" };

    public Option<string[]> Skip { get; } = new("--skip") { Description = "Leave these lines, phases or items out.", HelpName = "WORDS" };

    public Option<string?> T0 { get; } =
        new("--t0") { Description = "The moment T-0. Default: `t0:` of the environment, otherwise the first change.", HelpName = "MOMENT" };

    public Option<string?> Now { get; } =
        new("--now")
        {
            Description = "Do not wait for the document's moments, for this reason; being early is recorded.",
            HelpName = "REASON",
        };

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

    public RunTalkSpec Talk(ParseResult parsed, StartRun start, EnvironmentSpec? environment) =>
        new(
            Progress.ModeOf(parsed),
            parsed.GetValue(Progress.Quiet),
            parsed.GetValue(Progress.Events),
            start.RunsFolder,
            start.Checklist.Plan.Source.File,
            RunHosts.Zone(environment)
        );

    public void AddTo(Command verb)
    {
        verb.Add(File);
        foreach (var option in (Option[])[Environment, Settings, Runs, Rehearse, DryRun, Only, From, Skip, T0, Now, Yes, Annotate, Reports])
        {
            verb.Add(option);
        }

        Person.AddTo(verb);
        Progress.AddTo(verb);
    }
}
