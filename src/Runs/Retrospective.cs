using Slipway.Runs.Reports;

namespace Slipway.Runs;

/// <summary>One thing to speak about after the night.</summary>
/// <param name="Text">In words; foreign words in it are as the document and its commands wrote them.</param>
/// <param name="Where">Where it stands: <c>line 12</c>; null when it is about the run as a whole.</param>
public sealed record Remark(string Text, string? Where = null);

/// <summary>How long people of one role were waited for.</summary>
/// <param name="Role">The role; null when anybody was asked.</param>
/// <param name="Questions">Questions that were asked.</param>
/// <param name="Together">Their times together.</param>
/// <param name="Longest">The longest of them.</param>
public sealed record WaitedFor(string? Role, int Questions, TimeSpan Together, TimeSpan Longest);

/// <summary>
/// The draft of a retrospective: what the record of a run holds for the meeting after it. It says what was seen, and judges
/// nobody; what it means is for the people who were there. The same record makes the same draft.
/// </summary>
public sealed record Retrospective
{
    /// <summary>The run.</summary>
    public required ReportModel Run { get; init; }

    /// <summary>What went as it should.</summary>
    public required IReadOnlyList<Remark> WentWell { get; init; }

    /// <summary>What did not, the gates that stayed shut first.</summary>
    public required IReadOnlyList<Remark> DidNot { get; init; }

    /// <summary>What nobody could have expected from the document.</summary>
    public required IReadOnlyList<Remark> Surprised { get; init; }

    /// <summary>Whom the run waited for, the longest first.</summary>
    public required IReadOnlyList<WaitedFor> People { get; init; }

    /// <summary>What people wrote: comments at their answers, and blanks under headings that ask what was learned.</summary>
    public required IReadOnlyList<Remark> Written { get; init; }

    /// <summary>What is to be done: what people wrote under a heading of action items, then what the record proposes.</summary>
    public required IReadOnlyList<Remark> Actions { get; init; }

    /// <summary>The draft of a run, also of one that goes on.</summary>
    public static Retrospective Of(ReportModel run) => new RetrospectiveBuilder(run).Build();
}
