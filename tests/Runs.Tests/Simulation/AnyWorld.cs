using Slipway.Platform;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>
/// A shell without processes, whose blocks take time, fail, hang, say nothing useful, and outlive whoever started them. A power
/// cut ends them all, and some of those that had ended are not found again.
/// </summary>
internal sealed class AnyWorld(List<Entry> entries, Random random) : IShell
{
    private readonly Dictionary<string, Block> _blocks = new(StringComparer.Ordinal);

    /// <summary>The clock of the process that lives now.</summary>
    public required ManualClock Clock { get; set; }

    /// <summary>True once the process is dead: nothing it still tries may reach the world.</summary>
    public Func<bool> IsDead { get; set; } = () => false;

    public Task<ShellStart> StartAsync(string folder, ShellBlock block, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Living();
        if (_blocks.ContainsKey(folder))
        {
            return Task.FromResult<ShellStart>(new ShellStart.AlreadyStarted());
        }

        var made = Begin(block, out var verifies);
        if (made.Fate.CannotStart)
        {
            return Task.FromResult<ShellStart>(new ShellStart.Impossible("no more processes here"));
        }

        Directory.CreateDirectory(folder);
        _blocks[folder] = made;
        entries.Add(new Entry.Executed(made.Execution));
        return Task.FromResult<ShellStart>(new ShellStart.Started(4711, made.At));
    }

    public ShellLook Look(string folder) =>
        !_blocks.TryGetValue(folder, out var it) ? new ShellLook.NotStarted()
        : it.Vanished ? new ShellLook.Vanished(it.At, it.EndsAsOf(null))
        : it.EndsAt > Now ? new ShellLook.Running(4711, it.At, it.EndsAsOf(null))
        : new ShellLook.Finished(it.At, it.EndsAsOf(it.EndsAt));

    public async Task<ShellLook> WaitAsync(string folder, TimeSpan limit, CancellationToken ct)
    {
        Living();
        var left = _blocks[folder].EndsAt - Now;
        await Task.Yield();
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left < limit ? left : limit, Clock, ct);
        }

        return Look(folder);
    }

    public async Task<ShellWait> WaitForOutputAsync(
        string folder,
        Func<IReadOnlyList<ShellOutput>, bool> enough,
        TimeSpan limit,
        CancellationToken ct
    )
    {
        await Task.Delay(TimeSpan.FromSeconds(random.Next(1, 60)), Clock, ct);
        var shown = enough([.. _blocks[folder].Fate.Exits.Select((_, at) => Read(folder, at)!)]);
        return shown ? new(true, Look(folder)) : new(false, await WaitAsync(folder, limit, ct));
    }

    public ShellOutput? Read(string folder, int command) =>
        _blocks.TryGetValue(folder, out var it) && command < it.Fate.Exits.Count
            ? new(new(it.Fate.Says, false, it.Fate.Says.Length), new("", false, 0))
            : null;

    public Task<ShellEnd> EndAsync(string folder, TimeSpan grace, CancellationToken ct)
    {
        Living();
        if (_blocks.TryGetValue(folder, out var it) && !it.Vanished && it.EndsAt > Now)
        {
            (it.EndsAt, it.EndedWith, it.Execution.CutOff) = (Now, it.Fate.HeedsTerm ? 0 : 143, true);
        }

        return Task.FromResult<ShellEnd>(random.Next(10) == 0 ? new ShellEnd.Survivors([new(4712, "sleep 1000")]) : new ShellEnd.Ended());
    }

    /// <summary>The machine went off: what ran is gone, here and there after its work was done; of what had ended, some results were not on the disk yet.</summary>
    public void LosesPower()
    {
        foreach (var it in _blocks.Values.Where(it => !it.Vanished))
        {
            it.Execution.CutOff |= it.EndsAt > Now && random.Next(2) == 0;
            it.Vanished |= it.EndsAt > Now || random.Next(2) == 0;
        }
    }

    private DateTimeOffset Now => Clock.GetUtcNow();

    private void Living()
    {
        if (IsDead())
        {
            throw new InvalidOperationException("Dead processes do nothing.");
        }
    }

    private Block Begin(ShellBlock block, out bool verifies)
    {
        var (step, attempt) = block.Step.Split('/') is [_, var id, var number]
            ? (id, int.Parse(number))
            : throw new InvalidOperationException(block.Step);
        verifies = step.EndsWith("-done-when", StringComparison.Ordinal);
        var asked = new StepId(verifies ? step[..^"-done-when".Length] : step);
        var fate = Fate.Any(random, block.Commands.Count, block.StopAtFailure);
        if (verifies)
        {
            // It tells the truth, or does not come to it.
            fate = fate with
            {
                Exits = [WasMade(asked) ? 0 : 1],
                Takes = fate.Takes / 40,
            };
        }

        var execution = new Execution(asked, attempt)
        {
            Exits = fate.Exits,
            Commands = block.Commands.Count,
            ShowsGood = fate.Says == "3 %",
            Verifies = verifies,
        };
        return new(fate, execution, Now) { EndsAt = fate.Takes is { } takes ? Now + takes : DateTimeOffset.MaxValue };
    }

    private bool WasMade(StepId step) =>
        entries.OfType<Entry.Executed>().LastOrDefault(it => it.It.Step == step && !it.It.Verifies) is { It.Made: true };

    private sealed record Block(Fate Fate, Execution Execution, DateTimeOffset At)
    {
        public DateTimeOffset EndsAt { get; set; }

        public int? EndedWith { get; set; }

        public bool Vanished { get; set; }

        /// <summary>All but the last command ended at once; the last as the block did, null while it runs or when nobody knows.</summary>
        public IReadOnlyList<ShellCommandEnd> EndsAsOf(DateTimeOffset? end) =>
            [
                .. Fate.Exits.Select(
                    (exit, at) =>
                        at < Fate.Exits.Count - 1 ? new ShellCommandEnd(true, exit, At)
                        : end is null ? new(true, null, null)
                        : new(true, EndedWith ?? exit, end)
                ),
                .. Enumerable.Repeat(ShellCommandEnd.NotRun, Execution.Commands - Fate.Exits.Count),
            ];
    }
}
