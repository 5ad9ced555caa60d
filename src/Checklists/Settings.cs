namespace Slipway.Checklists;

/// <summary>
/// What the operator wrote in <c>slipway.yaml</c>. It binds a checklist to environments, people and limits; it may lower an
/// effect, which a document never can. Described in <c>docs/schemas/slipway.schema.json</c>.
/// </summary>
public sealed record Settings
{
    /// <summary>Nothing is set: every default holds.</summary>
    public static Settings None { get; } = new();

    /// <summary>The file these settings come from; null for the defaults.</summary>
    public string? File { get; init; }

    /// <summary>The checklist that is meant when none is named on the command line, relative to the settings' folder.</summary>
    public string? Checklist { get; init; }

    /// <summary>Who may sign, and in which roles.</summary>
    public IReadOnlyList<PersonSpec> People { get; init; } = [];

    /// <summary>Who has to sign where, in the order of the settings; the first that means an item counts.</summary>
    public IReadOnlyList<HoldSettings> Holds { get; init; } = [];

    /// <summary>What goes live: each is resolved to a digest when a run begins, and every signature covers it.</summary>
    public IReadOnlyList<ArtifactSpec> Artifacts { get; init; } = [];

    /// <summary>The places where a checklist is carried out, by name.</summary>
    public IReadOnlyDictionary<string, EnvironmentSpec> Environments { get; init; } = new Dictionary<string, EnvironmentSpec>();

    /// <summary>The environment that is meant when none is named; null when there are several and none is the default.</summary>
    public string? DefaultEnvironment { get; init; }

    /// <summary>Time limit of one attempt at a step. Default 10 min; 1 s to 24 h.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether <see cref="Limit"/> was written; a document's limit counts only where the operator wrote none.</summary>
    internal bool LimitIsSaid { get; init; }

    /// <summary>Time limits by phase (the heading's words); they win over <see cref="Limit"/>.</summary>
    public IReadOnlyDictionary<string, TimeSpan> PhaseLimits { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>Attempts at a step that only reads and did not pass. Default 1; 1 to 20.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Reading steps that may run side by side. Default 4; 1 to 32.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>What programs do that the built-in table does not know, or knows too darkly.</summary>
    public IReadOnlyList<ToolSpec> Tools { get; init; } = [];

    /// <summary>Annotations that stand outside the document, by the words of the item.</summary>
    public IReadOnlyList<ItemSettings> Items { get; init; } = [];

    /// <summary>What a report of readiness rests on.</summary>
    public ReadySettings Ready { get; init; } = new();

    /// <summary>When flaky tests may be quarantined; null where nothing is said.</summary>
    public TestSettings? Tests { get; init; }

    /// <summary>Kinds of checks of the operator's own, by name. The host sees to it that none has the name of a built-in kind.</summary>
    public IReadOnlyDictionary<string, OwnKindSpec> Checks { get; init; } = new Dictionary<string, OwnKindSpec>();

    /// <summary>The check as it is carried out: one of an own kind becomes its program, every other one stays as it is.</summary>
    public Kernel.CheckSpec Resolved(Kernel.CheckSpec asked) => Checks.TryGetValue(asked.Kind, out var own) ? own.Resolved(asked) : asked;
}

/// <summary>What a report of readiness asks for before the night.</summary>
public sealed record ReadySettings
{
    /// <summary>What every report asks for, whether a check is named for it or not.</summary>
    public static IReadOnlyList<string> Subjects { get; } =
    ["build", "tests", "coverage", "scans", "backup", "restore drill", "staging", "rehearsal", "way back"];

