namespace Slipway.Runs;

/// <summary>
/// A run on disk: <c>journal.jsonl</c>, <c>evidence/</c>, <c>source.md</c> (the author's bytes), <c>checklist.md</c> (filled),
/// <c>report.html</c>, <c>report.md</c>, <c>report.json</c>, <c>statement.json</c>, <c>statement.pub</c>. Zipped, it is the bundle.
/// </summary>
/// <param name="Path">The folder.</param>
public sealed record RunFolder(string Path)
{
    /// <summary>The journal.</summary>
    public string Journal => In("journal.jsonl");

    /// <summary>Raw outputs by digest.</summary>
    public string Evidence => In("evidence");

    /// <summary>The author's document as it was when the run began.</summary>
    public string Source => In("source.md");

    /// <summary>The documents that it includes, by their digests; there only when it includes some.</summary>
    public string Included => In("included");

    /// <summary>The plan that was shown.</summary>
    public string Plan => In("plan.json");

    /// <summary>The filled document.</summary>
    public string Checklist => In("checklist.md");

    /// <summary>The report for people.</summary>
    public string ReportHtml => In("report.html");

    /// <summary>The report for a pull request.</summary>
    public string ReportMarkdown => In("report.md");

    /// <summary>The report for programs.</summary>
    public string ReportJson => In("report.json");

    /// <summary>The signed statement over the whole of it, see <see cref="RunStatement"/>.</summary>
    public string Statement => In("statement.json");

    /// <summary>The public key that signed, for whoever verifies with other tools.</summary>
    public string StatementKey => In("statement.pub");

    /// <summary>Where commands leave their output until it is evidence; gone when the run ends.</summary>
    public string Work => In("work");

    /// <summary>Names of the files that are made from the record and sealed with it. Those of a run that an earlier version sealed are the ones that its seal names.</summary>
    public static IReadOnlyList<string> Made { get; } =
    ["source.md", "plan.json", "checklist.md", "report.html", "report.md", "report.json"];

    /// <summary>Folder of one attempt at a step.</summary>
    public string AttemptOf(StepId step, int attempt) => System.IO.Path.Combine(Work, $"{step.Value}-{attempt}");

    /// <summary>A file of the folder.</summary>
    public string In(string name) => System.IO.Path.Combine(Path, name);
}
