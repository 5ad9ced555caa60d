namespace Slipway.Runs.Tests.Simulation;

/// <summary>A sentence that is true of every history; <c>docs/invariants.md</c> lists them.</summary>
/// <param name="Name">The sentence.</param>
/// <param name="Breaches">What speaks against it in a history; empty when it holds.</param>
internal sealed record Invariant(string Name, Func<History, IEnumerable<string>> Breaches)
{
    public static IReadOnlyList<Invariant> All { get; } =
    [
        new("nothing_that_was_told_is_lost", AboutTheRecord.Lost),
        new("the_intention_stands_before_the_act", AboutTheRecord.ActedWithoutIntention),
        new("an_attempt_is_made_once", AboutTheRecord.MadeTwice),
        new("a_change_is_made_again_only_by_the_word_of_a_person", AboutTheRecord.ChangedTwice),
        new("terminal_states_are_final", AboutTheRecord.AfterTheEnd),
        new("what_is_taken_up_is_what_was_left", AboutTheRecord.OtherState),
        new("it_comes_to_an_end", AboutTheRecord.Endless),
        new("no_go_without_every_gate", AboutGates.GoWithAShutGate),
        new("rolled_back_is_said_only_when_it_was_verified", AboutGates.BackUnverified),
        new("no_pass_without_something_that_shows_it", AboutGates.SwallowedFailure),
        new("expiry_never_approves", AboutGates.ExpiredApproval),
        new("every_approval_was_said_by_a_person", AboutPeople.UnsaidApproval),
        new("who_may_not_sign_has_not_signed", AboutPeople.WrongSigner),
        new("nothing_is_destroyed_without_its_name", AboutPeople.UnnamedDestruction),
        new("a_condition_is_asked_before_the_act", AboutPeople.UnaskedCondition),
        new("nothing_changes_while_the_way_back_is_shut", AboutTheWayBack.ChangedWithoutAWayBack),
        new("rollback_stays_armed", AboutTheWayBack.Disarmed),
        new("the_way_back_is_out_of_reach_on_the_way_forward", AboutTheWayBack.WrongWay),
        new("a_rehearsal_changes_nothing", AboutTheWayBack.RehearsalChanged),
        new("a_change_begins_alone", AboutTheWayBack.BegunBesideOthers),
        new("traffic_moves_forward_only_through_its_gate", AboutTraffic.Ungated),
        new("no_data_never_promotes", AboutTraffic.PromotedBlindly),
        new("an_incident_of_the_world_brings_nothing_back", AboutTraffic.WorldRolledBack),
    ];

    /// <summary>All that is wrong with a history, each under its name.</summary>
    public static IReadOnlyList<string> BreachesOf(History history) =>
        [.. All.SelectMany(it => it.Breaches(history).Select(why => $"{it.Name}: {why}"))];
}
