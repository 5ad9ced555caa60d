using System.Collections.Concurrent;
using Slipway.Kernel;
using Slipway.Platform;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Execution;

/// <summary>What became of an attempt that had begun before a crash.</summary>
internal abstract record TakenUp
{
    private TakenUp() { }

    /// <summary>It went on without us, and here is its end.</summary>
    public sealed record Finished(AttemptEnd End) : TakenUp;

    /// <summary>It did nothing yet, or only read.</summary>
    public sealed record MayRunAgain(string Why) : TakenUp;

    /// <summary>Its own check says that the change was made, and this is what it saw.</summary>
    public sealed record VerifiedDone(string Why, IReadOnlyList<Evidence> Evidence) : TakenUp;

    /// <summary>Nobody knows.</summary>
    public sealed record Unknown(string Why) : TakenUp;
}

/// <summary>Makes attempts of either sort, takes up old ones, and remembers which shell left what behind.</summary>
internal sealed class AttemptMaker(RunHost host, RunFolder folder)
{
    private readonly EvidenceStore _evidence = new(folder.Evidence);
    private readonly ConcurrentBag<string> _survivors = [];
    private readonly BlockAttempt _blocks = new(host, folder, new EvidenceStore(folder.Evidence));

    public async Task<AttemptEnd> MakeAsync(RunState state, Step step, int attempt, CancellationToken ct)
    {
        try
        {
            return step.Work is Work.Check or Work.Watch ? await new CheckAttempt(host, _evidence).MakeAsync(step, ct)
                : step.Work == Work.Traffic ? await new TrafficAttempt(host, _evidence).MakeAsync(step, ct)
                : await _blocks.MakeAsync(state, step, attempt, CarryFrom(state, step), ct);
        }
        catch (AttemptCancelledException cancelled)
        {
            Remember(cancelled);
            throw;
        }
        catch (Exception broken) when (IsOurs(broken, ct))
        {
            return Broken(step, broken.Message);
        }
    }

    public async Task<TakenUp> TakeUpAsync(RunState state, Step step, int attempt, CancellationToken ct)
    {
        if (step.Work != Work.Block)
        {
            return step.Effect <= Effect.Reads ? new TakenUp.MayRunAgain("it only looks")
                : step.Work == Work.Traffic ? new TakenUp.MayRunAgain("asking for the same share twice is asking for it once")
                : new TakenUp.Unknown("its request may have been made, and nothing tells whether it was");
        }

        var place = folder.AttemptOf(step.Id, attempt);
        try
        {
            return host.Shell.Look(place) switch
            {
                ShellLook.Running when CutOff.IsMarked(place) => await CutOffAsync(state, step, attempt, ct),
                ShellLook.Finished finished when CutOff.Met(place, finished) => await CutOffAsync(state, step, attempt, ct),
                ShellLook.NotStarted => new TakenUp.MayRunAgain("no command of it had run"),
                ShellLook.Finished it when it.Commands.All(command => !command.Began) => new TakenUp.MayRunAgain(
                    "no command of it had run"
                ),
                ShellLook.Running or ShellLook.Finished => new TakenUp.Finished(await _blocks.FinishAsync(state, step, attempt, ct)),
                _ when step.Effect <= Effect.Reads => new TakenUp.MayRunAgain("its process was gone, and it only reads"),
                _ => await VerifyAsync(state, step, attempt, "its process was gone", ct),
            };
        }
        catch (AttemptCancelledException cancelled)
        {
            Remember(cancelled);
            throw;
        }
        catch (Exception broken) when (IsOurs(broken, ct))
        {
            return new TakenUp.Finished(Broken(step, $"when it was taken up again: {broken.Message}"));
        }
    }

    /// <summary>One look at the condition of a trigger.</summary>
    public async Task<RunCommand.LookAtTrigger> LookAtTriggerAsync(Step trigger, CancellationToken ct)
    {
        var end = await LookAsync(trigger, ct);
        return new(trigger.Id, AttemptJudge.Holds(end.Judgement), end.Judgement.Why, end.Evidence[0]);
    }

    /// <summary>One look at a line that is watched.</summary>
    public async Task<RunCommand.LookAtWatch> LookAtWatchAsync(Step watched, CancellationToken ct)
    {
        var end = await LookAsync(watched, ct);
        return new(watched.Id, end.Judgement, end.Evidence[0]) { Value = end.Value };
    }

