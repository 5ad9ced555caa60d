using System.Runtime.CompilerServices;
using Slipway.Kernel;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>The checker itself: each sentence finds the fault that was planted against it, and nothing in the same history without it.</summary>
public sealed class PlantedFaultTests
{
    [Theory]
    [MemberData(nameof(Names))]
    public void a_planted_fault_is_found_under_its_name(string name)
    {
        var breaches = Invariant.BreachesOf(Faults[name].Faulty.History);

        breaches.ShouldContain(it => it.StartsWith($"{name}: ", StringComparison.Ordinal), string.Join('\n', breaches));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void without_its_fault_the_same_history_is_sound(string name) =>
        Invariant.BreachesOf(Faults[name].Sound.History).ShouldBeEmpty();

    [Fact]
    public void every_invariant_has_its_planted_fault() => Faults.Keys.ShouldBe(Invariant.All.Select(it => it.Name), ignoreOrder: true);

    [Fact]
    public void the_document_lists_every_invariant() =>
        File.ReadLines(Document())
            .Where(it => it.StartsWith("| `", StringComparison.Ordinal))
            .Select(it => it.Split('`')[1])
            .ShouldBe(Invariant.All.Select(it => it.Name));

    public static TheoryData<string> Names() => [.. Invariant.All.Select(it => it.Name)];

    private static string Document([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/invariants.md");

    private static readonly Step Unreached = Reads(2).Maybe;

    private static Dictionary<string, (Planted Sound, Planted Faulty)> Faults { get; } =
        new(StringComparer.Ordinal)
        {
            ["nothing_that_was_told_is_lost"] = (
                new Planted(Reads(1)).Made(1).Ends(Outcome.Go),
                new Planted(Reads(1)).Made(1).Ends(Outcome.Go).Spoiled(journal => journal.RemoveAt(1))
            ),
            ["the_intention_stands_before_the_act"] = (new Planted(Changes(1)).Began(1).Ran(1), new Planted(Changes(1)).Ran(1).Began(1)),
            ["an_attempt_is_made_once"] = (new Planted(Reads(1)).Began(1).Ran(1), new Planted(Reads(1)).Began(1).Ran(1).Ran(1)),
            ["a_change_is_made_again_only_by_the_word_of_a_person"] = (
                Unknown("Anna").Began(1, 2).Ran(1, 2),
                Unknown(null).Began(1, 2).Ran(1, 2)
            ),
            ["terminal_states_are_final"] = (
                new Planted(Reads(1), Unreached).Made(1).Began(2).Ran(2).Ended(2).Ends(Outcome.Go),
                new Planted(Reads(1), Unreached).Made(1).Wrote(Nobody).Ends(Outcome.Go).Began(2)
            ),
            ["what_is_taken_up_is_what_was_left"] = (
                new Planted(Reads(1)).Made(1).Ends(Outcome.Go).Left(it => it),
                new Planted(Reads(1)).Made(1).Ends(Outcome.Go).Left(it => it with { Events = 2 })
            ),
            ["it_comes_to_an_end"] = (
                new Planted(Reads(1)).Made(1).Ends(Outcome.Go).Left(it => it),
                new Planted(Reads(1)).Made(1).Left(it => it)
            ),
            ["no_go_without_every_gate"] = (
                new Planted(Reads(1), Unreached).Made(1).Wrote(Nobody).Ends(Outcome.Go),
                new Planted(Reads(1), Reads(2)).Made(1).Wrote(Nobody).Ends(Outcome.Go)
            ),
            ["rolled_back_is_said_only_when_it_was_verified"] = (
                Back().Made(4).Ends(Outcome.RolledBack),
                Back().Began(4).Ran(4, exit: 1).Ended(4, Verdict.Fail).Ends(Outcome.RolledBack)
            ),
            ["no_pass_without_something_that_shows_it"] = (
                new Planted(Reads(1)).Made(1),
                new Planted(Reads(1)).Began(1).Ran(1, exit: 7).Ended(1)
            ),
            ["expiry_never_approves"] = (
                Failed().Waived(1, hours: 2).Later(1).Made(2).Ends(Outcome.Go),
                Failed().Waived(1, hours: 2).Later(3).Made(2).Ends(Outcome.Go)
            ),
            ["every_approval_was_said_by_a_person"] = (
                new Planted(Signoff(1)).Said(1, Crew.Said("yes")).Answered(1),
                new Planted(Signoff(1)).Said(1, Crew.Said("no")).Answered(1)
            ),
            ["who_may_not_sign_has_not_signed"] = (Signed("Anna"), Signed("Bela")),
            ["nothing_is_destroyed_without_its_name"] = (Destroyed("shop"), Destroyed("yes")),
            ["a_condition_is_asked_before_the_act"] = (
                Conditional().Said(1, Crew.Said("yes")).Answered(1, comment: "condition: with a migration").Made(1),
                Conditional().Made(1)
            ),
            ["nothing_changes_while_the_way_back_is_shut"] = (
                new Planted(Readiness(), Changes(1), Changes(2).Back).Wrote(Ready(Verdict.Pass)).Made(1),
                new Planted(Readiness(), Changes(1), Changes(2).Back).Wrote(Ready(Verdict.Fail)).Made(1)
            ),
            // After an end the way back is refused: a history that goes on there is one in which it was disarmed.
            ["rollback_stays_armed"] = (
                new Planted(Changes(1), Changes(2).Back).Made(1).Wrote(Nobody),
                new Planted(Changes(1), Changes(2).Back).Ends(Outcome.NoGo).Made(1)
            ),
            ["the_way_back_is_out_of_reach_on_the_way_forward"] = (
                Back().Made(4),
                new Planted(Changes(1), Changes(3).Back, Reads(4).Back).Made(1).Made(3)
            ),
            ["a_rehearsal_changes_nothing"] = (Rehearsal(Reads(1)), Rehearsal(Changes(1))),
            ["a_change_begins_alone"] = (
                new Planted(Reads(1), Changes(2)).Began(1).Ran(1).Ended(1).Began(2),
                new Planted(Reads(1), Changes(2)).Began(1).Ran(1).Began(2)
            ),
            ["traffic_moves_forward_only_through_its_gate"] = (Rollout(Verdict.Pass), Rollout(Verdict.Inconclusive)),
            ["no_data_never_promotes"] = (Promoted(told: true), Promoted(told: false)),
            ["an_incident_of_the_world_brings_nothing_back"] = (
                Watched(TriggerAttribution.Candidate, stable: 1),
                Watched(TriggerAttribution.Both, stable: 30)
            ),
        };

    private static Planted Rollout(Verdict first) =>
        new Planted(Moves(1, 10), Moves(2, 50))
            .Began(1)
            .Saw(new Entry.Moved(10), new Entry.Counted(true), new Entry.Counted(true))
            .Ended(1, first)
            .Began(2)
            .Saw(new Entry.Moved(50));

    private static Planted Promoted(bool told) =>
        new Planted(Moves(1, 10)).Began(1).Saw(new Entry.Moved(10), new Entry.Counted(told), new Entry.Counted(told)).Ended(1);

    private static Planted Watched(TriggerAttribution whose, double stable) =>
        new Planted(Changes(1), Trigger(2, "any", Checklists.TriggerAuthority.Automatic), Changes(3).Back, Reads(4).Back)
            .Made(1)
            .Saw(new Entry.Looked(Id(2), true, 30), new Entry.Looked(Id(2), false, stable))
            .Wrote(new RunEvent.TriggerFired(Id(2), "it holds") { Whose = whose })
            .Wrote(new RunEvent.RollbackBegan("slipway", "it holds"));

    private static RunEvent Nobody => new RunEvent.StepLeft(Id(2), LeftBecause.ByChoice, "not tonight", "Anna");

    private static RunEvent Ready(Verdict verdict) => new RunEvent.StepEnded(StepId.RollbackPlan, 1, verdict, "judged", []);

    private static Planted Failed() => new Planted(Reads(1), Reads(2)).Began(1).Ran(1, exit: 1).Ended(1, Verdict.Fail);

    private static Planted Unknown(string? by) =>
        new Planted(Changes(1))
            .Began(1)
            .Ran(1)
            .Said(1, new Reply.RunAgain("Anna"), QuestionKind.Unknown)
            .Wrote(new RunEvent.OutcomeSettled(Id(1), 1, Settled.RunAgain, "again", by));

    private static Planted Back() =>
        new Planted(Changes(1), Changes(3).Back, Reads(4).Back)
            .Made(1)
            .Said(1, new Reply.RollBack("Anna", "errors"), QuestionKind.Failure)
            .Wrote(new RunEvent.RollbackBegan("Anna", "errors"))
            .Made(3);

    private static Planted Signed(string by) =>
        new Planted(Story.Start(Signoff(1, "CTO")) with { People = [new("Anna", ["CTO"]), new("Bela", ["QA"])] })
            .Said(1, new Reply.Said(by, "CTO", "yes", null, "terminal"))
            .Answered(1, by: by, role: "CTO");

    private static Planted Destroyed(string typed) =>
        new Planted(Destroys(1))
            .Said(1, Crew.Said(typed), QuestionKind.Destruction)
            .Wrote(new RunEvent.DestructionConfirmed(Id(1), "Anna", typed))
            .Made(1);

    private static Planted Conditional() => new(Changes(1).If("with a migration"));

    private static Planted Rehearsal(Step step) => new Planted(Story.Start(step) with { Mode = RunMode.Rehearse }).Made(1);
}
