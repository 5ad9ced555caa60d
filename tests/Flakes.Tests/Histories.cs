namespace Slipway.Flakes.Tests;

/// <summary>Histories as strips: one letter an outcome, in the order of time.</summary>
internal static class Histories
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    /// <summary>One test on the main line: <c>.</c> a pass, <c>F</c> a failure, <c>r</c> a pass when the commit before is tried again.</summary>
    public static TestHistory Strip(string strip, string? message = null)
    {
        var history = new TestHistory();
        history.AddStrip("test", strip, message);
        return history;
    }

    public static void AddStrip(this TestHistory history, string test, string strip, string? message = null)
    {
        var (commit, attempt) = (0, 1);
        foreach (var letter in strip)
        {
            (commit, attempt) = letter == 'r' ? (commit, attempt + 1) : (commit + 1, 1);
            history.Add(Outcome(test, commit, attempt, letter == 'F', message));
        }
    }

    public static TestOutcome Outcome(string test, int commit, int attempt, bool failed, string? message = null) =>
        new()
        {
            Test = test,
            Run = $"run-{commit}",
            Sha = $"sha-{commit}",
            Branch = "main",
            Attempt = attempt,
            At = Begin.AddMinutes(20 * commit + attempt),
            Outcome = failed ? OutcomeKind.Fail : OutcomeKind.Pass,
            Message = failed ? message : null,
        };

    public static string Passes(int count) => new('.', count);
}
