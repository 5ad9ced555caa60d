namespace Slipway.Runs.Tests.Crashing;

/// <summary>
/// Real processes, the real journal and the real shell, killed at every act on a file in turn: half of a write done, all of it, not
/// yet synced, synced. Another process takes the run up; then what was heard, recorded and done is held together.
/// </summary>
public sealed class CrashCampaignTests
{
    private static readonly string[] Kills = ["before", "torn", "after"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData("before", 3)]
    [InlineData("torn", 7)]
    [InlineData("after", 19)]
    [InlineData("after", 34)]
    public async Task killed_at_an_act_it_is_taken_up_and_nothing_is_lost_or_done_twice(string how, int act) =>
        (await Killed(1, act, how)).ShouldBeEmpty();

    [Theory(Timeout = 60_000)]
    [InlineData(12, true)]
    [InlineData(29, false)]
    [InlineData(38, true)]
    public async Task when_the_power_goes_with_it_nothing_that_was_told_is_lost(int act, bool all) =>
        (await PowerLost(2, act, all)).ShouldBeEmpty();

    [Theory(Timeout = 60_000)]
    [InlineData("full", 9)]
    [InlineData("readonly", 31)]
    public async Task on_a_disk_that_takes_no_more_it_stops_and_goes_on_when_it_takes_again(string how, int act) =>
        (await Refused(3, act, how)).ShouldBeEmpty();

    [Trait("Category", "long")]
    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Points))]
    public async Task killed_at_every_act(int seed, string how) => (await All(seed, act => Killed(seed, act, how))).ShouldBeEmpty();

    [Trait("Category", "long")]
    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Cuts))]
    public async Task the_power_goes_at_every_act(int seed, bool all) =>
        (await All(seed, act => PowerLost(seed, act, all))).ShouldBeEmpty();

    [Trait("Category", "long")]
    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Disks))]
    public async Task the_disk_takes_no_more_from_every_act_on(int seed, string how) =>
        (await All(seed, act => Refused(seed, act, how))).ShouldBeEmpty();

    public static TheoryData<int, string> Points() => Matrix(Kills, Enumerable.Range(10, 8));

    public static TheoryData<int, bool> Cuts() => Matrix([true, false], Enumerable.Range(20, 4));

    public static TheoryData<int, string> Disks() => Matrix(["full", "readonly"], [30, 31]);

    private static TheoryData<int, T> Matrix<T>(IReadOnlyList<T> hows, IEnumerable<int> seeds) =>
        [.. from seed in seeds from how in hows select (seed, how)];

    /// <summary>Strikes at every act of the history of a seed.</summary>
    private static async Task<IReadOnlyList<string>> All(int seed, Func<int, Task<IReadOnlyList<string>>> strike)
    {
        using var whole = new Scene(seed);
        (await whole.StrikeAsync(0, "", Ct)).ShouldBe(0);
        whole.Acts.Count.ShouldBeGreaterThan(35);
        var wrong = new List<string>();
        for (var act = 1; act <= whole.Acts.Count; act++)
        {
            wrong.AddRange((await strike(act)).Select(it => $"seed {seed}, act {act} ({whole.Acts[act - 1]}): {it}"));
        }

        return wrong;
    }

    private static async Task<IReadOnlyList<string>> Killed(int seed, int act, string how)
    {
        using var scene = new Scene(seed);
        (await scene.StrikeAsync(act, how, Ct)).ShouldBe(137, $"it was not killed at act {act}");
        await scene.ResumeAsync(Ct);
        return scene.Aftermath.Breaches;
    }

    private static async Task<IReadOnlyList<string>> PowerLost(int seed, int act, bool losesWhatOthersWrote)
    {
        using var scene = new Scene(seed);
        (await scene.StrikeAsync(act, "after", Ct)).ShouldBe(137);
        scene.LosePower(losesWhatOthersWrote);
        await scene.ResumeAsync(Ct);
        return scene.Aftermath.Breaches;
    }

    private static async Task<IReadOnlyList<string>> Refused(int seed, int act, string how)
    {
        using var scene = new Scene(seed);
        await scene.StrikeAsync(act, how, Ct);
        await scene.ResumeAsync(Ct);
        return scene.Aftermath.Breaches;
    }
}
