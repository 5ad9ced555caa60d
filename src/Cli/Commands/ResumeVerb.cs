using System.CommandLine;
using Slipway.Checklists;
using Slipway.Cli.Output;
using Slipway.Cli.Terminal;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway resume RUN</c></summary>
internal static class ResumeVerb
{
    public static Command Make(Host host)
    {
        var options = new ResumeOptions();
        var verb = new Command(
            "resume",
            "Take up a run that waits, was cancelled, or was killed. Nothing that changes is done twice; what is not known is asked."
        );
        options.AddTo(verb);
        verb.SetAction(
            async (parsed, ct) =>
                await GoOnAsync(
                    host,
                    options,
                    parsed,
                    StatusVerb.Find(host, parsed.GetValue(options.Runs)!, parsed.GetValue(options.Run)),
                    ct
                ) ?? throw new UnusableException("another process carries this run on.")
        );
        return verb;
    }

    /// <summary>Takes the run up in this process; null when another one carries it on.</summary>
    public static async Task<int?> GoOnAsync(Host host, ResumeOptions options, ParseResult parsed, RunFolder folder, CancellationToken ct)
    {
        var opened = StatusVerb.Open(folder);
        if (opened.State is not { } state)
        {
            throw new UnusableException(
                $"{folder.Path}: {string.Join("; ", opened.Faults.DefaultIfEmpty("its journal is empty: nothing was carried out, start it again"))}"
            );
        }

        // Two copies that both go on would do everything twice.
        if (Path.GetFileName(Path.TrimEndingDirectorySeparator(folder.Path)) != state.Started.Run.Value)
        {
            throw new UnusableException(
                $"{folder.Path} is a copy of run {state.Started.Run.Value}: a copy is looked at with `slipway status`, and only the run itself, in the folder of its name, is taken up"
            );
        }

        var requests = ReportRequest.Read(host, parsed.GetValue(options.Reports));
        Writable.Check(folder.Path);
        var document = host.Full(state.Started.Document);
        var (operatorSettings, settingsFolder) = Inputs.ReadSettings(host, parsed.GetValue(options.Settings), state.Started.Document);
        var source = Inputs.ReadBytes(host, folder.Source);
        var merged = Inputs.Merged(operatorSettings, source, state.Started.Document);
        var checklist = Inputs.Understood(
            source,
            state.Started.Document,
            merged,
            NoRepository.Instance,
            new RecordedDocuments(folder.Included, RepositoryDocuments.Of(host, state.Started.Document).Folder)
        );
        // A run that began without an environment goes on without one, whatever slipway.yaml has come to name since.
        var environment = state.Started.Environment is { Length: > 0 } began ? Inputs.EnvironmentOf(merged, began) : null;
        if (
            state.Started.Follows is null
            && File.Exists(document)
            && Kernel.Digest.Of(await File.ReadAllBytesAsync(document, ct)).Hex != state.Started.DocumentSha256
        )
        {
            await host.Err.WriteLineAsync(
                $"slipway: {state.Started.Document} has changed since the run began; the run goes on with the document as it was shown."
            );
        }

        var name = parsed.GetValue(options.Person.By) ?? host.UserName;
        var spec = new RunTalkSpec(
            options.Progress.ModeOf(parsed),
            parsed.GetValue(options.Progress.Quiet),
            parsed.GetValue(options.Progress.Events),
            Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder.Path))!,
            state.Started.Document,
            RunHosts.Zone(environment)
        );
        await using var talk = RunTalk.Open(host, spec, ct);
        talk.Events?.Replay(opened.Records);
        var people = options.Person.People(host, talk, parsed, name, checklist);
        var with = await RunHosts.MakeAsync(host, merged, settingsFolder, environment, people, talk, ct);
        var result = await Runner.ResumeAsync(
            folder,
            checklist,
            parsed.GetValue(options.Annotate),
            name,
            with with
            {
                Stays = parsed.GetValue(options.Person.Stay),
                Surroundings = with.Surroundings with { Records = new RunRecords(spec.RunsFolder) },
            },
            ct
        );
        await talk.DisposeAsync();
        switch (result)
        {
            case ResumeResult.Went went:
                EndText.Write(host, went.Run, checklist.Plan);
                await ReportRequest.WriteAsync(host, folder, requests, CancellationToken.None);
                return ExitCodes.Of(went.Run.Stop, went.Run.State);
            case ResumeResult.AlreadyEnded ended:
                await host.Err.WriteLineAsync($"slipway: the run has ended: {ended.State.Ended!.Why}");
                return ExitCodes.Of(RunStop.Ended, ended.State);
            case ResumeResult.Busy:
                return null;
            case ResumeResult.Unusable unusable:
                throw new UnusableException(unusable.Why);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}

/// <summary>The options of the verbs that take a run up.</summary>
internal sealed class ResumeOptions
{
    public Argument<string?> Run { get; } = StatusVerb.RunArgument();

    public Option<string> Runs { get; } = SharedOptions.Runs();

    public Option<string?> Settings { get; } = SharedOptions.Settings();

    public Option<bool> Annotate { get; } =
        new("--annotate") { Description = "Add a comment with verdict and evidence behind each line of the filled document." };

    public Option<string[]> Reports { get; } = ReportRequest.Option();

    public PersonOptions Person { get; } = new();

    public ProgressOptions Progress { get; } = new();

    public void AddTo(Command verb)
    {
        verb.Add(Run);
        verb.Add(Runs);
        verb.Add(Settings);
        verb.Add(Annotate);
        verb.Add(Reports);
        Person.AddTo(verb);
        Progress.AddTo(verb);
    }
}
