using System.Text;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Platform;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Execution;

/// <summary>Carries out one block, or takes up one that is running: start, wait, end, read, judge.</summary>
internal sealed class BlockAttempt(RunHost host, RunFolder folder, EvidenceStore evidence)
{
    private readonly SightKeeper _keeper = new(evidence, host.Redact);
    private readonly Lock _curl = new();
    private string? _curlHome;

    /// <summary>Runs the block. Nothing runs when something that it needs is not there.</summary>
    public async Task<AttemptEnd> MakeAsync(RunState state, Step step, int attempt, string? carryFrom, CancellationToken ct)
    {
        if (Missing(state, step) is { } missing)
        {
            return NotStarted(step, missing);
        }

        var place = folder.AttemptOf(step.Id, attempt);
        var start = await host.Shell.StartAsync(place, Block(state, step, attempt, carryFrom), ct);
        return start switch
        {
            ShellStart.Impossible no => NotStarted(step, $"could not start: {no.Why}"),
            _ => await FinishAsync(state, step, attempt, ct),
        };
    }

    /// <summary>Waits for a block that was started, here or before a crash; ends it when its time is up or the run is cancelled.</summary>
    public async Task<AttemptEnd> FinishAsync(RunState state, Step step, int attempt, CancellationToken ct)
    {
        var place = folder.AttemptOf(step.Id, attempt);
        var began = host.Clock.GetUtcNow();
        var awaited = step.Commands.Any(it => it.Hazards.Contains(Hazard.NeverEnds)) ? step.Expectation : null;
        ShellLook look;
        var enough = false;
        IReadOnlyList<string> survivors = [];
        try
        {
            if (awaited is not null)
            {
                var wait = await host.Shell.WaitForOutputAsync(place, outputs => Shows(awaited, outputs), step.Limit, ct);
                (enough, look) = (wait.Enough, wait.Look);
            }
            else
            {
                look = await host.Shell.WaitAsync(place, step.Limit, ct);
            }
        }
        catch (OperationCanceledException)
        {
            CutOff.Mark(place, host.Shell.Look(place));
            survivors = await EndAsync(place);
            throw new AttemptCancelledException(survivors);
        }

        var timedOut = look is ShellLook.Running && !enough;
        var before = look;
        if (look is ShellLook.Running)
        {
            CutOff.Mark(place, look);
            survivors = await EndAsync(place);
            look = enough ? look : host.Shell.Look(place);
        }

        var ends = look.Match(_ => [], it => it.Commands, it => it.Commands, it => it.Commands);
        var commands = Read(step, place, look, timedOut ? CutOff.Without(before, ends) : ends, enough, began);
        var cut = CutOf(timedOut, look, survivors);
        return new(AttemptJudge.Block(step, commands, cut), EvidenceOf(step, commands))
        {
            Value = AttemptJudge.ValueOf(commands),
            Parts = PartsOf(state, step, commands),
            Cut = cut,
        };
    }

    /// <summary>Ends what a process that is gone was about to end.</summary>
    public async Task<IReadOnlyList<string>> EndAsync(string place) =>
        await host.Shell.EndAsync(place, host.Grace, CancellationToken.None) is ShellEnd.Survivors left
            ? [.. left.Processes.Select(it => host.Redact($"{it.Pid} {it.Command}"))]
            : [];

    private static Cut? CutOf(bool timedOut, ShellLook look, IReadOnlyList<string> survivors)
    {
        var by =
            timedOut ? CutBy.TimeLimit
            : look is ShellLook.Vanished ? CutBy.Gone
            : CutBy.Nothing;
        return by == CutBy.Nothing && survivors.Count == 0 ? null : new(by, null, survivors);
    }

    private AttemptEnd NotStarted(Step step, string why)
    {
        var cut = new Cut(CutBy.NotStarted, host.Redact(why), []);
        return new(AttemptJudge.Block(step, [], cut), [Unmade(step, why)]) { Cut = cut };
    }

