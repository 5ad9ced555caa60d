using Slipway.Flakes.Quarantining;

namespace Slipway.Flakes;

/// <summary>One test as it is shown: how it stands, its history as a strip, where it did what, its failures.</summary>
/// <param name="Test">How it stands, and why.</param>
/// <param name="Strip">Its history as a row of cells.</param>
/// <param name="Hosts">What it did on which machine, those with the most flakes first.</param>
/// <param name="Branches">The same by branch; all pull requests are one.</param>
/// <param name="Failures">Its failures in the order of time.</param>
public sealed record TestPicture(
    TestVerdict Test,
    TestStrip Strip,
    IReadOnlyList<TestShare> Hosts,
    IReadOnlyList<TestShare> Branches,
    IReadOnlyList<FailureVerdict> Failures
)
{
    /// <summary>The pictures of tests that are in the history, in the order of the verdicts.</summary>
    /// <param name="history">What the tests did.</param>
    /// <param name="verdicts">What is thought of it.</param>
    /// <param name="wanted">Which tests.</param>
    /// <param name="cells">Cells of a strip at most; 1 or more.</param>
    public static IReadOnlyList<TestPicture> Of(TestHistory history, FlakeVerdicts verdicts, Func<TestVerdict, bool> wanted, int cells)
    {
        var failures = verdicts.Failures.ToLookup(it => (it.Suite, it.Test));
        var tests = JudgedTest.All(history, verdicts);
        return
        [
            .. verdicts
                .Tests.Where(wanted)
                .Select(it =>
                {
                    var test = tests[(it.Suite, it.Test)];
                    return new TestPicture(
                        it,
                        TestStrip.Of(test, cells),
                        TestShare.ByHost(test),
                        TestShare.ByBranch(test),
                        [.. failures[(it.Suite, it.Test)]]
                    );
                }),
        ];
    }
}
