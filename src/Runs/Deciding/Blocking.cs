using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>Why a machine must not carry out the commands of an item. Pure.</summary>
internal static class Blocking
{
    /// <summary>The reasons, in words; none where it may.</summary>
    public static IReadOnlyList<string> Of(PlanItem item)
    {
        var reasons = new List<string>();
        foreach (var hazard in item.Commands.SelectMany(it => it.Hazards).Concat(item.Hazards).Distinct())
        {
            switch (hazard)
            {
                case Hazard.Placeholder:
                    reasons.Add("it holds a placeholder that nobody has filled in");
                    break;
                case Hazard.Interactive:
                    reasons.Add("it waits for a person at a keyboard");
                    break;
                case Hazard.NeverEnds when !AwaitsOutput(item):
                    reasons.Add("it does not end by itself, and no expectation on its output is stated");
                    break;
            }
        }

        if (item.Commands.Any(it => it.Language == "sql"))
        {
            reasons.Add("it is SQL without a client; bind a database under sources in slipway.yaml, and annotate it with check=sql");
        }

        return reasons;
    }

    /// <summary>A command that never ends may run while a text on its output is awaited.</summary>
    private static bool AwaitsOutput(PlanItem item) =>
        item.Expect?.Clauses.Any(it =>
            it
                is Clause.Text
                {
                    Source: TextSource.Stdout or TextSource.Stderr,
                    Test: TextTest.Contains or TextTest.ContainsAll or TextTest.Matches or TextTest.NonEmpty
                }
        ) ?? false;
}
