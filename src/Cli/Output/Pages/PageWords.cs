using System.Globalization;
using Slipway.Flakes;

namespace Slipway.Cli.Output.Pages;

/// <summary>What the parts of a page say in the same way.</summary>
internal static class PageWords
{
    private const int LongestName = 200;
    private const int LongestMessage = 400;

    /// <summary>Suite and test, cut.</summary>
    public static string Name(string suite, string test) => PlainText.Short(FlakeVerdictsText.Name(suite, test), LongestName);

    /// <summary>What somebody said, cut.</summary>
    public static string Said(string text) => PlainText.Short(text, LongestMessage);

    public static string Of(FailureKind kind) => kind.ToString().ToLowerInvariant();

    public static string Of(TestState state) => state.ToString().ToLowerInvariant();

    public static string Day(DateTimeOffset? at) => at is { } it ? it.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "–";

    /// <summary>How often a test fails, and how sure that is.</summary>
    public static string Rate(TestVerdict test) =>
        test is { FlakeRate: { } mean, Interval: { } interval }
            ? $"{FlakeWords.Percent(mean)} ({FlakeWords.Percent(interval.Low)} to {FlakeWords.Percent(interval.High)})"
            : "–";

    /// <summary>A state in words; colour and sign only repeat them.</summary>
    public static PagePart Badge(TestState state) =>
        state switch
        {
            TestState.Broken => Badge("fail", "✕", "broken"),
            TestState.Flaky => Badge("unsure", "~", "flaky"),
            TestState.Healthy => Badge("pass", "✓", "healthy"),
            _ => Badge("notrun", "–", "new"),
        };

    /// <summary>A kind of failure in words.</summary>
    public static PagePart Badge(FailureKind kind) =>
        kind switch
        {
            FailureKind.Regression => Badge("fail", "✕", "regression"),
            FailureKind.Flake => Badge("unsure", "~", "flake"),
            FailureKind.Unknown => Badge("notrun", "?", "unknown"),
            _ => Badge("waived", "!", Of(kind)),
        };

    public static PagePart Badge(string kind, string sign, string words) =>
        PageText.Part($"""<span class="badge {kind}"><span aria-hidden="true">{sign}</span>{words}</span>""");

    /// <summary>How many are not told; nothing where all are.</summary>
    public static void Rest(PageText page, int all, int told, string noun)
    {
        if (all > told)
        {
            page.Line($"""<p class="beside">and {FlakeWords.Count(all - told, noun)} more: <code>--count</code> tells more of them</p>""");
        }
    }
}
