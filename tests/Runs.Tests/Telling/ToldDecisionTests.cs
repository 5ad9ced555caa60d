using Slipway.Checklists;
using Slipway.Judging;
using Slipway.Kernel;
using Slipway.Runs.Tests.Doubles;

namespace Slipway.Runs.Tests.Telling;

/// <summary>What gates and triggers decided is told again out of the evidence, and of nothing else.</summary>
public sealed class ToldDecisionTests : IDisposable
{
    private readonly Proxy _proxy = new();
    private Night? _night;

    public void Dispose() => _night?.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task a_no_go_is_told_with_what_was_compared_and_what_followed()
    {
        _proxy.CandidateErrors = 0.4;
        var night = await RanAsync(Steps.Moves(1, 10), Steps.Moves(2, 100), Steps.TrafficBack, Steps.Changes(9, "./old.sh").Back);

        var told = ToldDecision.In(RunReader.Open(night.Folder));

        told.Select(it => it.Again).ShouldAllBe(it => it == Verdict.Pass);
        var gate = told[0];
        gate.Kind.ShouldBe(DecisionKind.Gate);
        gate.Compared.ShouldContain("the new version was to have 10 % of the traffic");
        gate.Compared.ShouldContain(
            $"it failed {gate.Comparison!.Last!.Candidate.Errors} of {gate.Comparison.Last.Candidate.Requests} requests"
        );
        gate.Decided.ShouldContain("so slipway began the way back, traffic first");
        gate.Decided.ShouldContain("a go needs another version");
        gate.Comparison.Decision!.Value.Evidence.ShouldBeGreaterThanOrEqualTo(gate.Comparison.Decision.Value.Bound);
        gate.From.ShouldBeLessThan(gate.To);
        told[^1].Compared.ShouldContain("0 % of the traffic");
    }

    [Fact(Timeout = 60_000)]
    public async Task a_go_names_the_step_that_followed()
    {
        var night = await RanAsync(Steps.Moves(1, 50), Steps.Moves(2, 100), Steps.TrafficBack);

        var told = ToldDecision.In(RunReader.Open(night.Folder));

        told.Select(it => it.Comparison!.Move.Share).ShouldBe([50, 100]);
        told[0].Decided.ShouldContain("the evidence that it is within 1.25 times", Case.Insensitive);
        told[0].Decided.ShouldEndWith("so it passed, and 100 % (line 2) followed.");
        told[1].Compared.ShouldContain("no version was compared with it");
        told[1].Comparison!.Decision.ShouldBeNull();
    }

    [Fact(Timeout = 60_000)]
    public async Task no_data_is_told_as_no_pass_and_what_a_go_needs()
    {
        _proxy.Requests = 0;
        var night = await RanAsync(Short(Steps.Moves(1, 10)), Steps.TrafficBack);

        var told = ToldDecision.In(RunReader.Open(night.Folder)).ShouldHaveSingleItem();

        told.Verdict.ShouldBe(Verdict.Inconclusive);
        told.Compared.ShouldContain("nobody could look: no request came");
        told.Decided.ShouldBe(
            "No data is no pass; so nothing moved, and people were asked; a go needs a proxy that answers, and requests."
        );
        told.Comparison.ShouldBeNull();
    }

