using static Slipway.Checklists.Configuration.KeySpec;

namespace Slipway.Checklists.Configuration;

/// <summary>The keys of people and of what a hold asks of them.</summary>
internal static class PeopleKeys
{
    /// <summary>Shortest and longest time of a hold.</summary>
    private static readonly TextRule HoldTime = TextRules.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromDays(30));

    /// <summary>One person of a document, which gives nobody keys.</summary>
    public static Shape.Keys DocumentPerson { get; } =
        new(
            "person",
            [
                Text("name", TextRules.Words, "The name as it goes into the document.") with
                {
                    Required = true,
                },
                new("roles", new Shape.ListOf(new Shape.Text(TextRules.Words)), "The roles in which the person may sign.")
                {
                    Required = true,
                },
            ]
        )
        {
            Elsewhere = new[] { "keys", "also", "permissions" }.ToDictionary(
                it => it,
                it =>
                    (
                        "SW1201",
                        $"'{it}' decides who may sign, and is not for a document to say.",
                        "It stands in slipway.yaml of the operator."
                    ),
                StringComparer.Ordinal
            ),
        };

    /// <summary>One public key of a person.</summary>
    public static Shape.Keys PersonKey { get; } =
        new(
            "key",
            [
                Text("key", TextRules.Words, "PEM, a line of OpenSSH (`ssh-ed25519 AAAA…`), or the path of a `.pub` file.") with
                {
                    Required = true,
                },
                Text("until", TextRules.Instant, "What it signs from here on does not count.") with
                {
                    Default = "no end",
                },
                Text("revoked", TextRules.Instant, "Since when others may have it: what it signed from then on does not count."),
            ]
        );

    /// <summary>Somebody who signs in the place of another.</summary>
    public static Shape.Keys Delegate { get; } =
        new(
            "delegate",
            [
                Text("from", TextRules.Words, "In whose place it is signed.") with
                {
                    Required = true,
                },
                Text("to", TextRules.Words, "Who signs in that place.") with
                {
                    Required = true,
                },
                Text("until", TextRules.Instant, "The end of standing in.") with
                {
                    Required = true,
                },
                Text("reason", TextRules.Words, "Why somebody stands in.") with
                {
                    Required = true,
                },
            ]
        );

    /// <summary>What a hold asks for.</summary>
    public static Shape.Keys Hold { get; } =
        new(
            "hold",
            [
                Text("need", TextRules.Whole(1, 20), "Distinct people who have to approve.") with
                {
                    Default = "1",
                },
                new("of", new Shape.ListOf(new Shape.Text(TextRules.Words)), "Roles or people who may.") { Default = "the item's role" },
                new(
                    "not",
                    new Shape.ListOf(new Shape.Text(TextRules.Choice(["author", "operator"]))),
                    "Who may not: who committed the checklist last, who started or resumed the run. Who is not known does not count as somebody else."
                ),
                Text(
                    "reject",
                    TextRules.Choice(["wins", "quorum"]),
                    "wins: one who declines is enough; quorum: as many have to decline as to approve."
                ) with
                {
                    Default = "wins",
                },
                Text("deadline", HoldTime, "Time from the question to the end of waiting.") with
                {
                    Default = "no end",
                },
                Text("remind", HoldTime, "Time between reminders.") with
                {
                    Default = "none",
                },
                Text("escalate-to", TextRules.Words, "Role that is told when half of the time is over."),
                Text(
                    "on-expiry",
                    TextRules.Choice(["hold", "abort"]),
                    "hold: the gate stays shut and somebody says how to go on; abort: the run ends as a no-go. Never approval."
                ) with
                {
                    Default = "hold",
                },
                new("delegates", new Shape.ListOf(Delegate), "People who sign for others, for a while."),
            ]
        );

    /// <summary>One person.</summary>
    public static Shape.Keys Person { get; } =
        new(
            "person",
            [
                .. DocumentPerson.All,
                new("keys", new Shape.ListOf(PersonKey), "The public keys with which the person signs: {key: …, until: …}."),
                new(
                    "also",
                    new Shape.ListOf(new Shape.Text(TextRules.Words)),
                    "Other names of the person: of the login, of git, mail addresses. By them an author or operator is known."
                ),
                new(
                    "permissions",
                    new Shape.ListOf(new Shape.Text(TextRules.Choice(["break-glass"]))),
                    "What the person may do beyond signing."
                ),
            ]
        );
}
