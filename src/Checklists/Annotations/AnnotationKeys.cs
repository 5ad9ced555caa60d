using Slipway.Checklists.Configuration;
using Slipway.Kernel;
using static Slipway.Checklists.Configuration.KeySpec;

namespace Slipway.Checklists.Annotations;

/// <summary>The keys of an annotation: the one table behind the reader, the JSON schema and the guide.</summary>
internal static class AnnotationKeys
{
    /// <summary>What an annotation may say, in a comment, behind a fence's language and in <c>slipway.yaml</c> alike.</summary>
    public static Shape.Keys Table { get; } =
        new(
            "annotation",
            [
                Text("kind", TextRules.Choice(Names<ItemKind>()), "What the line is for."),
                Text("expect", TextRules.Expectation, "What must be seen for a pass, in the words of the expectations guide."),
                Text("scope", TextRules.Choice(Names<Scope>()), "What part of the document the line belongs to."),
                Text(
                    "effect",
                    TextRules.Choice(["reads", "changes", "destroys"]),
                    "What carrying it out does. A document can only raise it; lowering stands in slipway.yaml."
                ),
                Text("authority", TextRules.Choice(Names<TriggerAuthority>()), "Of a trigger: who acts when it holds."),
                Text("role", TextRules.Words, "The role that signs or approves."),
                Text("limit", TextRules.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(24)), "Time limit of one attempt."),
                Text("attempts", TextRules.Whole(1, 20), "Attempts at the most, when it only reads."),
                Text("at", TextRules.PlanMoment, "When it is due."),
                Text("for", TextRules.SustainedFor, "How long a condition must hold, or the window it is watched in."),
                Text("cadence", TextRules.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromDays(365)), "How often it is looked at."),
                Text("optional", TextRules.Flag, "May be left out by choice."),
                Text("if", TextRules.Words, "A condition that is asked first."),
                Text(
                    "done-when",
                    TextRules.Words,
                    "A command that tells, after a crash, whether the change was made: exit code 0 says it was."
                ),
                Text("metric", TextRules.Words, "The name of a metric of the environment that gives the number."),
                Text("proves", TextRules.Words, "The part of the sentence that the check proves; a person is asked for the rest."),
                Text("check", TextRules.CheckKind, "A check that a machine makes; every other key is then a setting of that check."),
            ]
        )
        {
            WithCheckSettings = true,
        };

    private static IReadOnlyList<string> Names<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(it => PlanJson.Name(it))];
}
