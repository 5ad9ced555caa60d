using System.Diagnostics;
using System.Globalization;
using Slipway.Testing;

namespace Slipway.Platform.Tests.Processes;

/// <summary>
/// Trees of processes that try to get away, ended while they live, grow or refuse. A word of their own on every command line is the
/// witness, not what Slipway itself looks for.
/// </summary>
public sealed class EndingCampaignTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Time that a person's cancelling gives, too.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>How a process gets away from whoever started it; WORK stands for what goes on.</summary>
    private static readonly string[] Escapes =
    [
        "WORK & wait",
        "( ( WORK & ) & ); sleep 300 WORD",
        "setsid WORK & sleep 300 WORD",
        "nohup WORK >/dev/null 2>&1 & sleep 300 WORD",
        "setsid bash -c '( cd /; WORK </dev/null >/dev/null 2>&1 & ) ; exit 0'; sleep 300 WORD",
        "bash -c 'WORK & disown -a; exec setsid sleep 300 WORD' & wait",
        "coproc WORK; wait",
    ];

    private static readonly string[] Works =
    [
        "sleep 300 WORD",
        "bash -c \"trap \\\"\\\" TERM HUP INT; while :; do sleep 0.2; : WORD; done\"",
        "bash -c \"for i in {1..400}; do sleep 300 WORD & sleep 0.01; done; wait\"",
        "bash -c \"trap \\\"\\\" TERM; for i in {1..400}; do setsid sleep 300 WORD & sleep 0.02; done; wait\"",
        "bash -c \"sleep 300 WORD & kill -STOP \\$\\$\"",
    ];

    private readonly Shells _shells = new();

    public void Dispose() => _shells.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData(0, 0)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 3)]
    [InlineData(4, 0)]
    [InlineData(5, 2)]
    [InlineData(6, 0)]
    public Task a_tree_that_tries_to_get_away_is_gone_within_five_seconds(int escape, int work) => EndAsync(escape, work, delay: 40);

    [Trait("Category", "long")]
    [Theory(Timeout = 280_000)]
    [MemberData(nameof(Rounds))]
    public async Task every_way_with_every_work_at_any_moment_is_gone_within_five_seconds(int round)
    {
        foreach (var escape in Enumerable.Range(0, Escapes.Length))
        {
            foreach (var work in Enumerable.Range(0, Works.Length))
            {
                await EndAsync(escape, work, delay: (round * 53 + escape * 17 + work * 29) % 400);
            }
        }
    }

    /// <summary>Four times thirty-five endings.</summary>
    public static TheoryData<int> Rounds() => [.. Enumerable.Range(0, 4)];

    private async Task EndAsync(int escape, int work, int delay)
    {
        // "sleep 300 WORD" sleeps for the sum of both, so the word is a fraction of a second that nobody else asks for.
        var seconds = string.Create(CultureInfo.InvariantCulture, $"0.4711{Random.Shared.Next():d10}1");
        var command = Escapes[escape]
            .Replace("WORK", Works[work], StringComparison.Ordinal)
            .Replace("WORD", seconds, StringComparison.Ordinal);
        var folder = await _shells.Start(command);
        await Eventually.Holds($"something of it lives: {command}", () => With(seconds).Count > 0, Shells.Ct);
        var start = Stopwatch.GetTimestamp();
        await Eventually.Holds("its moment has come", () => Stopwatch.GetElapsedTime(start).TotalMilliseconds >= delay, Shells.Ct);

        var asked = Stopwatch.GetTimestamp();
        var end = await _shells.Shell.EndAsync(folder, Grace, Shells.Ct);
        var took = Stopwatch.GetElapsedTime(asked);

        var left = With(seconds);
        end.Match(_ => left.Count == 0, it => left.TrueForAll(pid => it.Processes.Any(named => named.Pid == pid)))
            .ShouldBeTrue($"{left.Count} live on of: {command}");
        end.ShouldBeOfType<ShellEnd.Ended>(command);
        took.ShouldBeLessThan(Limit, command);
    }

    private static List<int> With(string word) =>
        [
            .. Slipway
                .Platform.Processes.ProcessTable.All()
                .Where(it => !it.Dead && Line(it.Pid).Contains(word, StringComparison.Ordinal))
                .Select(it => it.Pid),
        ];

    private static string Line(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
