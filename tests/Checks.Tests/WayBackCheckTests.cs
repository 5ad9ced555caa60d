using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class WayBackCheckTests : CheckContract
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly List<WayBackRecord> _records = [Gone("20261101-1", "staging", days: 3, isBack: true) with { IsDrill = true }];

    protected override ICheck Check => CheckKinds.All["way-back"];

    protected override CheckSpec Answering => Spec("document", "GO-LIVE.md", "steps", "abc", "environment", "staging");

    protected override CheckSpec? Silent => null;

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("document", "OTHER.md"),
            Spec("document", "GO-LIVE.md", "environment", "production"),
            Spec("document", "GO-LIVE.md", "runs", "nosuch"),
            Spec(),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [Spec("document", "../../\u001b[31mGO-LIVE.md"), Spec("document", new string('x', 50_000))];

    protected override Surroundings Here(TimeSpan limit) => base.Here(limit) with { Records = new Kept(_records) };

    [Fact]
    public async Task a_way_back_that_did_not_succeed_fails()
    {
        _records[0] = _records[0] with { IsBack = false, Why = "The rollback did not succeed: line 9" };

        Judged(await LookAsync(Answering)).ShouldBe(Verdict.Fail);
    }

    [Fact]
    public async Task a_way_back_that_was_changed_since_fails()
    {
        Judged(await LookAsync(Spec("document", "GO-LIVE.md", "steps", "other"))).ShouldBe(Verdict.Fail);
    }

    [Fact]
    public async Task a_way_back_of_long_ago_fails_and_more_time_can_be_given()
    {
        _records[0] = Gone("20260901-1", "staging", days: 60, isBack: true);

        Judged(await LookAsync(Answering)).ShouldBe(Verdict.Fail);
        Judged(await LookAsync(Spec("document", "GO-LIVE.md", "within", "90d"))).ShouldBe(Verdict.Pass);
    }

    [Fact]
    public async Task the_newest_record_speaks_also_when_an_older_one_was_better()
    {
        _records.Insert(0, Gone("20261102-1", "staging", days: 1, isBack: false));

        Judged(await LookAsync(Answering)).ShouldBe(Verdict.Fail);
    }

    [Fact]
    public async Task a_record_that_is_not_whole_and_a_demonstration_say_nothing()
    {
        _records[0] = _records[0] with { Fault = "journal.jsonl, record 3: the chain is broken" };
        Judged(await LookAsync(Answering)).ShouldBe(Verdict.Inconclusive);

        _records[0] = _records[0] with { Fault = null, IsDemonstration = true };
        Judged(await LookAsync(Answering)).ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public async Task a_record_of_the_future_says_nothing()
    {
        _records[0] = Gone("20270101-1", "staging", days: -2, isBack: true);

        Judged(await LookAsync(Answering)).ShouldBe(Verdict.Inconclusive);
    }

    private Verdict Judged(Observation seen) => Expected.Judge(seen).Verdict;

    private static WayBackRecord Gone(string run, string environment, double days, bool isBack) =>
        new(run, environment, Now - TimeSpan.FromDays(days), isBack, "Rolled back and verified: a drill of the way back", "abc");

    /// <summary>Records that a test wrote down; those of real runs are asked in the tests of the runs.</summary>
    private sealed class Kept(IReadOnlyList<WayBackRecord> records) : IRunRecords
    {
        public IReadOnlyList<WayBackRecord> WaysBack(string document, string? folder, CancellationToken ct)
        {
            ct.ThrowIfCancellationRequested();
            return folder is null && document == "GO-LIVE.md" ? records : [];
        }
    }
}
