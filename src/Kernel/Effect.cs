using System.Text.Json.Serialization;

namespace Slipway.Kernel;

/// <summary>What carrying something out does to the world. Ordered: a later one is worse. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Effect>))]
public enum Effect
{
    /// <summary>Nothing is carried out: a person says it.</summary>
    None = 0,

    /// <summary>Only looks; may repeat and run beside others.</summary>
    Reads = 1,

    /// <summary>Changes state; runs once, in a started run. What is not known counts as this.</summary>
    Changes = 2,

    /// <summary>Destroys or replaces data; as <see cref="Changes"/>, and a person types the name of the target first.</summary>
    Destroys = 3,
}

/// <summary>What may go wrong with carrying something out. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Hazard>))]
public enum Hazard
{
    /// <summary>Holds an unfilled placeholder; never runs.</summary>
    [JsonStringEnumMemberName("placeholder")]
    Placeholder,

    /// <summary>Does not end by itself; runs only while an expectation on its output is awaited.</summary>
    [JsonStringEnumMemberName("never-ends")]
    NeverEnds,

    /// <summary>Waits for a person; never runs.</summary>
    [JsonStringEnumMemberName("interactive")]
    Interactive,

    /// <summary>Acts on another host.</summary>
    [JsonStringEnumMemberName("remote")]
    Remote,

    /// <summary>Asks for more rights than its caller has.</summary>
    [JsonStringEnumMemberName("privileged")]
    Privileged,

    /// <summary>Destroys or replaces data.</summary>
    [JsonStringEnumMemberName("destroys")]
    Destroys,

    /// <summary>Its exit code does not tell of its failure.</summary>
    [JsonStringEnumMemberName("hides-failure")]
    HidesFailure,

    /// <summary>Its exit code says the opposite of what is meant.</summary>
    [JsonStringEnumMemberName("wrong-polarity")]
    WrongPolarity,

    /// <summary>Rests on a working directory or variable that another step set.</summary>
    [JsonStringEnumMemberName("needs-state")]
    NeedsState,

    /// <summary>Shows a secret to everybody who can list processes.</summary>
    [JsonStringEnumMemberName("secret-on-command-line")]
    SecretOnCommandLine,
}
