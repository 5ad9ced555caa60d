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
        var start = options.Carry.Start(host, inputs, parsed) with
        {
            Mode = rehearse ? RunMode.Rehearse : RunMode.Run,
            T0 = T0(parsed.GetValue(options.T0)),
            Now = parsed.GetValue(options.Now),
            Watches = parsed.GetValue(options.Watch),
            Selection = new(parsed.GetValue(options.Only) ?? [], parsed.GetValue(options.From), parsed.GetValue(options.Skip) ?? []),
            Annotate = parsed.GetValue(options.Carry.Annotate) || rehearse,
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

        return await options.Carry.CarryAsync(host, inputs, start, parsed, ct);
    }

    private static DateTimeOffset? T0(string? given) => given is null ? null : MomentOf("--t0", given);

    /// <summary>A moment as an option gives it; without an offset it is one of this machine's zone.</summary>
    public static DateTimeOffset MomentOf(string option, string given) =>
        DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var moment)
            ? moment
            : throw new UnusableException($"{option} {given} is no moment; write 2026-11-20T22:00+07:00");
}

/// <summary>The options of <c>run</c>.</summary>
internal sealed class RunVerbOptions
{
    public Argument<string?> File { get; } = SharedOptions.Checklist();

    public Option<string?> Environment { get; } = SharedOptions.Environment();

    public Option<string?> Settings { get; } = SharedOptions.Settings();

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

    public Option<bool> Watch { get; } =
        new("--watch")
        {
            Description =
                "When the release is out, keep the watch that the document asks for, until its last window is over; triggers stay armed. Ctrl-C leaves it, `slipway resume` takes it up.",
        };

    public CarryOptions Carry { get; } = new();

    public void AddTo(Command verb)
    {
        verb.Add(File);
        foreach (var option in (Option[])[Environment, Settings, Rehearse, DryRun, Only, From, Skip, T0, Now, Watch])
        {
            verb.Add(option);
        }

        Carry.AddTo(verb);
    }
}