    private async Task<AttemptEnd> LookAsync(Step step, CancellationToken ct)
    {
        var (check, began) = (new CheckAttempt(host, _evidence), host.Clock.GetUtcNow());
        try
        {
            return await check.MakeAsync(step, ct) is { Evidence.Count: > 0 } end
                ? end
                : check.Of(step, Observation.Broken($"nothing here looks with {step.Check!.Kind}"), began);
        }
        catch (Exception broken) when (IsOurs(broken, ct))
        {
            return check.Of(step, Observation.Broken(host.Redact(broken.Message)), began);
        }
    }

    private AttemptEnd Broken(Step step, string why)
    {
        var cut = new Cut(CutBy.Broken, host.Redact(why), []);
        return new(AttemptJudge.Block(step, [], cut), []) { Cut = cut };
    }

    /// <summary>A step's failure, also when something within it was cancelled that is not the run; never a lost journal.</summary>
    private static bool IsOurs(Exception broken, CancellationToken ct) =>
        broken is not JournalLostException && (broken is not OperationCanceledException || !ct.IsCancellationRequested);

    /// <summary>It was ended while a command of it ran, so how that command ended says nothing; what still lives of it is ended now.</summary>
    private async Task<TakenUp> CutOffAsync(RunState state, Step step, int attempt, CancellationToken ct)
    {
        var survivors = await _blocks.EndAsync(folder.AttemptOf(step.Id, attempt));
        return survivors.Count > 0
                ? new TakenUp.Unknown($"it was ended before it was through, and still runs: {string.Join(", ", survivors)}")
            : step.Effect <= Effect.Reads ? new TakenUp.MayRunAgain("it was ended before it was through, and it only reads")
            : await VerifyAsync(state, step, attempt, "it was ended before it was through", ct);
    }

    /// <summary>What lived on after it had been ended, once.</summary>
    public IReadOnlyList<string> TakeSurvivors()
    {
        var all = _survivors.ToList();
        _survivors.Clear();
        return all;
    }

    /// <summary>The raw output is evidence now, with its secrets hidden; what lies in the attempt's folder goes.</summary>
    public void Scrub(StepId step, int attempt)
    {
        var place = folder.AttemptOf(step, attempt);
        if (Directory.Exists(place))
        {
            foreach (
                var raw in Directory
                    .EnumerateFiles(place)
                    .Where(it => it.EndsWith(".out", StringComparison.Ordinal) || it.EndsWith(".err", StringComparison.Ordinal))
            )
            {
                File.Delete(raw);
            }
        }
    }

    private void Remember(AttemptCancelledException cancelled)
    {
        foreach (var survivor in cancelled.Survivors)
        {
            _survivors.Add(survivor);
        }
    }

    private async Task<TakenUp> VerifyAsync(RunState state, Step step, int attempt, string how, CancellationToken ct)
    {
        if (step.DoneWhen is not { } question)
        {
            return new TakenUp.Unknown($"{how}, and no done-when= tells whether the change was made");
        }

        var ask = AttemptJudge.DoneWhen(step, question);
        var number = attempt;
        while (Directory.Exists(folder.AttemptOf(ask.Id, number)))
        {
            number++;
        }

        var told = await _blocks.MakeAsync(state, ask, number, CarryFrom(state, step), ct);
        return told.Judgement.Verdict switch
        {
            Verdict.Pass => new TakenUp.VerifiedDone($"{how}; `{question}` says that the change was made", told.Evidence),
            _ => new TakenUp.Unknown($"{how}, and `{question}` says: {told.Judgement.Why}"),
        };
    }

    /// <summary>The last block of the same phase before this one: its working directory and exported variables go on.</summary>
    private string? CarryFrom(RunState state, Step step)
    {
        var before = Enumerable
            .Range(1, state.Positions[step.Id])
            .Select(back => state.Steps[state.Order[state.Positions[step.Id] - back]])
            .FirstOrDefault(it =>
                it.Step.Work == Work.Block && it.Step.Phase == step.Phase && it.Step.Rollback == step.Rollback && it.Attempts.Count > 0
            );
        return before is not null && folder.AttemptOf(before.Step.Id, before.LastAttempt) is var place && Directory.Exists(place)
            ? place
            : null;
    }
}
