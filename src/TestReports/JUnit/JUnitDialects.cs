using Slipway.TestReports.Counting;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.JUnit;

/// <summary>
/// Tells from the suites, properties and cases which tool wrote the file, and what follows for rows that come twice:
/// <c>docs/decisions/0075-a-row-that-comes-again.md</c>.
/// </summary>
internal sealed class JUnitDialects
{
    private const string Stress = "@stress-";

    public ReportDialect Told { get; private set; }

    /// <summary>Whether rows with the same names are one case.</summary>
    public bool Folds =>
        Told is ReportDialect.Pytest or ReportDialect.Gradle or ReportDialect.Gotestsum or ReportDialect.GoJunitReport || _stress;

    /// <summary>Whether they are so only behind a failure.</summary>
    public bool OnlyAfterFailure => Told is ReportDialect.Gradle;

    /// <summary>Whether repeats stand in suites of their own.</summary>
    public bool RepeatsAcrossSuites => _stress;

    /// <summary>Whether what a suite declares as its tests are none: assertions in Catch2, those of all iterations in Newman.</summary>
    public bool CountsOtherThings => Told is ReportDialect.Catch2 or ReportDialect.Newman;

    private bool _stress;

    /// <summary>What rows of this suite have in common; the iterations of a stress run are one suite.</summary>
    public ulong SuiteKey(string name, ulong ordinal)
    {
        if (Told == ReportDialect.Nextest && name.LastIndexOf(Stress, StringComparison.Ordinal) is >= 0 and var at)
        {
            _stress = true;
            return Hashing.Of(System.Text.Encoding.UTF8.GetBytes(name[..at]));
        }

        return ordinal * 0x9E3779B97F4A7C15;
    }

    public void Suite(Utf8Xml xml, bool isRoot)
    {
        if (Told == ReportDialect.Generic)
        {
            Told = JUnitEvidence.OfSuite(xml, isRoot);
        }
        else if (Told == ReportDialect.Mocha && JUnitEvidence.IsCypress(xml))
        {
            Told = ReportDialect.Cypress;
        }
    }

    public void Property(string? name, string? value)
    {
        if (Told is ReportDialect.Generic or ReportDialect.Ant && JUnitEvidence.OfProperty(name, value) is { } told)
        {
            Told = told;
        }
    }

    private bool _sawCase;

    public void Case(Utf8Xml xml)
    {
        if (!_sawCase && Told == ReportDialect.Generic)
        {
            Told = JUnitEvidence.OfCase(xml);
        }

        _sawCase = true;
    }

    /// <summary>pytest writes a case whose teardown broke after it had failed as two rows.</summary>
    public bool IsSecondEnd(Utf8Xml xml) =>
        Told == ReportDialect.Pytest && xml.Index("message"u8) is >= 0 and var at && xml.RawValue(at).StartsWith("failed on teardown"u8);

    /// <summary>A row that says of itself that it was run again.</summary>
    public bool IsRerunMark(Utf8Xml xml) =>
        Told == ReportDialect.Pytest && xml.Index("type"u8) is >= 0 and var at && xml.RawValue(at).SequenceEqual("pytest.rerun"u8);
}
