using System.Globalization;
using Slipway.Platform;

namespace Slipway.Checks.Headers;

/// <summary>Whether an answer is the page that was meant. What a server says about an error is not what it says about its pages.</summary>
internal static class Page
{
    /// <summary>Why the page was not seen; null when it was. A page that asks for a sign-in is one.</summary>
    public static string? Unseen(HttpOutcome outcome) =>
        outcome.Match(
            answer =>
                answer.Status >= 400 && answer.Status is not (401 or 403 or 405)
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"The answer has status {answer.Status}, so the page that was meant was not seen."
                    )
                    : null,
            none => none.Why
        );
}
