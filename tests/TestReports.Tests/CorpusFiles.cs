using System.Text;

namespace Slipway.TestReports.Tests;

/// <summary>One file of the corpus and what it holds, counted by other means.</summary>
public sealed record Expected(string File, string Format, string Dialect, string Status, long[] Counts);

/// <summary>The files in <c>Corpus</c>, and reading what stands in a string.</summary>
internal static class CorpusFiles
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Corpus");

    public static IReadOnlyList<Expected> All { get; } =
    [
        .. File.ReadLines(Path.Combine(Folder, "expected.tsv"))
            .Where(it => !it.StartsWith('#'))
            .Select(it => it.Split('\t'))
            .Select(it => new Expected(it[0], it[1], it[2], it[3], [.. it[4..10].Select(long.Parse)])),
    ];

    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    public static ReportSummary Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public static ReportSummary Read(byte[] bytes, ReportLimits? limits = null) => ReadAll(bytes, limits).ShouldHaveSingleItem();

    public static IReadOnlyList<ReportSummary> ReadAll(byte[] bytes, ReportLimits? limits = null) =>
        [.. TestReportReader.Read(new MemoryStream(bytes), "report", null, limits, TestContext.Current.CancellationToken)];

    public static IReadOnlyList<TestCase> Cases(string text) => Cases(Encoding.UTF8.GetBytes(text));

    public static IReadOnlyList<TestCase> Cases(byte[] bytes, ReportLimits? limits = null)
    {
        var cases = new List<TestCase>();
        foreach (
            var _ in TestReportReader.Read(
                new MemoryStream(bytes),
                "report",
                (_, it) => cases.Add(it),
                limits,
                TestContext.Current.CancellationToken
            )
        )
        {
            // Enumerated for the cases.
        }

        return cases;
    }

    /// <summary>Tests, failures, errors, skipped, flaky, reruns.</summary>
    public static long[] Counts(ReportSummary it) => [it.Tests, it.Failures, it.Errors, it.Skipped, it.Flaky, it.Reruns];
}