    private static bool Shows(Expectation wanted, IReadOnlyList<ShellOutput> outputs)
    {
        var seen = new Observation
        {
            StillRunning = true,
            Stdout = string.Join('\n', outputs.Select(it => it.Stdout.Text)),
            Stderr = string.Join('\n', outputs.Select(it => it.Stderr.Text)),
        };
        return (BlockJudge.BeyondExit(wanted) ?? wanted).Judge(seen).Verdict == Verdict.Pass;
    }

    /// <summary>Why the block cannot run here; null when nothing is missing.</summary>
    private string? Missing(RunState state, Step step)
    {
        var known = new HashSet<string>(host.Surroundings.Variables.Keys.Concat(host.Inherited), StringComparer.Ordinal);
        if (UnsetVariables.In(step.Commands, known).Count > 0)
        {
            known.UnionWith(ExportedBefore(state, step));
        }

        var unset = UnsetVariables.In(step.Commands, known);
        if (unset.Count > 0)
        {
            var there = unset.Where(host.OfHost.Contains).ToList();
            return $"not there: {string.Join(", ", unset)} {(unset.Count == 1 ? "is" : "are")} not set; name {(unset.Count == 1 ? "it" : "them")} under variables or secrets in slipway.yaml"
                + (there.Count > 0 ? $" (your shell has {string.Join(", ", there)}: `{there[0]}: {{ env: {there[0]} }}`)" : "");
        }

        return step.Commands.FirstOrDefault(it => it.Language is not ("sh" or "powershell")) is { } foreign
            ? $"not there: nothing here carries out {foreign.Language}"
            : null;
    }

    private static IEnumerable<string> ExportedBefore(RunState state, Step step) =>
        state
            .Order.Select(it => state.Steps[it])
            .Where(it => it.Step.Phase == step.Phase && it.Step.Line < step.Line && it.Attempts.Count > 0)
            .SelectMany(it => it.Step.Commands)
            .SelectMany(it => Exported(it.Text));

    private static IEnumerable<string> Exported(string text) =>
        text.Split('\n')
            .Select(it => it.Trim())
            .Where(it => it.StartsWith("export ", StringComparison.Ordinal))
            .Select(it => it[7..].Split('=')[0].Trim());

    private ShellBlock Block(RunState state, Step step, int attempt, string? carryFrom) =>
        new()
        {
            Step = $"{state.Started.Run.Value}/{step.Id.Value}/{attempt}",
            Commands = [.. step.Commands.Select(it => new ShellCommand(Script(it)) { MayFail = it.Expect?.SpeaksOfExit ?? false })],
            Directory = host.Surroundings.Directory,
            Variables = new Dictionary<string, string>(host.Surroundings.Variables) { ["CURL_HOME"] = CurlHome() },
            StopAtFailure = step.Effect >= Effect.Changes,
            CarryFrom = carryFrom,
        };

    /// <summary>PowerShell goes to pwsh by a here-document; everything else is bash already.</summary>
    private static string Script(PlanCommand command) =>
        command.Language == "powershell"
            ? $"pwsh -NoProfile -NonInteractive -Command - <<'SLIPWAY_END_OF_BLOCK'\n{command.Text}\nSLIPWAY_END_OF_BLOCK"
            : command.Text;

    /// <summary>Written once: a command that is under way may be reading it.</summary>
    private string CurlHome()
    {
        lock (_curl)
        {
            if (_curlHome is null)
            {
                var home = Path.Combine(folder.Work, "curl");
                Directory.CreateDirectory(home);
                File.WriteAllText(Path.Combine(home, ".curlrc"), CurlReport.Configuration(host.CurlConfiguration));
                _curlHome = home;
            }

            return _curlHome;
        }
    }

