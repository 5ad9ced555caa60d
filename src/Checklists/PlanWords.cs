using System.Text.Json.Serialization;

namespace Slipway.Checklists;

/// <summary>What a line of a checklist is for: purpose beats mechanism. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ItemKind>))]
public enum ItemKind
{
    /// <summary>A person confirms it.</summary>
    [JsonStringEnumMemberName("manual")]
    Manual,

    /// <summary>A shell command is the action or the check.</summary>
    [JsonStringEnumMemberName("command")]
    Command,

    /// <summary>A URL or path is probed.</summary>
    [JsonStringEnumMemberName("http")]
    Http,

    /// <summary>A database statement or client meta-command.</summary>
    [JsonStringEnumMemberName("sql")]
    Sql,

    /// <summary>A number is compared with a bound.</summary>
    [JsonStringEnumMemberName("metric")]
    Metric,

    /// <summary>A named person, role or body approves.</summary>
    [JsonStringEnumMemberName("signoff")]
    Signoff,

    /// <summary>A choice between outcomes.</summary>
    [JsonStringEnumMemberName("decision")]
    Decision,

    /// <summary>Load moves.</summary>
    [JsonStringEnumMemberName("traffic")]
    Traffic,

    /// <summary>A message goes out.</summary>
    [JsonStringEnumMemberName("notify")]
    Notify,

    /// <summary>A concrete backup is made, copied, restored or verified.</summary>
    [JsonStringEnumMemberName("backup")]
    Backup,

    /// <summary>Observing over time.</summary>
    [JsonStringEnumMemberName("watch")]
    Watch,

    /// <summary>A condition that stops, halts or reverses the release.</summary>
    [JsonStringEnumMemberName("trigger")]
    Trigger,

    /// <summary>A step of a rollback or recovery procedure.</summary>
    [JsonStringEnumMemberName("rollback-step")]
    RollbackStep,

    /// <summary>A blank or pick list that records something.</summary>
    [JsonStringEnumMemberName("field")]
    Field,

    /// <summary>Its evidence is wholly its children.</summary>
    [JsonStringEnumMemberName("heading-group")]
    HeadingGroup,
}

/// <summary>What part of a document a line stands in. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Scope>))]
public enum Scope
{
    /// <summary>The way forward.</summary>
    [JsonStringEnumMemberName("forward")]
    Forward,

    /// <summary>The steps of a rollback or recovery.</summary>
    [JsonStringEnumMemberName("rollback")]
    Rollback,

    /// <summary>Conditions that start a rollback.</summary>
    [JsonStringEnumMemberName("rollback-trigger")]
    RollbackTrigger,

    /// <summary>Conditions of a go.</summary>
    [JsonStringEnumMemberName("go")]
    Go,

    /// <summary>Conditions of a no-go.</summary>
    [JsonStringEnumMemberName("no-go")]
    NoGo,

    /// <summary>Alerts that are to exist.</summary>
    [JsonStringEnumMemberName("alert-list")]
    AlertList,

    /// <summary>Observation after the change.</summary>
    [JsonStringEnumMemberName("watch")]
    Watch,

    /// <summary>Names, dates and signatures.</summary>
    [JsonStringEnumMemberName("sign-off")]
    SignOff,

    /// <summary>Text that explains.</summary>
    [JsonStringEnumMemberName("reference")]
    Reference,

    /// <summary>What to do when something is wrong.</summary>
    [JsonStringEnumMemberName("troubleshooting")]
    Troubleshooting,

    /// <summary>Whom to call.</summary>
    [JsonStringEnumMemberName("contacts")]
    Contacts,

    /// <summary>A form to be copied, not carried out.</summary>
    [JsonStringEnumMemberName("template")]
    Template,

    /// <summary>Marked by the author as not to be run.</summary>
    [JsonStringEnumMemberName("do-not-run")]
    DoNotRun,
}

/// <summary>Who acts when a trigger holds, from the least to the most that is left to people. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TriggerAuthority>))]
public enum TriggerAuthority
{
    /// <summary>Nobody is asked: the release goes back by itself.</summary>
    [JsonStringEnumMemberName("automatic")]
    Automatic,

    /// <summary>A person may act at once, alone and without a vote.</summary>
    [JsonStringEnumMemberName("immediate")]
    Immediate,

    /// <summary>People look at it and decide; so it is where a document does not say.</summary>
    [JsonStringEnumMemberName("considered")]
    Considered,
}

/// <summary>Who or what can prove a line. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Proof>))]
public enum Proof
{
    /// <summary>Nothing: it only groups, or it is not work.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>A machine, as written.</summary>
    [JsonStringEnumMemberName("machine")]
    Machine,

    /// <summary>A machine, once a source is named in <c>slipway.yaml</c>.</summary>
    [JsonStringEnumMemberName("binding")]
    Binding,

    /// <summary>A person says it.</summary>
    [JsonStringEnumMemberName("person")]
    Person,
}

/// <summary>How bad a finding is. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    [JsonStringEnumMemberName("note")]
    Note,

    /// <summary>Will likely hurt on the night.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>Cannot work as written.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}
