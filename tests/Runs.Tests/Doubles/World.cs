using System.Collections.Concurrent;
using Slipway.Platform;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Doubles;

/// <summary>
/// A shell without processes. It outlives the engine, as a real block does: what was started is known by its folder, is
/// started once, and counts how often each command had its effect.
/// </summary>
internal sealed class World(TimeProvider clock) : IShell
{
    private readonly ConcurrentDictionary<string, Block> _blocks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Func<int, Ran>> _answers = new(StringComparer.Ordinal);

    /// <summary>How often each command had its effect.</summary>
    public ConcurrentDictionary<string, int> Effects { get; } = new(StringComparer.Ordinal);

    /// <summary>The most blocks that ran at one time.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Whoever cannot be ended.</summary>
    public List<Survivor> Survivors { get; } = [];

    /// <summary>What a command does; told how often it has run before. Without it, it ends with 0 after a second.</summary>
    public void On(string command, Func<int, Ran> answer) => _answers[command] = answer;

    /// <summary>What a command does, each time.</summary>
    public void On(string command, int exit = 0, string stdout = "", string stderr = "") => On(command, _ => new(exit, stdout, stderr));

    public Task<ShellStart> StartAsync(string folder, ShellBlock block, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (_blocks.ContainsKey(folder))
        {
            return Task.FromResult<ShellStart>(new ShellStart.AlreadyStarted());
        }

        Directory.CreateDirectory(folder);
        var at = clock.GetUtcNow();
        var ran = new List<Ran>();
        foreach (var command in block.Commands)
        {
            var before = Effects.AddOrUpdate(command.Text, 1, (_, count) => count + 1) - 1;
            var end = _answers.TryGetValue(command.Text, out var answer) ? answer(before) : new(0, "", "");
            ran.Add(end);
            if (end.Exit is null || end.Exit != 0 && block.StopAtFailure && !command.MayFail)
            {
                break;
            }
        }

        _blocks[folder] = new(at, block.Commands.Count, ran);
        MostAtOnce = Math.Max(MostAtOnce, _blocks.Values.Count(it => !it.Waited));
        return Task.FromResult<ShellStart>(new ShellStart.Started(4711, at));
    }

    public ShellLook Look(string folder)
    {
        if (!_blocks.TryGetValue(folder, out var block))
        {
            return new ShellLook.NotStarted();
        }

        return block.Ran.Any(it => it.Exit is null) && !block.Killed ? new ShellLook.Running(4711, block.At, block.Ends)
            : block.Ran.Any(it => it.Vanishes) ? new ShellLook.Vanished(block.At, block.Ends)
            : new ShellLook.Finished(block.At, block.Ends);
    }

    public async Task<ShellLook> WaitAsync(string folder, TimeSpan limit, CancellationToken ct)
    {
        var block = _blocks[folder];
        if (block.Ran.Any(it => it.Exit is null) && !block.Killed)
        {
            if (block.Ran.Any(it => it.UntilCancelled))
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, ct);
            }

            Advance(limit);
        }
        else if (!block.Waited)
        {
            Advance(TimeSpan.FromSeconds(1));
        }

        await Task.WhenAll(block.Ran.Select(it => it.Until)).WaitAsync(ct);
        await Task.Yield();
        block.Waited = true;
        return Look(folder);
    }

    public Task<ShellWait> WaitForOutputAsync(
        string folder,
        Func<IReadOnlyList<ShellOutput>, bool> enough,
        TimeSpan limit,
        CancellationToken ct
    )
    {
        var block = _blocks[folder];
        block.Waited = true;
        var shown = enough([.. block.Ran.Select((_, at) => Read(folder, at)!)]);
        Advance(shown ? TimeSpan.FromSeconds(1) : limit);
        return Task.FromResult(new ShellWait(shown, Look(folder)));
    }

    public ShellOutput? Read(string folder, int command) =>
        _blocks.TryGetValue(folder, out var block) && command < block.Ran.Count
            ? new(Text(block.Ran[command].Stdout), Text(block.Ran[command].Stderr))
            : null;

    public Task<ShellEnd> EndAsync(string folder, TimeSpan grace, CancellationToken ct)
    {
        if (_blocks.TryGetValue(folder, out var block))
        {
            (block.Killed, block.Waited) = (true, true);
        }

        return Task.FromResult<ShellEnd>(Survivors.Count == 0 ? new ShellEnd.Ended() : new ShellEnd.Survivors([.. Survivors]));
    }

    /// <summary>A clock that goes by itself is not moved.</summary>
    private void Advance(TimeSpan by) => (clock as ManualClock)?.Advance(by);

    private static ShellText Text(string text) => new(text, false, text.Length);

    /// <summary>How a command went; without an exit code it runs on until it is ended, and is then told as 143.</summary>
    internal sealed record Ran(int? Exit, string Stdout = "", string Stderr = "")
    {
        public bool Vanishes { get; init; }

        public bool UntilCancelled { get; init; }

        /// <summary>It ends when this does.</summary>
        public Task Until { get; init; } = Task.CompletedTask;

        /// <summary>What it ends with when it is told to end.</summary>
        public int ToldToEnd { get; init; } = 143;
    }

    private sealed record Block(DateTimeOffset At, int Commands, IReadOnlyList<Ran> Ran)
    {
        public bool Killed { get; set; }

        public bool Waited { get; set; }

        public IReadOnlyList<ShellCommandEnd> Ends =>
            [
                .. Ran.Select(it => new ShellCommandEnd(
                    true,
                    it.Vanishes ? null : it.Exit ?? (Killed ? it.ToldToEnd : null),
                    it.Vanishes ? null : At.AddSeconds(1)
                )),
                .. Enumerable.Repeat(ShellCommandEnd.NotRun, Commands - Ran.Count),
            ];
    }
}