    private List<CommandSeen> Read(
        Step step,
        string place,
        ShellLook look,
        IReadOnlyList<ShellCommandEnd> ends,
        bool enough,
        DateTimeOffset fallback
    )
    {
        var began = look.Match(_ => fallback, it => it.StartedAt, it => it.StartedAt, it => it.StartedAt);
        var seen = new List<CommandSeen>();
        for (var i = 0; i < step.Commands.Count; i++)
        {
            var end = i < ends.Count ? ends[i] : ShellCommandEnd.NotRun;
            var output = host.Shell.Read(place, i);
            if (!end.Began || output is null)
            {
                seen.Add(new(step.Commands[i], null, began, TimeSpan.Zero, []));
                continue;
            }

            var finished = end.EndedAt ?? host.Clock.GetUtcNow();
            var sight = _keeper.Keep(Observe(step, end, output, enough));
            var took = finished > began ? finished - began : TimeSpan.Zero;
            seen.Add(new(step.Commands[i], sight.Seen, began, took, Keep(output), sight.Observed));
            began = finished;
        }

        return seen;
    }

    private Observation Observe(Step step, ShellCommandEnd end, ShellOutput output, bool enough)
    {
        var (status, stderr) = CurlReport.Read(output.Stderr.Text);
        var stdout = output.Stdout.Text;
        var seen = new Observation
        {
            ExitCode = end.ExitCode,
            Stdout = stdout,
            Stderr = CurlReport.WithoutProgress(stderr),
            Status = status,
            Body = status is null ? null : stdout,
            Truncated = output.Stdout.Truncated || output.Stderr.Truncated,
            StillRunning = end.ExitCode is null && enough,
            Paths = LookedFor.Paths(step.Expectation, host.Surroundings.Directory, host.Clock),
        };
        return LookedFor.NotThere(end.ExitCode, stderr) is { } why ? seen with { Looking = Looking.CouldNotLook, Problem = why } : seen;
    }

    private List<Output> Keep(ShellOutput output) =>
        [
            .. new[]
            {
                _keeper.KeepOutput("stdout", output.Stdout.Text, output.Stdout.Truncated),
                _keeper.KeepOutput("stderr", CurlReport.Read(output.Stderr.Text).Stderr, output.Stderr.Truncated),
            }.OfType<Output>(),
        ];

    private List<Evidence> EvidenceOf(Step step, IReadOnlyList<CommandSeen> commands) =>
        [
            .. commands.Select(it =>
            {
                var judged = BlockJudge.JudgeCommand(step, it, ReferenceEquals(it, commands[^1]));
                return new Evidence
                {
                    What = host.Redact(it.Command.Text),
                    Line = it.Command.Line,
                    At = it.Began,
                    Took = it.Took,
                    Place = $"{host.Machine}:{host.Surroundings.Directory}",
                    Expect = it.Command.Expect?.Text ?? step.Expect ?? "exit0",
                    Seen = ObservationWords.Short(it.Seen),
                    Verdict = judged.Verdict,
                    Outputs = it.Outputs,
                    Observed = it.Observed,
                };
            }),
        ];

    private Evidence Unmade(Step step, string why) =>
        new()
        {
            What = host.Redact(string.Join('\n', step.Commands.Select(it => it.Text))),
            Line = step.Line,
            At = host.Clock.GetUtcNow(),
            Place = $"{host.Machine}:{host.Surroundings.Directory}",
            Expect = step.Expect,
            Seen = host.Redact(why),
            Verdict = Verdict.Inconclusive,
        };

    private List<PartEnd> PartsOf(RunState state, Step step, IReadOnlyList<CommandSeen> commands) =>
        [
            .. state
                .Parts.GetValueOrDefault(step.Id, [])
                .Select(it => state.Steps[it].Step)
                .Select(part =>
                {
                    var own = commands.LastOrDefault(it => it.Command.Line <= part.Line);
                    return own?.Seen is null
                        ? new PartEnd(part.Id, null, [])
                        : new PartEnd(part.Id, BlockJudge.Judge(part, [own]), EvidenceOf(part, [own]));
                }),
        ];
}

/// <summary>The run was cancelled while an attempt was under way; its processes were ended, or are named.</summary>
internal sealed class AttemptCancelledException(IReadOnlyList<string> survivors) : OperationCanceledException("The attempt was ended.")
{
    public IReadOnlyList<string> Survivors { get; } = survivors;
}
