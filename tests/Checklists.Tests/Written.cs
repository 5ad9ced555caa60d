using System.Text;

namespace Slipway.Checklists.Tests;

/// <summary>Reads a document that a test wrote.</summary>
internal static class Written
{
    public static Plan Plan(string markdown, Settings? settings = null, IRepositoryView? repository = null) =>
        Checklist(markdown, settings, repository).Plan;

    public static Checklist Checklist(
        string markdown,
        Settings? settings = null,
        IRepositoryView? repository = null,
        string file = "GO-LIVE.md"
    ) =>
        ChecklistReader
            .Read(Encoding.UTF8.GetBytes(markdown), file, settings ?? Settings.None, repository ?? NoRepository.Instance)
            .Match(it => it.Checklist, it => throw new InvalidOperationException(string.Join('\n', it.Faults)));

    /// <summary>The item that stands on a line.</summary>
    public static PlanItem On(this Plan plan, int line) => plan.Items.Single(it => it.Line == line);

    /// <summary>The one item of a document that holds only this line below a heading.</summary>
    public static PlanItem Item(string line, string heading = "Checks") => Plan($"# Release\n\n## {heading}\n\n{line}\n").On(5);
}
