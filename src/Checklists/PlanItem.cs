using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>One line of the checklist that asks for something, and what was understood of it.</summary>
public sealed record PlanItem
{
    /// <summary>
    /// 1-based line of the item; of the opening fence of a block. Lines of included documents are counted on behind the last line
    /// of the checklist, so that a line is the one name of an item; <see cref="From"/> says where it really stands.
    /// </summary>
    public required int Line { get; init; }

    /// <summary>Of an item of an included document: its file and line there; null for the checklist's own.</summary>
    public Origin? From { get; init; }

    /// <summary>Where a person finds it: <c>line 12</c>, or <c>runbooks/db.md:12</c>.</summary>
    public string Where => From?.ToString() ?? $"line {Line}";

    /// <summary>The author's words: mark-up and box stripped, garbling repaired; of a block its opening fence.</summary>
    public required string Text { get; init; }

    /// <summary>What the line is for.</summary>
    public required ItemKind Kind { get; init; }

    /// <summary>Other kinds that a careful reader could defend.</summary>
    public IReadOnlyList<ItemKind> Also { get; init; } = [];

    /// <summary>The nearest heading above, mark-up stripped.</summary>
    public string Phase { get; init; } = "";

    /// <summary>What part of the document the line stands in.</summary>
    public Scope Scope { get; init; }

    /// <summary>Whether the line belongs to the way forward; never for triggers, rollback steps, reference text and templates.</summary>
    public bool Forward { get; init; } = true;

    /// <summary>What must be seen; null when the line states nothing that could be held against evidence.</summary>
    public Expectation? Expect { get; init; }

    /// <summary>How long a condition must hold: <c>5m</c>, <c>sustained</c>; also a heading's window <c>0h..2h</c>.</summary>
    public string? For { get; init; }

    /// <summary>Of a trigger: who acts when it holds. Null for all other kinds, and in plans of versions that did not read it.</summary>
    public TriggerAuthority? Authority { get; init; }

    /// <summary>How often: <c>15m</c>.</summary>
    public string? Cadence { get; init; }

    /// <summary>When: <c>07:00</c>, <c>T-24h</c>, <c>2024-12-10</c>.</summary>
    public string? At { get; init; }

    /// <summary>The box was ticked in the document: a claim, never a pass.</summary>
    public bool Ticked { get; init; }

    /// <summary>Line of the item that a block or a child hangs on.</summary>
    public int? AttachedTo { get; init; }

    /// <summary>Line of the opening fence that a command stands in.</summary>
    public int? InsideBlock { get; init; }

    /// <summary>Who or what can prove it.</summary>
    public Proof Proof { get; init; }

    /// <summary>What carrying it out does; the worst of its commands.</summary>
    public Effect Effect { get; init; }

    /// <summary>What may go wrong with carrying it out.</summary>
    public IReadOnlyList<Hazard> Hazards { get; init; } = [];

    /// <summary>The commands, in order; empty for what a person does.</summary>
    public IReadOnlyList<PlanCommand> Commands { get; init; } = [];

    /// <summary>How long the author thinks it takes: <c>15m</c>.</summary>
    public string? Estimate { get; init; }

    /// <summary>By when, counted from the event the line speaks of: <c>24h</c>.</summary>
    public string? Deadline { get; init; }

    /// <summary>The window in which it is observed: <c>0h..2h</c>.</summary>
    public string? Window { get; init; }

    /// <summary>May be left out by choice.</summary>
    public bool Optional { get; init; }

    /// <summary>The condition that is asked first, in the author's words.</summary>
    public string? Condition { get; init; }

    /// <summary>Name of the rule that decided the kind.</summary>
    public required string Why { get; init; }

    /// <summary>The check that a machine makes, where the line, an annotation or <c>slipway.yaml</c> gives one.</summary>
    public CheckSpec? Check { get; init; }

    /// <summary>Whether an annotation states <see cref="Expect"/>; otherwise it was read from the line.</summary>
    public bool ExpectIsSaid { get; init; }

    /// <summary>Whether <see cref="Check"/> stands in <c>slipway.yaml</c>, and not in the document.</summary>
    public bool CheckIsOfSettings { get; init; }

    /// <summary>The part of the sentence that the check proves, in the words of whoever named it; null when it proves the whole. The rest a person says.</summary>
    public string? Proves { get; init; }

    /// <summary>The role that signs; null when none is named.</summary>
    public string? Role { get; init; }

    /// <summary>Time limit of one attempt; null for the default.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>How many attempts at the most when it only reads; null for one.</summary>
    public int? Attempts { get; init; }

    /// <summary>A command that tells, after a crash, whether the change was made: exit code 0 says it was.</summary>
    public string? DoneWhen { get; init; }
}

/// <summary>One command of a block or line.</summary>
/// <param name="Line">1-based line on which it begins.</param>
/// <param name="Text">The command as a shell reads it; comments and prompts stripped, continuations and heredocs kept.</param>
/// <param name="Effect">What it does.</param>
public sealed record PlanCommand(int Line, string Text, Effect Effect)
{
    /// <summary>The language of the fence: <c>sh</c> (default), <c>powershell</c>, <c>sql</c>.</summary>
    public string Language { get; init; } = "sh";

    /// <summary>The comment above it; null when there is none.</summary>
    public string? Title { get; init; }

    /// <summary>An expectation of its own; null when it takes the item's.</summary>
    public Expectation? Expect { get; init; }

    /// <summary>What may go wrong with it.</summary>
    public IReadOnlyList<Hazard> Hazards { get; init; } = [];
}
