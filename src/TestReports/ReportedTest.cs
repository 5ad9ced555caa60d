namespace Slipway.TestReports;

/// <summary>How a case of a report is called in histories and in the quarantine.</summary>
/// <param name="Suite">Its class, or the suites around it where it has none.</param>
/// <param name="Test">Its name.</param>
public sealed record ReportedTest(string Suite, string Test)
{
    /// <summary>The name of a case.</summary>
    public static ReportedTest Of(TestCase one) => new(one.ClassName.Length > 0 ? one.ClassName : string.Join(" › ", one.Suites), one.Name);

    /// <summary>What each failed attempt at a case said, in their order; null for one that said nothing, or that the report does not hold.</summary>
    public static IReadOnlyList<string?> MessagesOf(TestCase one)
    {
        var said = one.Attempts.Where(HasFailed).Select(MessageOf);
        return one.OmittedAttempts > 0 ? [.. said, null] : [.. said];
    }

    /// <summary>What an attempt said when it did not hold; null when it said nothing.</summary>
    public static string? MessageOf(TestAttempt attempt) =>
        HasFailed(attempt)
            ? new[] { attempt.Message?.Text, attempt.Details?.Text, attempt.Type }.FirstOrDefault(it => !string.IsNullOrWhiteSpace(it))
            : null;

    private static bool HasFailed(TestAttempt attempt) => attempt.Outcome is TestOutcome.Failed or TestOutcome.Error;
}
