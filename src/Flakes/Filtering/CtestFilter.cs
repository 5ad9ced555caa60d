namespace Slipway.Flakes.Filtering;

/// <summary>CTest: a pattern over names, which are unique within a build.</summary>
/// <remarks>Sources: cmake.org/cmake/help/latest/manual/ctest.1.html, and the regular expressions of cmake's <c>string</c>.</remarks>
internal static class CtestFilter
{
    public static RunnerFilter Write(FilterRequest request)
    {
        var told = new ToldTests(request);
        foreach (var test in request.Tests)
        {
            told.Add(string.Concat(test.Test.Select(it => @"\^$.|?*+()[]".Contains(it, StringComparison.Ordinal) ? $"\\{it}" : $"{it}")));
        }

        return told.With([request.LeavesOut ? "-E" : "-R", $"^({string.Join('|', told.Names)})$"]);
    }
}

/// <summary>GoogleTest: names with wildcards, joined by colons.</summary>
/// <remarks>Source: google.github.io/googletest/advanced.html, "Running a Subset of the Tests".</remarks>
internal static class GoogletestFilter
{
    public static RunnerFilter Write(FilterRequest request)
    {
        var told = new ToldTests(request);
        foreach (var test in request.Tests)
        {
            var name = test.Suite.Length > 0 ? $"{test.Suite}.{test.Test}" : test.Test;
            if (name.AsSpan().ContainsAny("*?:-"))
            {
                told.Untold(test, "has a character in its name that is a sign of the filter itself");
            }
            else
            {
                told.Add(name);
            }
        }

        return told.With([$"--gtest_filter={(request.LeavesOut ? "-" : "")}{string.Join(':', told.Names)}"]);
    }
}
