using Slipway.Checklists.Annotations;
using static Slipway.Checklists.Configuration.KeySpec;

namespace Slipway.Checklists.Configuration;

/// <summary>The keys of <c>slipway.yaml</c>: the one table behind the reader, the JSON schema and the guide.</summary>
internal static class SettingsKeys
{
    /// <summary>Shortest and longest time limit.</summary>
    private static readonly TextRule Limit = TextRules.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));

    /// <summary>The time limits.</summary>
    public static Shape.Keys Limits { get; } =
        new(
            "limits",
            [
                Text("default", Limit, "Time limit of one attempt at a step; 1s to 1d.") with
                {
                    Default = "10m",
                },
                new(
                    "phases",
                    new Shape.MapOf("phase", TextRules.Words, new Shape.Text(Limit)),
                    "Time limits by phase (the words of its heading); they win over the default."
                ),
            ]
        );

    /// <summary>Something that goes live.</summary>
    public static Shape.Keys Artifact { get; } =
        new(
            "artifact",
            [
                Text("file", TextRules.Words, "Path of a file (an archive, a package), relative to this file; named by its SHA-256."),
                Text(
                    "commit",
                    TextRules.Words,
                    "A revision that git resolves in the folder of this file: `HEAD`, a tag; named by its commit."
                ),
                Text(
                    "image",
                    TextRules.Words,
                    "An image, `registry.internal/shop/api:1.4.2`; named by the digest that its registry tells."
                ),
            ]
        )
        {
            ExactlyOne = true,
        };

    /// <summary>A kind of check of the operator's own.</summary>
    public static Shape.Keys OwnKind { get; } =
        new(
            "kind of check",
            [
                Text("run", TextRules.Words, "Path of the executable, relative to the folder in which commands start.") with
                {
                    Required = true,
                },
                Text("effect", TextRules.Choice(["reads", "changes", "destroys"]), "What running it does.") with
                {
                    Default = "changes",
                },
            ]
        );

    /// <summary>What a report of readiness rests on.</summary>
    public static Shape.Keys Ready { get; } =
        new(
            "ready",
            [
                Text(
                    "holds-for",
                    TextRules.Duration(TimeSpan.FromMinutes(1), TimeSpan.FromDays(90)),
                    "How long what was looked at counts; the report expires then."
                ) with
                {
                    Default = "24h",
                },
                Text(
                    "reports-within",
                    TextRules.Duration(TimeSpan.FromMinutes(1), TimeSpan.FromDays(365)),
                    "Oldest age of the reports of tests, coverage and scans."
                ) with
                {
                    Default = "7d",
                },
                Text(
                    "rehearsed-within",
                    TextRules.Duration(TimeSpan.FromMinutes(1), TimeSpan.FromDays(365)),
                    "Oldest age of the rehearsal."
                ) with
                {
                    Default = "7d",
                },
                Text(
                    "drilled-within",
                    TextRules.Duration(TimeSpan.FromMinutes(1), TimeSpan.FromDays(3650)),
                    "Oldest age of the last restore drill, and of the last time that the way back was gone."
                ) with
                {
                    Default = "90d",
                },
                new(
                    "checks",
                    CheckKeys.Table,
                    "What else must be shown, by its name; `build`, `staging`, `tests`, `coverage`, `scans`, `backup` and `restore drill` stand for what the report asks for in any case."
                ),
                new(
                    "without",
                    new Shape.MapOf("subject", TextRules.Choice([.. ReadySettings.Subjects]), new Shape.Text(TextRules.Words)),
                    "What does not apply to this release, by its name, each with the reason; the report shows both."
                ),
            ]
        );

    /// <summary>The whole file.</summary>
    public static Shape.Keys Table { get; } =
        new(
            "",
            [
                Text("checklist", TextRules.Words, "The checklist that is meant when none is named, relative to this file."),
                new("people", new Shape.ListOf(PeopleKeys.Person), "Who may sign, and in which roles."),
                new(
                    "holds",
                    new Shape.MapOf("hold", TextRules.Words, PeopleKeys.Hold),
                    "How many people have to sign, who may not, and until when: by the role, the line or words of the item; the first that fits counts."
                ),
                new(
                    "artifacts",
                    new Shape.MapOf("artifact", TextRules.EnvironmentName, Artifact),
                    "What goes live, by name. A run begins with the digest of each; every signature covers them, and falls when one becomes another."
                ),
                Text("environment", TextRules.EnvironmentName, "The environment that is meant when none is named.") with
                {
                    Default = "the only one there is",
                },
                new(
                    "environments",
                    new Shape.MapOf("environment", TextRules.EnvironmentName, EnvironmentKeys.Table),
                    "The places where a checklist is carried out, by name."
                ),
                new("limits", Limits, "Time limits."),
                Text("attempts", TextRules.Whole(1, 20), "Attempts at a step that only reads and did not pass.") with
                {
                    Default = "1",
                },
                Text("parallel", TextRules.Whole(1, 32), "Reading steps that may run side by side.") with
                {
                    Default = "4",
                },
                new(
                    "tools",
                    new Shape.MapOf("tool", TextRules.Words, new Shape.Text(TextRules.Choice(["reads", "changes", "destroys"]))),
                    "What programs do that the built-in table does not know, or knows too darkly, by their first words."
                ),
                new(
                    "checks",
                    new Shape.MapOf("kind of check", TextRules.CheckKind, OwnKind),
                    "Kinds of checks of your own, by name: {run: path of a program, effect: reads}. A program answers as the guide own-checks says."
                ),
                new(
                    "items",
                    new Shape.MapOf("item", TextRules.Words, AnnotationKeys.Table),
                    "Annotations that stand outside the document, by the words of the item."
                ),
                new("ready", Ready, "What `slipway ready` asks for before the night."),
                new("tests", TestKeys.Table, "When flaky tests may be put on the list of known flakes."),
            ]
        );
}