    /// <summary>How long what was looked at counts. Default 24 h; 1 min to 90 d.</summary>
    public TimeSpan HoldsFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Oldest age of the reports of tests, coverage and scans. Default 7 d; 1 min to 365 d.</summary>
    public TimeSpan ReportsWithin { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Oldest age of the rehearsal. Default 7 d; 1 min to 365 d.</summary>
    public TimeSpan RehearsedWithin { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Oldest age of the last restore drill, and of the last time that the way back was gone. Default 90 d; 1 min to 3650 d.</summary>
    public TimeSpan DrilledWithin { get; init; } = TimeSpan.FromDays(90);

    /// <summary>What else must be shown, in the order of the settings.</summary>
    public IReadOnlyList<NamedCheck> Checks { get; init; } = [];

    /// <summary>Subjects that do not apply to this release, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Without { get; init; } = new Dictionary<string, string>();
}

/// <summary>A person who signs or is asked.</summary>
/// <param name="Name">The name as it goes into the document.</param>
/// <param name="Roles">The roles in which the person may sign.</param>
public sealed record PersonSpec(string Name, IReadOnlyList<string> Roles)
{
    /// <summary>The public keys with which the person signs.</summary>
    public IReadOnlyList<PersonKeySpec> Keys { get; init; } = [];

    /// <summary>Other names of the person: of the login, of git, mail addresses; by them an author or operator is known.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>What the person may do beyond signing: <c>break-glass</c>.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];
}

/// <summary>A public key of a person.</summary>
/// <param name="Key">PEM, a line of OpenSSH, or the path of a <c>.pub</c> file, relative to the settings' folder.</param>
/// <param name="Until">What it signs from here on does not count; null for no end.</param>
/// <param name="Revoked">Since when it is known to others; null when it is not.</param>
public sealed record PersonKeySpec(string Key, DateTimeOffset? Until, DateTimeOffset? Revoked);

/// <summary>Whether a name alone, without a key, satisfies a hold.</summary>
public enum SignatureRule
{
    /// <summary>A name is recorded as an attestation and does not satisfy a hold.</summary>
    Recorded = 0,

    /// <summary>A name is enough (demonstration, one-person team); it is shown as an attestation.</summary>
    ByName = 1,

    /// <summary>Only a signature with the person's key satisfies a hold; a name is recorded.</summary>
    ByKey = 2,
}

/// <summary>One place where a checklist is carried out.</summary>
public sealed record EnvironmentSpec
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether a name satisfies a hold. Default <see cref="SignatureRule.Recorded"/>.</summary>
    public SignatureRule Signatures { get; init; }

    /// <summary>True marks every record as a demonstration.</summary>
    public bool Demonstration { get; init; }

    /// <summary>True where the way back may be gone as a drill, which changes the environment as a rollback does.</summary>
    public bool Drills { get; init; }

    /// <summary>What paths such as <c>/health</c> are appended to; null when there is none.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>IANA time zone of the document's clock times; null for that of the machine.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The moment T-0; null when the start of the first execution phase is.</summary>
    public DateTimeOffset? T0 { get; init; }

    /// <summary>Folder in which commands start, relative to the settings' folder; null for that folder.</summary>
    public string? Directory { get; init; }

    /// <summary>Environment variables of commands; never secret.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Environment variables whose values must not reach a sink, and where they come from.</summary>
    public IReadOnlyDictionary<string, SecretSource> Secrets { get; init; } = new Dictionary<string, SecretSource>();

    /// <summary>What checks ask, by name.</summary>
    public IReadOnlyDictionary<string, SourceBinding> Sources { get; init; } = new Dictionary<string, SourceBinding>();

    /// <summary>Where numbers come from, by the words that people use for them (<c>error rate</c>).</summary>
    public IReadOnlyDictionary<string, Kernel.CheckSpec> Metrics { get; init; } = new Dictionary<string, Kernel.CheckSpec>();

    /// <summary>What shows that something is so, by the words that people use for it (<c>webhooks</c>); several with commas between.</summary>
    public IReadOnlyDictionary<string, FactSpec> Facts { get; init; } = new Dictionary<string, FactSpec>();

    /// <summary>What moves its traffic; null when nothing is said of it.</summary>
    public Kernel.TrafficSpec? Traffic { get; init; }

    /// <summary>The roles whose people may call a run back; empty when anybody may.</summary>
    public IReadOnlyList<string> MayRollBack { get; init; } = [];
}

/// <summary>Where a secret comes from. Exactly one of the three is set.</summary>
/// <param name="Env">Name of an environment variable of Slipway's own process.</param>
/// <param name="File">Path of a file whose text, without the last line end, is the value.</param>
/// <param name="Command">A command whose output, without the last line end, is the value.</param>
public sealed record SecretSource(string? Env, string? File, string? Command);

/// <summary>Something that checks ask: a database, a cache, a monitoring server.</summary>
/// <param name="Kind">What it is, for instance <c>postgresql</c>.</param>
/// <param name="Address">Path of the file (sqlite), otherwise a connection string or URL without secrets; may hold <c>${NAME}</c> for a variable or secret.</param>
public sealed record SourceBinding(string Kind, string Address)
{
    /// <summary>The kinds of sources there are.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Configuration.EnvironmentKeys.Source.All.Select(it => it.Name)];

    /// <summary>Whether it is asked in SQL.</summary>
    public bool SpeaksSql => Kind is "sqlite" or "postgresql" or "mysql";
}

/// <summary>What a program does.</summary>
/// <param name="Command">The program, or the program with its first words: <c>mytool status</c>.</param>
/// <param name="Effect">What it does.</param>
public sealed record ToolSpec(string Command, Kernel.Effect Effect);

/// <summary>An annotation for the item with these words.</summary>
/// <param name="Text">The item's words, blanks evened out, case ignored; a part is enough if it fits one item only.</param>
/// <param name="Annotation">What is said of it.</param>
public sealed record ItemSettings(string Text, AnnotationSpec Annotation);
