using System.Text.Json.Serialization;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>What a gate rests on. The names are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProvedBy>))]
public enum ProvedBy
{
    /// <summary>It is not proved.</summary>
    [JsonStringEnumMemberName("nothing")]
    Nothing,

    /// <summary>It passed, and evidence that a machine took shows it.</summary>
    [JsonStringEnumMemberName("machine")]
    Machine,

    /// <summary>It passed, and a person says so: an attestation by name.</summary>
    [JsonStringEnumMemberName("name")]
    Name,

    /// <summary>It did not pass; a signed exception opens its gate.</summary>
    [JsonStringEnumMemberName("waiver")]
    Waiver,

    /// <summary>It was left out where that holds nothing up: optional, or its condition does not hold.</summary>
    [JsonStringEnumMemberName("not-needed")]
    NotNeeded,

    /// <summary>It is to be seen in the watch window, which is not over: it stays open, and holds no gate of the go.</summary>
    [JsonStringEnumMemberName("later")]
    Later,
}

/// <summary>A part of the document: the items under one heading.</summary>
public sealed record ReportPhase
{
    /// <summary>The heading; empty for what stands before the first one.</summary>
    public required string Title { get; init; }

    /// <summary>1-based line of its first item.</summary>
    public required int Line { get; init; }

    /// <summary>The worst verdict of its gates; null when it has none.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Its steps that hold a gate.</summary>
    public required int Gates { get; init; }

    /// <summary>Those of them whose gate is open.</summary>
    public required int Open { get; init; }

    /// <summary>When the first of its steps began, or the first question was asked; null when neither did.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>When the last of its steps ended, or the last question was answered; the moment of which the report speaks while that goes on.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Something of it is being carried out, or waits.</summary>
    public bool GoesOn { get; init; }

    /// <summary>From <see cref="Began"/> to <see cref="Ended"/>; null when nothing of it was carried out or asked.</summary>
    public TimeSpan? Took => Ended - Began;

    /// <summary>What the author thinks that it takes; null when the heading does not say.</summary>
    public TimeSpan? Estimate { get; init; }

    /// <summary>Its items, in document order.</summary>
    public required IReadOnlyList<ReportItem> Items { get; init; }
}

/// <summary>One line of the document, with what became of it.</summary>
public sealed record ReportItem
{
    /// <summary>The step it is carried out as; null for what is no step: triggers, reference, templates.</summary>
    public StepId? Step { get; init; }

    /// <summary>1-based line.</summary>
    public required int Line { get; init; }

    /// <summary>Of an item of an included document: its file and line there.</summary>
    public Origin? From { get; init; }

    /// <summary>Where a person finds it: <c>line 12</c>, or <c>runbooks/db.md:12</c>.</summary>
    public string Where => From?.ToString() ?? $"line {Line}";

    /// <summary>The author's words.</summary>
    public required string Text { get; init; }

    /// <summary>What it is for.</summary>
    public required ItemKind Kind { get; init; }

    /// <summary>The part of the document it stands in.</summary>
    public Scope Scope { get; init; }

    /// <summary>How it comes to a verdict; null when it is no step.</summary>
    public Work? Work { get; init; }

    /// <summary>Where it stands; null when it is no step.</summary>
    public StepStage? Stage { get; init; }

    /// <summary>Its own verdict; null when only its children have one, and when it is no step.</summary>
    public Verdict? Own { get; init; }

    /// <summary>Its verdict with all its children: the worst; null when it is no step.</summary>
    public Verdict? Whole { get; init; }

    /// <summary>Reason of its own verdict.</summary>
    public string Why { get; init; } = "";

    /// <summary>What it rests on; null when it is no step, or only its children decide.</summary>
    public ProvedBy? Proved { get; init; }

    /// <summary>True when its gate is open, false when it is shut; null when it holds none or is not in play.</summary>
    public bool? Open { get; init; }

    /// <summary>A step of the way back.</summary>
    public bool Rollback { get; init; }

    /// <summary>May be left out by choice.</summary>
    public bool Optional { get; init; }

    /// <summary>Asked first, in the author's words.</summary>
    public string? Condition { get; init; }

    /// <summary>The document's box was ticked: a claim.</summary>
    public bool Ticked { get; init; }

    /// <summary>The expectation, in words.</summary>
    public string? Expect { get; init; }

    /// <summary>What carrying it out does.</summary>
    public Effect Effect { get; init; }

    /// <summary>Where it moves traffic, and what it has to show there; null when it moves none.</summary>
    public TrafficMove? Traffic { get; init; }

    /// <summary>The commands as they were shown.</summary>
    public IReadOnlyList<PlanCommand> Commands { get; init; } = [];

    /// <summary>Why a machine must not carry it out, or why the way back cannot be gone.</summary>
    public IReadOnlyList<string> Blocked { get; init; } = [];

    /// <summary>The attempts, in order.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>When it began, or the question was asked.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? Decided { get; init; }

    /// <summary>The answer that counts.</summary>
    public ReportSignature? Answer { get; init; }

    /// <summary>Why it was not carried out.</summary>
    public RunEvent.StepLeft? Left { get; init; }

    /// <summary>The exception that counts, or has expired.</summary>
    public ReportWaiver? Waiver { get; init; }

    /// <summary>Who went on although it did not pass.</summary>
    public RunEvent.FailureAccepted? Accepted { get; init; }

    /// <summary>Who typed the name of what was destroyed.</summary>
    public RunEvent.DestructionConfirmed? Confirmed { get; init; }

    /// <summary>How an unknown outcome was settled.</summary>
    public RunEvent.OutcomeSettled? Settled { get; init; }

    /// <summary>What the run recorded, or the number that was read.</summary>
    public string? Value { get; init; }

    /// <summary>What hangs on it, in document order.</summary>
    public IReadOnlyList<ReportItem> Children { get; init; } = [];
}