    [Fact(Timeout = 60_000)]
    public async Task evidence_that_is_missing_leaves_the_decision_open_and_evidence_that_was_changed_breaks_it()
    {
        var night = await RanAsync(Steps.Moves(1, 50), Steps.TrafficBack);
        var piece = Directory.GetFiles(night.Folder.Evidence).ShouldHaveSingleItem();
        var kept = await File.ReadAllBytesAsync(piece, TestContext.Current.CancellationToken);

        await File.WriteAllTextAsync(piece, "another", TestContext.Current.CancellationToken);
        var changed = ToldDecision.In(RunReader.Open(night.Folder)).ShouldHaveSingleItem();
        File.Delete(piece);
        var missing = ToldDecision.In(RunReader.Open(night.Folder)).ShouldHaveSingleItem();
        await File.WriteAllBytesAsync(piece, kept, TestContext.Current.CancellationToken);

        changed.Again.ShouldBe(Verdict.Fail);
        changed.Fault!.ShouldContain("was changed");
        missing.Again.ShouldBe(Verdict.Inconclusive);
        missing.Fault!.ShouldContain("is missing");
        missing.Decided.ShouldContain("it proves nothing");
        missing.Comparison.ShouldBeNull();
        ToldDecision.In(RunReader.Open(night.Folder)).ShouldHaveSingleItem().Again.ShouldBe(Verdict.Pass);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_verdict_that_its_evidence_does_not_bring_about_is_broken()
    {
        _proxy.CandidateErrors = 0.4;
        var night = await RanAsync(Steps.Moves(1, 10), Steps.TrafficBack);
        var opened = RunReader.Open(night.Folder);
        var records = opened
            .Records.Select(it =>
                it.Body is RunEvent.StepEnded { Verdict: Verdict.Fail } end ? it with { Body = end with { Verdict = Verdict.Pass } } : it
            )
            .ToList();

        var told = ToldDecision.In(opened with { Records = records })[0];

        told.Again.ShouldBe(Verdict.Fail);
        told.Fault!.ShouldContain("its evidence says Fail");
    }

    [Fact(Timeout = 60_000)]
    public async Task a_trigger_that_came_true_is_told_with_its_looks_and_one_that_did_not_too()
    {
        var night = Night(Steps.UnderATrigger);
        night.People.ThinksAbout = 2;
        var run = night.RunAsync();
        await night.People.Thinks.WaitAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(night.Folder.Path, "breach"), "", TestContext.Current.CancellationToken);
        await run;

        var fired = ToldDecision.In(RunReader.Open(night.Folder)).ShouldHaveSingleItem();

        fired.Kind.ShouldBe(DecisionKind.Trigger);
        fired.Again.ShouldBe(Verdict.Pass);
        fired.Compared.ShouldMatch(@"looks were made at the condition path 'breach' exists: \d+ could tell, and it held in \d+ of them");
        fired.Decided.ShouldContain("slipway began the way back");
    }

    [Fact(Timeout = 60_000)]
    public async Task a_trigger_that_did_not_come_true_is_told_with_what_it_would_have_taken()
    {
        var night = await RanAsync(Steps.Changes(1), Steps.Trigger(2, "breach", TriggerAuthority.Automatic), Steps.Changes(9).Back);

        var told = ToldDecision.In(RunReader.Open(night.Folder)).ShouldHaveSingleItem();

        told.Verdict.ShouldBe(Verdict.Pass);
        told.Compared.ShouldContain("it held in 0 of them");
        told.Decided.ShouldContain("it comes true at the first look at which it holds");
    }

    [Fact]
    public void a_picture_of_a_long_comparison_has_few_points_and_all_of_them_are_in_it()
    {
        var trail = new ComparisonTrail(new());
        for (var look = 1; look <= 20_000; look++)
        {
            trail.Observe(TimeSpan.FromSeconds(15 * look), new(40, 1, []), new(40, look % 7 == 0 ? 2 : 1, []));
        }

        var picture = Runs.Reports.ComparisonPicture.Of(new(10, TrafficGate.Standard), trail);

        foreach (var line in (string[])[picture.Baseline, picture.Candidate, picture.CandidateBand, picture.Against, picture.For])
        {
            var points = line.Split(' ').Select(it => it.Split(',').Select(double.Parse).ToList()).ToList();
            points.Count.ShouldBeLessThanOrEqualTo(2 * ComparisonTrail.MostPoints);
            points.ShouldAllBe(it => it[0] >= 0 && it[0] <= 1000 && it[1] >= 0 && it[1] <= 100);
        }

        picture.Turns.Count.ShouldBeLessThanOrEqualTo(40);
        picture.Says.ShouldContain("20000 looks");
    }

    private static Step Short(Step move) =>
        move with
        {
            Traffic = move.Traffic! with { Gate = move.Traffic.Gate with { For = TimeSpan.FromMilliseconds(200) } },
        };

    private Night Night(params IReadOnlyList<Step> steps) => _night = new(Story.Start(steps), TimeProvider.System) { Proxy = _proxy };

    private async Task<Night> RanAsync(params IReadOnlyList<Step> steps)
    {
        var night = Night(steps);
        await night.RunAsync();
        return night;
    }
}
