using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Checklists;
using Slipway.Cli.Output;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway ready FILE</c></summary>
internal static class ReadyVerb
{
    private const int MostRuns = 100;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Make(Host host)
    {
        var options = new ReadyOptions();
        var verb = new Command(
            "ready",
            "Report before the night whether the go-live can be decided on: findings, sources, evidence, rehearsal, signatures, the way back. It only looks."
        );
        options.AddTo(verb);
        verb.SetAction((parsed, ct) => RunAsync(host, options, parsed, ct));
        return verb;
    }

    private static async Task<int> RunAsync(Host host, ReadyOptions options, ParseResult parsed, CancellationToken ct)
    {
        var inputs = Inputs.Read(
            host,
            parsed.GetValue(options.File),
            parsed.GetValue(options.Settings),
            parsed.GetValue(options.Environment)
        );
        var environment =
            inputs.Environment
            ?? throw new UnusableException(
                "there is no environment to be ready for: slipway.yaml names none; `slipway init` writes a first one"
            );
        var report = ReadinessReport.Of(await FactsAsync(host, options, parsed, inputs, environment, ct));
        switch (parsed.GetValue(options.Format))
        {
            case "json":
                await host.Out.WriteLineAsync(ReadinessJson.Write(report).ToJsonString(Indented));
                break;
            case "markdown":
                await host.Out.WriteAsync(ReadinessMarkdown.Write(report));
                break;
            default:
                ReadinessText.Write(host.OutForPeople, report);
                break;
        }

        return report.Verdict == Verdict.Pass ? ExitCodes.Go : ExitCodes.NoGo;
    }

    private static async Task<ReadinessFacts> FactsAsync(
        Host host,
        ReadyOptions options,
        ParseResult parsed,
        Inputs inputs,
        EnvironmentSpec environment,
        CancellationToken ct
    )
    {
        var here = await EnvironmentAtHand.ReadAsync(host, inputs.Settings, inputs.SettingsFolder, environment, ct);
        var looks = new ReadinessLooks(host, inputs, environment, here);
        var sources = looks.SourcesAsync(ct);
        var made = looks.CheckedAsync(ct);
        var plan = inputs.Checklist.Plan;
        using var repositories = new LintRepositories(host, null, null);
        var (session, folder) = repositories.For(plan.Source.File);
        return new()
        {
            Plan = plan,
            Environment = environment,
            Settings = inputs.Settings,
            Lint = session.Lint(inputs.Checklist, folder, environment),
            WayBackFaults = RollbackReadiness.Of(plan, inputs.Repository),
            Commit = looks.Commit,
            Release = looks.Release(parsed.GetValue(options.Commit)),
            Sources = await sources,
            Checked = await made,
            Past = PastRun.Read(host.Full(parsed.GetValue(options.Runs)!), plan.Source.File, MostRuns, ct),
            WayBack = RunRecords.WayBackOf(inputs.Checklist, inputs.Settings, environment),
            Now = host.Clock.GetUtcNow(),
        };
    }
}

/// <summary>The arguments and options of <c>slipway ready</c>.</summary>
internal sealed class ReadyOptions
{
    public Argument<string?> File { get; } = SharedOptions.Checklist();

    public Option<string?> Environment { get; } = SharedOptions.Environment();

    public Option<string?> Settings { get; } = SharedOptions.Settings();

    public Option<string> Runs { get; } = SharedOptions.Runs();

    public Option<string> Format { get; } = SharedOptions.Format("text", "markdown", "json");

    public Option<string?> Commit { get; } =
        new("--commit")
        {
            Description = "The commit, tag or branch that goes live; the checkout must be at it. Default: the checkout says it.",
            HelpName = "COMMIT",
        };

    public void AddTo(Command verb)
    {
        verb.Add(File);
        verb.Add(Environment);
        verb.Add(Settings);
        verb.Add(Runs);
        verb.Add(Commit);
        verb.Add(Format);
    }
}
