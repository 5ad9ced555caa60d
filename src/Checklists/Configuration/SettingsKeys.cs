using Slipway.Checklists.Annotations;

namespace Slipway.Checklists.Configuration;

/// <summary>The keys of <c>slipway.yaml</c>: the one table behind the reader, the JSON schema and the guide.</summary>
internal static class SettingsKeys
{
    /// <summary>Shortest and longest time limit.</summary>
    private static readonly TextRule Limit = TextRules.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));

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

    /// <summary>Where a secret comes from.</summary>
    public static Shape.Keys Secret { get; } =
        new(
            "secret",
            [
                Text("env", TextRules.VariableName, "Name of an environment variable of Slipway's own process."),
                Hidden("file", "Path of a file whose text, without the last line end, is the value."),
                Hidden("command", "A command whose output, without the last line end, is the value."),
            ]
        )
        {
            ExactlyOne = true,
            InsteadOfText = (
                "SW1014",
                "A secret stands here in plain text.",
                "Say where it comes from: {env: NAME}, {file: path} or {command: ...}. Change the secret now: this file has shown it."
            ),
        };

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

    /// <summary>Something that checks ask, by what it is.</summary>
    public static Shape.Keys Source { get; } =
        new(
            "source",
            [
                Text("sqlite", TextRules.Words, "Path of an SQLite file; it is opened for reading only."),
                Address("postgresql", "Connection string or `postgresql://` URL."),
                Address("mysql", "`mysql://user:password@host:3306/database` of a MySQL or MariaDB."),
                Address("redis", "`redis://[user:password@]host[:port][/number]`, or `rediss://` for TLS."),
                Address("prometheus", "Address of the server, for instance `http://prometheus.internal:9090`."),
                Address("alertmanager", "Address of the server, for instance `http://alertmanager.internal:9093`."),
                Address("rabbitmq", "Address of the management API, `http://[user:password@]host:15672`."),
                Address("haproxy", "HAProxy's statistics: `http://host:port/path`, `tcp://host:port` or `unix:/path` of its admin socket."),
                Address("github", "Address of GitHub's API: `https://api.github.com`, or that of one's own server."),
                Address("gitlab", "Address of GitLab's API: `https://gitlab.com/api/v4`, or that of one's own server."),
                Address("registry", "Address of a registry of images, for instance `https://registry.internal`."),
                Address("s3", "Address of a service that speaks the API of S3, for instance `https://s3.eu-central-1.amazonaws.com`."),
                Text("backup", TextRules.Words, "Path of backups; `*` stands for many, of which the newest counts."),
                Text("test-report", TextRules.Words, "Path of reports of tests; `*` stands for many."),
                Text("coverage-report", TextRules.Words, "Path of reports of coverage; `*` stands for many."),
                Text("scan-report", TextRules.Words, "Path of a scanner's reports; `*` stands for many."),
                Text("log", TextRules.Words, "Path of log files; `*` stands for many, `;` between several."),
                Text("runs", TextRules.Words, "Folder of the records of earlier runs, for instance `.slipway/runs`."),
            ]
        )
        {
            ExactlyOne = true,
        };

    /// <summary>Where a number comes from.</summary>
    public static Shape.Keys Metric { get; } =
        new(
            "metric",
            [
                Text("check", TextRules.CheckKind, "The kind of check that gives the number; every other key is a setting of it.") with
                {
                    Required = true,
                },
            ]
        )
        {
            WithCheckSettings = true,
        };

    /// <summary>What a team's own check shows.</summary>
    public static Shape.Keys Fact { get; } =
        new(
            "fact",
            [
                Text("check", TextRules.CheckKind, "The kind of check; every other key is a setting of it.") with
                {
                    Required = true,
                },
                new(
                    "expect",
                    new Shape.Text(TextRules.Expectation),
                    "What must be seen for a pass, in the words of the expectations guide."
                ),
                Text("proves", TextRules.Words, "What the check shows, for the plan and the report."),
            ]
        )
        {
            WithCheckSettings = true,
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

    /// <summary>One place where a checklist is carried out.</summary>
    public static Shape.Keys Environment { get; } =
        new(
            "environment",
            [
                Text("base-url", TextRules.WebAddress, "What paths such as /health are appended to."),
                Text("time-zone", TextRules.TimeZone, "Time zone of the document's clock times.") with
                {
                    Default = "that of the machine",
                },
                Text("t0", TextRules.Moment, "The moment T-0.") with
                {
                    Default = "the start of the first execution phase",
                },
                Text("directory", TextRules.Words, "Folder in which commands start, relative to this file.") with
                {
                    Default = "the folder of this file",
                },
                Text(
                    "signatures",
                    TextRules.Choice(["by-key", "by-name", "recorded"]),
                    "by-key: only a signature with the person's key satisfies a hold; by-name: a name alone does (demonstration, one-person team); recorded: a name is kept and does not."
                ) with
                {
                    Default = "recorded",
                },
                Text("demonstration", TextRules.Flag, "Marks every record as a demonstration.") with
                {
                    Default = "false",
                },
                Text(
                    "drills",
                    TextRules.Flag,
                    "The way back may be gone here as a drill (`slipway drill`): it changes the environment as a rollback does."
                ) with
                {
                    Default = "false",
                },
                new(
                    "variables",
                    new Shape.MapOf("variable", TextRules.VariableName, new Shape.Text(TextRules.Any)),
                    "Environment variables of commands; never secret."
                ),
                new(
                    "secrets",
                    new Shape.MapOf("secret", TextRules.VariableName, Secret),
                    "Environment variables whose values reach no output, and where they come from: {env: NAME}, {file: path} or {command: ...}."
                ),
                new(
                    "sources",
                    new Shape.MapOf("source", TextRules.SourceName, Source),
                    "What checks ask, by name: {postgresql: connection}, {redis: address} and so on."
                ),
                new(
                    "metrics",
                    new Shape.MapOf("metric", TextRules.Words, Metric),
                    "Where numbers come from, by the words that people use for them: {check: kind, settings}."
                ),
                new(
                    "facts",
                    new Shape.MapOf("fact", TextRules.Words, Fact),
                    "What shows that something works, by the words that people use for it, several with commas between: {check: kind, settings}."
                ),
                new(
                    "traffic",
                    TrafficKeys.Table,
                    "What moves traffic between the version that serves and the one that is being released: {driver: haproxy, settings}."
                ),
                new(
                    "may-roll-back",
                    new Shape.ListOf(new Shape.Text(TextRules.Words)),
                    "The roles whose people may call a run back; without it anybody who reaches the run may. What comes back by itself asks nobody."
                ),
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
                new("people", new Shape.ListOf(Person), "Who may sign, and in which roles."),
                new(
                    "holds",
                    new Shape.MapOf("hold", TextRules.Words, Hold),
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
                    new Shape.MapOf("environment", TextRules.EnvironmentName, Environment),
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

    private static KeySpec Text(string name, TextRule rule, string meaning) => new(name, new Shape.Text(rule), meaning);

    private static KeySpec Address(string name, string meaning) =>
        Text(
            name,
            TextRules.Words with
            {
                Hidden = true,
                Also = it => Secrets.InConnection(it) ? Secrets.InText("The address") : null,
            },
            $"{meaning} A password in it is written ${{NAME}}."
        );

    private static KeySpec Hidden(string name, string meaning) => Text(name, TextRules.Words with { Hidden = true }, meaning);
}
