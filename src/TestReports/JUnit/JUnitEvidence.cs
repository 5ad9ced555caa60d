using Slipway.TestReports.Xml;

namespace Slipway.TestReports.JUnit;

/// <summary>Marks by which the writers of JUnit XML are known. Each was seen in files that the tool itself wrote, or in its source.</summary>
internal static class JUnitEvidence
{
    /// <summary>From the attributes of a suite.</summary>
    public static ReportDialect OfSuite(Utf8Xml xml, bool isRoot)
    {
        var name = xml["name"u8] ?? "";
        if (OfName(name) is { } named)
        {
            return named;
        }

        if (
            (xml["noNamespaceSchemaLocation"u8] ?? xml["xsi:noNamespaceSchemaLocation"u8] ?? "").Contains(
                "surefire",
                StringComparison.Ordinal
            )
        )
        {
            return ReportDialect.Surefire;
        }

        if (isRoot && xml.Is("testsuites"u8))
        {
            return OfRoot(xml, name);
        }

        return IsCypress(xml) ? ReportDialect.Cypress
            : xml.Index("assertions"u8) >= 0
            && xml.Index("warnings"u8) is var warnings
            && (warnings >= 0 || xml.Index("skipped"u8) >= 0)
            && xml.Index("hostname"u8) < 0
                ? ReportDialect.Phpunit
            : Starts(xml, "name"u8, "tests"u8, "skipped"u8, "failures"u8, "errors"u8, "timestamp"u8) ? ReportDialect.Gradle
            : Starts(xml, "errors"u8, "failures"u8, "hostname"u8, "name"u8) || Starts(xml, "errors"u8, "failures"u8, "hostname"u8, "id"u8)
                ? ReportDialect.Ant
            : Starts(xml, "name"u8, "errors"u8, "failures"u8, "skipped"u8, "tests"u8, "time"u8) && xml.Index("hostname"u8) >= 0
                ? ReportDialect.Pytest
            : Starts(xml, "name"u8, "tests"u8, "file"u8, "time"u8) && isRoot ? ReportDialect.UnittestXml
            : Starts(xml, "tests"u8, "skipped"u8, "errors"u8, "failures"u8, "id"u8) ? ReportDialect.Boost
            : Starts(xml, "name"u8, "tests"u8, "errors"u8, "failures"u8, "skipped"u8, "time"u8) ? ReportDialect.Robot
            : Starts(xml, "name"u8, "id"u8, "timestamp"u8, "tests"u8) ? ReportDialect.Newman
            : xml["hostname"u8] == "tbd" ? ReportDialect.Catch2
            : name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && xml.Index("package"u8) >= 0 ? ReportDialect.DotnetJunit
            : Starts(xml, "name"u8, "tests"u8, "failures"u8, "disabled"u8, "skipped"u8) ? ReportDialect.Ctest
            : ReportDialect.Generic;
    }

    /// <summary>Cypress writes with the reporters of Mocha; the files that it runs have names of their own.</summary>
    public static bool IsCypress(Utf8Xml xml) =>
        xml["file"u8] is { } file
        && (file.Contains(".cy.", StringComparison.Ordinal) || file.StartsWith("cypress/", StringComparison.Ordinal));

    /// <summary>From a property of a suite; null when it says nothing.</summary>
    public static ReportDialect? OfProperty(string? name, string? value) =>
        name switch
        {
            "go.version" => value?.Contains('/', StringComparison.Ordinal) == true ? ReportDialect.Gotestsum : ReportDialect.GoJunitReport,
            "surefire.test.class.path" or "surefire.real.class.path" or "surefire.version" => ReportDialect.Surefire,
            "ant.file" or "ant.version" or "ant.home" => ReportDialect.Ant,
            "specId" or "suiteName" => ReportDialect.Webdriverio,
            "random-seed" => ReportDialect.Catch2,
            _ => null,
        };

    /// <summary>From the attributes of a case.</summary>
    public static ReportDialect OfCase(Utf8Xml xml)
    {
        var result = xml["result"u8];
        if (result is "completed" or "suppressed" or "skipped" && xml.Index("status"u8) >= 0)
        {
            return ReportDialect.Googletest;
        }

        return xml.Index("duration"u8) >= 0 && xml["status"u8] == "run" ? ReportDialect.Bazel
            : xml["status"u8] is "run" or "notrun" or "fail" or "disabled" ? ReportDialect.Ctest
            : xml["classname"u8] is "test" or "suite" ? ReportDialect.Node
            : (xml["classname"u8] ?? "").StartsWith("Elixir.", StringComparison.Ordinal) ? ReportDialect.Exunit
            : ReportDialect.Generic;
    }

    private static ReportDialect? OfName(string name) =>
        name switch
        {
            "pytest" or "pytest tests" => ReportDialect.Pytest,
            "jest tests" => ReportDialect.JestJunit,
            "vitest tests" => ReportDialect.Vitest,
            "Mocha Tests" => ReportDialect.Mocha,
            "nextest-run" => ReportDialect.Nextest,
            _ when name.StartsWith("rspec", StringComparison.Ordinal) => ReportDialect.Rspec,
            _ when name.StartsWith("Elixir.", StringComparison.Ordinal) => ReportDialect.Exunit,
            _ => null,
        };

    private static ReportDialect OfRoot(Utf8Xml xml, string name)
    {
        if (xml.AttributeCount == 0)
        {
            return ReportDialect.Generic;
        }

        return xml.AttributeName(0).SequenceEqual("uuid"u8) || xml.Index("uuid"u8) >= 0 && name.Length > 0 ? ReportDialect.Nextest
            : xml.AttributeName(0).SequenceEqual("id"u8) && xml.Index("name"u8) == 1 && xml.Index("time"u8) == xml.AttributeCount - 1
                ? ReportDialect.Playwright
            : name == "AllTests" ? ReportDialect.Googletest
            : ReportDialect.Generic;
    }

    private static bool Starts(
        Utf8Xml xml,
        ReadOnlySpan<byte> first,
        ReadOnlySpan<byte> second,
        ReadOnlySpan<byte> third,
        ReadOnlySpan<byte> fourth
    ) =>
        xml.AttributeCount >= 4
        && xml.AttributeName(0).SequenceEqual(first)
        && xml.AttributeName(1).SequenceEqual(second)
        && xml.AttributeName(2).SequenceEqual(third)
        && xml.AttributeName(3).SequenceEqual(fourth);

    private static bool Starts(
        Utf8Xml xml,
        ReadOnlySpan<byte> first,
        ReadOnlySpan<byte> second,
        ReadOnlySpan<byte> third,
        ReadOnlySpan<byte> fourth,
        ReadOnlySpan<byte> fifth
    ) => Starts(xml, first, second, third, fourth) && xml.AttributeCount >= 5 && xml.AttributeName(4).SequenceEqual(fifth);

    private static bool Starts(
        Utf8Xml xml,
        ReadOnlySpan<byte> first,
        ReadOnlySpan<byte> second,
        ReadOnlySpan<byte> third,
        ReadOnlySpan<byte> fourth,
        ReadOnlySpan<byte> fifth,
        ReadOnlySpan<byte> sixth
    ) => Starts(xml, first, second, third, fourth, fifth) && xml.AttributeCount >= 6 && xml.AttributeName(5).SequenceEqual(sixth);
}
