using System.Text;
using Slipway.Checklists.Filling;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Tests.Filling;

/// <summary>Documents in which every line with a place is an item, so that filling is tested apart from what a line means.</summary>
internal static class Documents
{
    public static Checklist Of(byte[] bytes)
    {
        var source = SourceText.Read(bytes);
        var finder = new PlaceFinder(source);
        var places = Enumerable.Range(1, source.LineCount).SelectMany(it => finder.Find(it, it, it)).ToList();
        var items = Enumerable.Range(1, source.LineCount).Where(it => source.Line(it).Trim().Length > 0).Select(it => Item(source, it));
        return new(
            bytes,
            new()
            {
                Source = new("GO-LIVE.md", new('0', 64), source.Repaired),
                Title = "Go live",
                Items = [.. items],
            },
            places
        );
    }

    public static Checklist Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    private static PlanItem Item(SourceText source, int line) =>
        new()
        {
            Line = line,
            Text = source.Line(line).Trim(' ', '-', '*', '>').Replace("[ ] ", "", StringComparison.Ordinal),
            Kind = ItemKind.Manual,
            Why = "test",
        };
}
