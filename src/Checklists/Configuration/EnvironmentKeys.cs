using static Slipway.Checklists.Configuration.KeySpec;

namespace Slipway.Checklists.Configuration;

/// <summary>The keys of an environment: what is there, and what its checks ask.</summary>
internal static class EnvironmentKeys
{
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

    /// <summary>One place where a checklist is carried out.</summary>
    public static Shape.Keys Table { get; } =
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
