using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Readying;

namespace Slipway.Runs;

/// <summary>One line of a report of readiness: what was looked at, and what it says.</summary>
/// <param name="What">What the line is about, in words.</param>
/// <param name="Verdict">What the evidence says; only a pass is proved.</param>
/// <param name="Why">The evidence in one line, or why there is none.</param>
public sealed record ReadinessLine(string What, Verdict Verdict, string Why)
{
    /// <summary>When it was looked at; null when nothing was.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Until when it counts; null when it does not age.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The reason, given in the settings, why this does not apply; null when it does.</summary>
    public string? Without { get; init; }

    /// <summary>Whether the line can hold anything up.</summary>
    public bool Counts => Without is null;
}

/// <summary>A part of a report of readiness.</summary>
/// <param name="Name">Its stable name.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Lines">Its lines, at least one.</param>
public sealed record ReadinessSection(string Name, string Title, IReadOnlyList<ReadinessLine> Lines)
{
    /// <summary>The worst of the lines that count; not run when none does.</summary>
    public Verdict Verdict => Verdicts.Worst(Lines.Where(it => it.Counts).Select(it => it.Verdict));

    /// <summary>True when nothing in it applies to this release.</summary>
    public bool DoesNotApply => Lines.All(it => !it.Counts);
}

/// <summary>What a report of readiness is made of; everything was looked at before.</summary>
public sealed record ReadinessFacts
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The environment.</summary>
    public required EnvironmentSpec Environment { get; init; }

    /// <summary>The operator's settings.</summary>
    public required Settings Settings { get; init; }

    /// <summary>What the linter says of the document.</summary>
    public required LintReport Lint { get; init; }

    /// <summary>Why the way back could not be gone; empty when nothing is known against it.</summary>
    public required IReadOnlyList<Finding> WayBackFaults { get; init; }

    /// <summary>The release's commit, by its full name; null when none is known.</summary>
    public string? Commit { get; init; }

    /// <summary>What is known of the commit: that the tree is clean, that it is the one which was named.</summary>
    public required IReadOnlyList<ReadinessLine> Release { get; init; }

    /// <summary>What trying the environment said.</summary>
    public required IReadOnlyList<ReadinessLine> Sources { get; init; }

    /// <summary>What the checks said, by name: those of the settings, and those that sources of the environment allow.</summary>
    public required IReadOnlyList<ReadinessLine> Checked { get; init; }

    /// <summary>Ended runs of the document, the newest first.</summary>
    public required IReadOnlyList<PastRun> Past { get; init; }

    /// <summary>Digest of the way back as it stands today, see <see cref="RunRecords.WayBackOf"/>; null where it is not known, and then not compared.</summary>
    public string? WayBack { get; init; }

    /// <summary>When the report is made.</summary>
    public required DateTimeOffset Now { get; init; }
}

/// <summary>
/// Whether a go-live could be decided on: sections with verdicts, the decision asked for, what it rests on and what it does not,
/// the open risks, and when it expires. Every line is evidence, or says that it is not proved.
/// </summary>
public sealed record ReadinessReport
{
    /// <summary>Title of the document.</summary>
    public required string Title { get; init; }

    /// <summary>The document.</summary>
    public required string File { get; init; }

    /// <summary>Digest of the plan.</summary>
    public required string PlanDigest { get; init; }

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The release's commit; null when none is known.</summary>
    public required string? Commit { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The sections, always the same ones in the same order.</summary>
    public required IReadOnlyList<ReadinessSection> Sections { get; init; }

    /// <summary>How many of the document's claims a machine proves.</summary>
    public required ProofShares Shares { get; init; }

    /// <summary>What is asked of whom, in sentences.</summary>
    public required IReadOnlyList<string> Decision { get; init; }

    /// <summary>What may still go wrong, in sentences.</summary>
    public required IReadOnlyList<string> Risks { get; init; }

    /// <summary>When it no longer counts.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>What runs out first.</summary>
    public required string ExpiresBecause { get; init; }

    /// <summary>The worst of the sections that apply: only a pass is ready.</summary>
    public Verdict Verdict => Verdicts.Worst(Sections.Where(it => !it.DoesNotApply).Select(it => it.Verdict));

    /// <summary>Lines that are proved.</summary>
    public IEnumerable<ReadinessLine> RestsOn =>
        Sections.SelectMany(it => it.Lines).Where(it => it is { Counts: true, Verdict: Verdict.Pass });

    /// <summary>Lines that are not: failed, or never shown.</summary>
    public IEnumerable<ReadinessLine> DoesNotRestOn =>
        Sections.SelectMany(it => it.Lines).Where(it => it.Counts && it.Verdict != Verdict.Pass);

    /// <summary>Makes the report. Pure.</summary>
    public static ReadinessReport Of(ReadinessFacts facts) => new ReadinessBuilder(facts).Build();
}
