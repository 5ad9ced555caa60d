using System.Text.Json.Serialization;

namespace Slipway.TestReports;

/// <summary>Which tool wrote a report, as far as its content tells. The names are stored and sent.</summary>
public enum ReportDialect
{
    /// <summary>It cannot be told.</summary>
    [JsonStringEnumMemberName("generic")]
    Generic,

    /// <summary>Apache Ant.</summary>
    [JsonStringEnumMemberName("ant")]
    Ant,

    /// <summary>Maven Surefire and Failsafe.</summary>
    [JsonStringEnumMemberName("surefire")]
    Surefire,

    /// <summary>Gradle.</summary>
    [JsonStringEnumMemberName("gradle")]
    Gradle,

    /// <summary>pytest.</summary>
    [JsonStringEnumMemberName("pytest")]
    Pytest,

    /// <summary>unittest-xml-reporting.</summary>
    [JsonStringEnumMemberName("unittest-xml")]
    UnittestXml,

    /// <summary>jest-junit.</summary>
    [JsonStringEnumMemberName("jest-junit")]
    JestJunit,

    /// <summary>Jest.</summary>
    [JsonStringEnumMemberName("jest")]
    Jest,

    /// <summary>Vitest.</summary>
    [JsonStringEnumMemberName("vitest")]
    Vitest,

    /// <summary>Mocha and its reporters.</summary>
    [JsonStringEnumMemberName("mocha")]
    Mocha,

    /// <summary>Cypress.</summary>
    [JsonStringEnumMemberName("cypress")]
    Cypress,

    /// <summary>Playwright.</summary>
    [JsonStringEnumMemberName("playwright")]
    Playwright,

    /// <summary>WebdriverIO.</summary>
    [JsonStringEnumMemberName("webdriverio")]
    Webdriverio,

    /// <summary>Node's own test runner.</summary>
    [JsonStringEnumMemberName("node")]
    Node,

    /// <summary>PHPUnit.</summary>
    [JsonStringEnumMemberName("phpunit")]
    Phpunit,

    /// <summary>RSpec.</summary>
    [JsonStringEnumMemberName("rspec")]
    Rspec,

    /// <summary>ExUnit.</summary>
    [JsonStringEnumMemberName("exunit")]
    Exunit,

    /// <summary>go-junit-report.</summary>
    [JsonStringEnumMemberName("go-junit-report")]
    GoJunitReport,

    /// <summary>gotestsum.</summary>
    [JsonStringEnumMemberName("gotestsum")]
    Gotestsum,

    /// <summary>The go tool itself.</summary>
    [JsonStringEnumMemberName("go")]
    Go,

    /// <summary>cargo-nextest.</summary>
    [JsonStringEnumMemberName("nextest")]
    Nextest,

    /// <summary>GoogleTest.</summary>
    [JsonStringEnumMemberName("googletest")]
    Googletest,

    /// <summary>Catch2.</summary>
    [JsonStringEnumMemberName("catch2")]
    Catch2,

    /// <summary>CTest.</summary>
    [JsonStringEnumMemberName("ctest")]
    Ctest,

    /// <summary>Boost.Test.</summary>
    [JsonStringEnumMemberName("boost")]
    Boost,

    /// <summary>Bazel, for a test that writes no report of its own.</summary>
    [JsonStringEnumMemberName("bazel")]
    Bazel,

    /// <summary>Newman.</summary>
    [JsonStringEnumMemberName("newman")]
    Newman,

    /// <summary>Robot Framework.</summary>
    [JsonStringEnumMemberName("robot")]
    Robot,

    /// <summary>The JUnit logger for <c>dotnet test</c>.</summary>
    [JsonStringEnumMemberName("dotnet-junit")]
    DotnetJunit,

    /// <summary>The Microsoft test platform.</summary>
    [JsonStringEnumMemberName("vstest")]
    Vstest,

    /// <summary>NUnit.</summary>
    [JsonStringEnumMemberName("nunit")]
    Nunit,

    /// <summary>xUnit.net.</summary>
    [JsonStringEnumMemberName("xunit")]
    Xunit,

    /// <summary>TestNG.</summary>
    [JsonStringEnumMemberName("testng")]
    Testng,
}
