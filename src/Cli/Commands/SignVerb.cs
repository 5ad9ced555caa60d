using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Cli.Terminal;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway sign RUN LINE --as NAME</c></summary>
internal static class SignVerb
{
    public static Command Make(Host host)
    {
        var options = new SignVerbOptions();
        var verb = new Command(
            "sign",
            "Sign the hold at which a run waits, with your key, on your machine; `slipway resume` takes the signature up."
        );
        options.AddTo(verb);
        verb.SetAction((parsed, ct) => RunAsync(host, options, parsed, ct));
        return verb;
    }

    private static async Task<int> RunAsync(Host host, SignVerbOptions options, ParseResult parsed, CancellationToken ct)
    {
        var folder = StatusVerb.Find(host, parsed.GetValue(options.Runs)!, parsed.GetValue(options.Run));
        var opened = StatusVerb.Open(folder);
        if (opened.State is not { } state || opened.Faults.Count > 0)
        {
            throw new UnusableException([
                .. opened
                    .Faults.DefaultIfEmpty("its journal is empty")
                    .Select(it => $"{folder.Path}: {it}; a record that is not whole is not signed"),
            ]);
        }

        var step = Waiting(state, parsed.GetValue(options.Line)!);
        var word = new PersonsWord(
            parsed.GetValue(options.As)!.Trim(),
            parsed.GetValue(options.Role) ?? step.Role,
            parsed.GetValue(options.Answer) ?? "Approved",
            host.Clock.GetUtcNow()
        )
        {
            Comment = parsed.GetValue(options.Comment),
        };
        var statement = SignedStatement.Of(SignedStatement.OfAnswer, state, step.Id, word);
        await ShowAsync(host, statement, state);
        if (!parsed.GetValue(options.Yes) && !await ConfirmedAsync(host, ct))
        {
            throw new UnusableException("nothing was signed; where nobody can be asked, look at the above, then add --yes");
        }

        return await WriteAsync(host, options, parsed, folder, await SignAsync(host, options, parsed, statement, state, ct));
    }

    /// <summary>The step of a line, which has to wait for somebody now: before that there is nothing that could be signed.</summary>
    private static Step Waiting(RunState state, string line)
    {
        var step = state
            .Order.Select(it => state.Steps[it])
            .FirstOrDefault(it => it.Step.Id.Value == line || $"{it.Step.Line}" == line.TrimStart('L'));
        if (step is null)
        {
            throw new UnusableException($"the run has no step at line {line}; `slipway status` says what it waits for");
        }

        return step.Stage == StepStage.Waiting && PresetSigning.IsSigned(step.Step)
            ? step.Step
            : throw new UnusableException(
                $"{step.Step.Where} does not wait for a signature now; a signature covers the verdicts before it, so it is given when the run has come to it"
            );
    }

    private static async Task ShowAsync(Host host, SignedStatement statement, RunState state)
    {
        await host.Err.WriteLineAsync("Signed is exactly this:\n");
        foreach (var line in StatementText.Lines(statement))
        {
            await host.Err.WriteLineAsync(line);
        }

        await host.Err.WriteLineAsync("\nThe verdicts of that digest, each with its attempt:\n");
        foreach (var (id, verdict) in state.VerdictsByStep)
        {
            var step = state.Steps[new(id)];
            await host.Err.WriteLineAsync(
                $"  {PlainText.Short(verdict, 16), -16} {step.Step.Where}: {PlainText.Short(StepName.Of(step.Step, state), 60)}: {PlainText.Short(step.Why, 140)}"
            );
        }
    }

    private static async Task<bool> ConfirmedAsync(Host host, CancellationToken ct) =>
        host.Interactive && (await Keys.Lines(host).ReadAsync("\nSign this? [y/N] ", ct))?.Text.ToLowerInvariant() is "y" or "yes";

    private static async Task<SignedWord> SignAsync(
        Host host,
        SignVerbOptions options,
        ParseResult parsed,
        SignedStatement statement,
        RunState state,
        CancellationToken ct
    )
    {
        var files = parsed.GetValue(options.Key) is { } key ? (string[])[key] : [];
        var signer = new Signer(host, Keys.FolderOf(host, parsed.GetValue(options.KeysFolder)), files, parsed.GetValue(options.Passphrase));
        var signing = parsed.GetValue(options.Ssh) is { } ssh
            ? await signer.SignWithSshAsync(statement, state, host.Full(ssh), ct)
            : await signer.SignAsync(statement, state, Keys.Lines(host), ct);
        return signing switch
        {
            Signing.Done done => done.Word,
            Signing.NoKey none => throw new UnusableException(none.Why),
            Signing.Unusable broken => throw new UnusableException(broken.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<int> WriteAsync(Host host, SignVerbOptions options, ParseResult parsed, RunFolder folder, SignedWord word)
    {
        var path = parsed.GetValue(options.Out) is { } given
            ? host.Full(given)
            : Path.Combine(SignatureFiles.FolderOf(folder), SignatureFiles.NameOf(word));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, SignatureFiles.Write(word), CancellationToken.None);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{path} cannot be written: {refused.Message}");
        }

        await host.Out.WriteLineAsync(PlainText.Of(path));
        await host.Err.WriteLineAsync(
            parsed.GetValue(options.Out) is null
                ? $"slipway: `slipway resume {word.Statement.Run}` takes it up."
                : $"slipway: it belongs into the folder signatures/ of run {word.Statement.Run}; then `slipway resume` takes it up."
        );
        return ExitCodes.Go;
    }
}

/// <summary>The options of <c>sign</c>.</summary>
internal sealed class SignVerbOptions
{
    public Argument<string?> Run { get; } = new("RUN") { Description = "The run: its name, the beginning of it, or its folder." };

    public Argument<string> Line { get; } = new("LINE") { Description = "The line at which the run waits." };

    public Option<string> As { get; } =
        new("--as")
        {
            Description = "Who signs, as slipway.yaml spells the name.",
            HelpName = "NAME",
            Required = true,
        };

    public Option<string?> Role { get; } =
        new("--role") { Description = "The role. Default: the one that is asked for.", HelpName = "ROLE" };

    public Option<string?> Answer { get; } =
        new("--answer") { Description = "The answer: Approved, Declined, a choice. Default: Approved.", HelpName = "WORDS" };

    public Option<string?> Comment { get; } =
        new("--comment") { Description = "What you add; it is signed with the rest.", HelpName = "WORDS" };

    public Option<string?> Key { get; } =
        new("--key") { Description = "Key file (NAME.pem). Default: your key in the folder of keys.", HelpName = "FILE" };

    public Option<string?> Ssh { get; } =
        new("--ssh") { Description = "Key of OpenSSH instead, or its public half when ssh-agent has the other.", HelpName = "FILE" };

    public Option<string?> KeysFolder { get; } = Keys.FolderOption();

    public Option<string?> Passphrase { get; } = Keys.PassphraseOption();

    public Option<string?> Out { get; } =
        new("--out") { Description = "Where the signature goes. Default: the folder signatures/ of the run.", HelpName = "FILE" };

    public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "What is signed was looked at: do not ask." };

    public Option<string> Runs { get; } = SharedOptions.Runs();

    public void AddTo(Command verb)
    {
        verb.Add(Run);
        verb.Add(Line);
        foreach (var option in (Option[])[As, Role, Answer, Comment, Key, Ssh, KeysFolder, Passphrase, Out, Yes, Runs])
        {
            verb.Add(option);
        }
    }
}
