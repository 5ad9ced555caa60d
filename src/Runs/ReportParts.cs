using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>The steps that hold a gate in a run: each has one verdict, and one thing that it rests on.</summary>
public sealed record ReportCounts
{
    /// <summary>How many hold a gate; those left out where that holds nothing up are not among them.</summary>
    public required int Gates { get; init; }

    /// <summary>How many there are of each verdict.</summary>
    public required IReadOnlyDictionary<Verdict, int> Verdicts { get; init; }

    /// <summary>How many rest on what.</summary>
    public required IReadOnlyDictionary<ProvedBy, int> Proved { get; init; }

    /// <summary>Left out where that holds nothing up.</summary>
    public required int NotNeeded { get; init; }

    /// <summary>Still open: to be seen in the watch window, which is not over. They hold no gate of the go.</summary>
    public required int Later { get; init; }

    /// <summary>Blanks that only record: filled.</summary>
    public required int BlanksFilled { get; init; }

    /// <summary>Blanks that only record: empty.</summary>
    public required int BlanksEmpty { get; init; }

    /// <summary>Their share of the gates, from 0 to 1; 0 when there are no gates.</summary>
    public double Share(ProvedBy by) => Gates == 0 ? 0 : (double)Proved[by] / Gates;
}

/// <summary>A question that waits.</summary>
/// <param name="Step">The step.</param>
/// <param name="Line">Its line.</param>
/// <param name="Text">Its words.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Role">Who is asked; null when anybody may answer.</param>
/// <param name="People">The people who have that role, where <c>slipway.yaml</c> names any.</param>
/// <param name="Since">Since when; null when that is not written.</param>
public sealed record ReportHold(
    StepId Step,
    int Line,
    string Text,
    string Question,
    string? Role,
    IReadOnlyList<string> People,
    DateTimeOffset? Since
);

/// <summary>A gate that is shut.</summary>
/// <param name="Step">The step.</param>
/// <param name="Line">Its line.</param>
/// <param name="Text">Its words.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Why">The reason of the verdict.</param>
/// <param name="Needs">What would open it.</param>
public sealed record ReportGate(StepId Step, int Line, string Text, Verdict Verdict, string Why, string Needs);

/// <summary>An answer that a person gave: signed with a key, or an attestation by name.</summary>
/// <param name="At">When.</param>
/// <param name="Line">Line of the item.</param>
/// <param name="Text">The item's words.</param>
/// <param name="Kind">What the item is for.</param>
/// <param name="Given">The answer, and the digests it covers.</param>
public sealed record ReportSignature(DateTimeOffset At, int Line, string Text, ItemKind Kind, RunEvent.HoldAnswered Given)
{
    /// <summary>The answer was to the item's condition, not to the item.</summary>
    public bool OfCondition { get; init; }

    /// <summary>Another attempt was asked for since: it no longer counts.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>What has changed of that which was shown with it; empty while it covers what is.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>Approves or decides, as against merely confirming.</summary>
    public bool Signs => Kind is ItemKind.Signoff or ItemKind.Decision && !OfCondition;
}

/// <summary>An exception that a person signed.</summary>
/// <param name="At">When.</param>
/// <param name="Line">Line of the item.</param>
/// <param name="Text">The item's words.</param>
/// <param name="Given">The exception, and the digests it covers.</param>
public sealed record ReportWaiver(DateTimeOffset At, int Line, string Text, RunEvent.StepWaived Given)
{
    /// <summary>It had run out by the moment of which the report speaks.</summary>
    public bool Expired { get; init; }

    /// <summary>Another attempt was asked for since: it no longer counts.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>What has changed of that which was shown with it.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];
}

/// <summary>One of two people who opened a shut gate in an emergency.</summary>
/// <param name="At">When.</param>
/// <param name="Line">Line of the item.</param>
/// <param name="Text">The item's words.</param>
/// <param name="Given">Who, why, until when, and the digests it covers.</param>
public sealed record ReportGlass(DateTimeOffset At, int Line, string Text, RunEvent.GlassBroken Given)
{
    /// <summary>Its gate is open by it at the moment of which the report speaks.</summary>
    public bool Opens { get; init; }
}

/// <summary>Something that happened to the run.</summary>
/// <param name="At">When.</param>
/// <param name="What">In words.</param>
public sealed record ReportTurn(DateTimeOffset At, string What);
