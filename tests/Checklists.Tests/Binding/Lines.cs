using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Binding;

/// <summary>Lines of a plan as the reader makes them, for sentences to be bound.</summary>
internal static class Lines
{
    /// <summary>A line that a person would say.</summary>
    public static PlanItem Of(string text) =>
        new()
        {
            Line = 1,
            Text = text,
            Kind = ItemKind.Manual,
            Why = "test",
        };

    /// <summary>A line with a number, and what it expects; null for nothing.</summary>
    public static PlanItem Number(string text, string? expect) =>
        Of(text) with
        {
            Kind = ItemKind.Metric,
            Expect = expect is null ? null : Expectation.Parse(expect),
        };
}
