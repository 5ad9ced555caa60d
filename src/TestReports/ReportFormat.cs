using System.Text.Json.Serialization;

namespace Slipway.TestReports;

/// <summary>Format of a report of tests. The names are stored and sent.</summary>
public enum ReportFormat
{
    /// <summary><c>testsuites</c> and <c>testsuite</c>, written by many tools.</summary>
    [JsonStringEnumMemberName("junit-xml")]
    JunitXml,

    /// <summary><c>TestRun</c> of the Microsoft test platform.</summary>
    [JsonStringEnumMemberName("trx")]
    Trx,

    /// <summary><c>test-run</c> of NUnit 3 and later.</summary>
    [JsonStringEnumMemberName("nunit3-xml")]
    Nunit3Xml,

    /// <summary><c>test-results</c> of NUnit 2.</summary>
    [JsonStringEnumMemberName("nunit2-xml")]
    Nunit2Xml,

    /// <summary><c>assemblies</c> or <c>assembly</c> of xUnit.net 1, 2 and 3.</summary>
    [JsonStringEnumMemberName("xunit-xml")]
    XunitXml,

    /// <summary><c>testng-results</c>.</summary>
    [JsonStringEnumMemberName("testng-xml")]
    TestngXml,

    /// <summary><c>TestLog</c> and <c>TestResult</c> of Boost.Test.</summary>
    [JsonStringEnumMemberName("boost-xml")]
    BoostXml,

    /// <summary><c>Site</c> with <c>Testing</c>, the dashboard file of CTest.</summary>
    [JsonStringEnumMemberName("ctest-xml")]
    CtestXml,

    /// <summary>The Test Anything Protocol, versions 12 to 14.</summary>
    [JsonStringEnumMemberName("tap")]
    Tap,

    /// <summary>The event stream of <c>go test -json</c>.</summary>
    [JsonStringEnumMemberName("go-json")]
    GoJson,

    /// <summary>The JSON reporter of Playwright.</summary>
    [JsonStringEnumMemberName("playwright-json")]
    PlaywrightJson,

    /// <summary>The JSON of Jest, and of Vitest, which writes the same.</summary>
    [JsonStringEnumMemberName("jest-json")]
    JestJson,

    /// <summary>The Common Test Report Format.</summary>
    [JsonStringEnumMemberName("ctrf-json")]
    CtrfJson,

    /// <summary>The JSON reporter of Mocha.</summary>
    [JsonStringEnumMemberName("mocha-json")]
    MochaJson,

    /// <summary>The JSON output of GoogleTest.</summary>
    [JsonStringEnumMemberName("googletest-json")]
    GoogletestJson,
}
