using Slipway.Runs.Tests.Reports;

namespace Slipway.Browser;

/// <summary>A run in each state that a report can show.</summary>
internal static class States
{
    public static IReadOnlyDictionary<string, Func<ToldRun>> All { get; } =
        new Dictionary<string, Func<ToldRun>>(StringComparer.Ordinal)
        {
            ["finished"] = Overnight.Go,
            ["failed"] = Overnight.NoGo,
            ["rolled-back"] = Overnight.RolledBack,
            ["waiting"] = Overnight.Waiting,
            ["running"] = Overnight.Running,
            ["interrupted"] = Overnight.Interrupted,
            ["not-run"] = () => Ledger.Begun(),
            ["everything"] = () => Ledger.NoGo(it => it with { Demonstration = true }),
        };

    public static TheoryData<string> Names => [.. All.Keys];
}
