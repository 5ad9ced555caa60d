using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>
/// What a person wrote to be understood without inference: in an HTML comment beside the item, behind a fence's language, or
/// in <c>slipway.yaml</c>. What is null was not said. A document may raise an effect, never lower it.
/// </summary>
public sealed record AnnotationSpec
{
    /// <summary>File and line it stands on, for explanations: <c>GO-LIVE.md:12</c>.</summary>
    public required string Where { get; init; }

    /// <summary><c>kind=</c></summary>
    public ItemKind? Kind { get; init; }

    /// <summary><c>expect="…"</c></summary>
    public Expectation? Expect { get; init; }

    /// <summary><c>scope=</c></summary>
    public Scope? Scope { get; init; }

    /// <summary><c>effect=</c></summary>
    public Effect? Effect { get; init; }

    /// <summary><c>authority=</c>, of a trigger.</summary>
    public TriggerAuthority? Authority { get; init; }

    /// <summary><c>role="…"</c></summary>
    public string? Role { get; init; }

    /// <summary><c>limit=5m</c></summary>
    public TimeSpan? Limit { get; init; }

    /// <summary><c>attempts=3</c></summary>
    public int? Attempts { get; init; }

    /// <summary><c>at=</c>, a moment in the plan's words.</summary>
    public string? At { get; init; }

    /// <summary><c>for=</c></summary>
    public string? For { get; init; }

    /// <summary><c>cadence=</c></summary>
    public string? Cadence { get; init; }

    /// <summary><c>optional</c></summary>
    public bool? Optional { get; init; }

    /// <summary><c>if="…"</c></summary>
    public string? Condition { get; init; }

    /// <summary><c>done-when="…"</c>, a command.</summary>
    public string? DoneWhen { get; init; }

    /// <summary><c>metric="…"</c>, the name of a metric of the environment.</summary>
    public string? Metric { get; init; }

    /// <summary><c>check=http url=/health</c>: the kind and its settings.</summary>
    public CheckSpec? Check { get; init; }

    /// <summary><c>proves="…"</c>: the part of the sentence that the check proves; the rest a person says. Null when it proves the whole.</summary>
    public string? Proves { get; init; }
}
