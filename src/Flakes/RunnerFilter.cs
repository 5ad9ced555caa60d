using Slipway.Flakes.Filtering;

namespace Slipway.Flakes;

/// <summary>A test by its name.</summary>
/// <param name="Suite">Its suite, as reports have it.</param>
/// <param name="Test">Its name within it.</param>
public sealed record NamedTest(string Suite, string Test);

/// <summary>A test that a filter does not do justice to.</summary>
/// <param name="Test">The test.</param>
/// <param name="Why">Why not, in a sentence without a subject.</param>
public sealed record UntoldTest(NamedTest Test, string Why);

/// <summary>What a filter is for.</summary>
public enum FilterAim
{
    /// <summary>Run everything but the tests. What cannot be left out alone runs.</summary>
    LeaveOut = 0,

    /// <summary>Run the tests and nothing else. What cannot be run alone brings others along.</summary>
    Only = 1,
}

/// <summary>
/// Tests in the words of a runner. Nothing is ever left out that was not named: where a runner cannot name a test alone, the test
/// runs, and that is told.
/// </summary>
/// <param name="Arguments">Arguments of the runner, not quoted for any shell; empty where it is to run everything.</param>
/// <param name="Script">The text of a file that the runner is given instead; null where arguments are enough.</param>
/// <param name="Untold">Tests that the filter does not speak of.</param>
/// <param name="Widened">Tests that bring others along.</param>
public sealed record RunnerFilter(
    IReadOnlyList<string> Arguments,
    string? Script,
    IReadOnlyList<UntoldTest> Untold,
    IReadOnlyList<UntoldTest> Widened
)
{
    private static readonly SortedDictionary<string, Func<FilterRequest, RunnerFilter>> Writers = new(StringComparer.Ordinal)
    {
        ["ctest"] = CtestFilter.Write,
        ["dotnet"] = DotnetFilter.Vstest,
        ["go"] = GoFilter.Write,
        ["googletest"] = GoogletestFilter.Write,
        ["gradle"] = JvmFilter.Gradle,
        ["jest"] = JavascriptFilter.Jest,
        ["maven"] = JvmFilter.Maven,
        ["mtp"] = DotnetFilter.Mtp,
        ["playwright"] = JavascriptFilter.Playwright,
        ["pytest"] = PytestFilter.Write,
        ["vitest"] = JavascriptFilter.Vitest,
        ["xunit3"] = DotnetFilter.Xunit3,
    };

    /// <summary>Runners that can be told, in the order of their names.</summary>
    public static IReadOnlyList<string> Runners { get; } = [.. Writers.Keys];

    /// <summary>Writes a filter.</summary>
    /// <param name="runner">One of <see cref="Runners"/>.</param>
    /// <param name="tests">The tests.</param>
    /// <param name="aim">What is to be done with them.</param>
    /// <param name="known">What other tests there are, as far as is known: none of them may be left out by accident.</param>
    /// <param name="textOf">The text of a file of the checkout by its path with slashes; null where there is none.</param>
    /// <exception cref="KeyNotFoundException">There is no such runner.</exception>
    public static RunnerFilter Write(
        string runner,
        IEnumerable<NamedTest> tests,
        FilterAim aim,
        IEnumerable<NamedTest> known,
        Func<string, string?> textOf
    )
    {
        var all = tests.ToLookup(it => HasControl(it.Suite) || HasControl(it.Test));
        var named = all[false]
            .Distinct()
            .OrderBy(it => it.Suite, StringComparer.Ordinal)
            .ThenBy(it => it.Test, StringComparer.Ordinal)
            .ToList();
        var written = Writers[runner](new(named, aim, [.. known.Except(named)], textOf));
        return written with
        {
            Untold =
            [
                .. written.Untold,
                .. all[true]
                    .Distinct()
                    .Select(it => new UntoldTest(it, "has a control character in its name, which no command line keeps")),
            ],
        };
    }

    private static bool HasControl(string name) => name.Any(char.IsControl);
}
