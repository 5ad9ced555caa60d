#pragma warning disable
namespace Slipway.Checklists;

public static class ChecklistReader
{
    public static ReadChecklist Read(ReadOnlyMemory<byte> bytes, string file, Settings settings, IRepositoryView repository) => throw null!;
}

public abstract record ReadChecklist
{
    public sealed record Usable(Checklist Checklist) : ReadChecklist;

    public sealed record Unusable(IReadOnlyList<Fault> Faults) : ReadChecklist;
}

public static class ChecklistFiller
{
    public static byte[] Fill(Checklist c, IReadOnlyList<ItemFilling> f) => throw null!;
}

public static class RollbackReadiness
{
    public static IReadOnlyList<Finding> Of(Plan p, IRepositoryView v) => throw null!;
}

public static class WorstFirst
{
    public static IReadOnlyList<Finding> Five(Plan p) => throw null!;
}
