namespace Slipway.Flakes.Filtering;

/// <summary>What a filter is asked for.</summary>
/// <param name="Tests">The tests, sorted, each once.</param>
/// <param name="Aim">What is to be done with them.</param>
/// <param name="Others">Tests that are known and not named.</param>
/// <param name="TextOf">The text of a file of the checkout; null where there is none.</param>
internal sealed record FilterRequest(
    IReadOnlyList<NamedTest> Tests,
    FilterAim Aim,
    IReadOnlyList<NamedTest> Others,
    Func<string, string?> TextOf
)
{
    public bool LeavesOut => Aim == FilterAim.LeaveOut;
}

/// <summary>Collects the names of tests in a runner's words.</summary>
internal sealed class ToldTests(FilterRequest request)
{
    private readonly List<string> _names = [];
    private readonly List<UntoldTest> _untold = [];
    private readonly List<UntoldTest> _widened = [];

    /// <summary>Each once, in the order of the tests.</summary>
    public IReadOnlyList<string> Names => [.. _names.Distinct(StringComparer.Ordinal)];

    public void Add(string name) => _names.Add(name);

    /// <summary>The runner has no name for the test.</summary>
    public void Untold(NamedTest test, string why) => _untold.Add(new(test, why));

    /// <summary>A name that means more than the test: never for leaving out.</summary>
    public void Wide(NamedTest test, string name, string why)
    {
        if (request.LeavesOut)
        {
            Untold(test, why);
            return;
        }

        _names.Add(name);
        _widened.Add(new(test, why));
    }

    public RunnerFilter With(IEnumerable<string> arguments, string? script = null) =>
        new(Names.Count == 0 ? [] : [.. arguments], Names.Count == 0 ? null : script, _untold, _widened);
}
