using System.Text.RegularExpressions;

namespace Slipway.Checklists.Tests.Corpus;

/// <summary>Holds the reader against what careful readers said of real checklists. The documents are not part of this repository.</summary>
[Trait("needs", "corpus")]
public sealed partial class CorpusTests
{
    [Fact]
    public void careful_readers_are_met()
    {
        var rows = Surroundings.Seeds.SelectMany(Rows).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        Labelled.Share(rows, _ => true, it => it.IsFound).ShouldBeGreaterThanOrEqualTo(0.995);
        Labelled.Share(rows, _ => true, it => it.IsStrict).ShouldBeGreaterThanOrEqualTo(0.97);
        Labelled.Share(rows, _ => true, it => it.IsLenient).ShouldBeGreaterThanOrEqualTo(0.98);
        Labelled.Share(rows, it => it.Expects, it => it.MeetsExpectation).ShouldBeGreaterThanOrEqualTo(0.95);
        Labelled.Share(rows, it => it.Times.Any(), it => it.MeetsTimes).ShouldBeGreaterThanOrEqualTo(0.95);
        Labelled.Share(rows, it => it.IsFound, it => it.MeetsTick).ShouldBe(1);
    }

    [Fact]
    public void nothing_of_the_way_back_leaks_and_no_work_stalls()
    {
        var rows = Surroundings.Seeds.SelectMany(Rows).ToList();

        rows.Where(it => it.Leaks).ShouldBeEmpty();
        rows.Where(it => it.Stalls).ShouldBeEmpty();
    }

    [Fact]
    public void every_box_is_an_item()
    {
        foreach (var seed in Surroundings.Seeds)
        {
            var boxes = File.ReadLines(seed).Count(it => Box().IsMatch(it));
            Labelled
                .PlanOf(seed)
                .Items.Count(it => Box().IsMatch(File.ReadLines(seed).ElementAt(it.Line - 1)))
                .ShouldBe(boxes, Path.GetFileName(seed));
        }
    }

    private static IEnumerable<Labelled> Rows(string seed) =>
        Labelled.Read(seed, Path.Combine(Path.GetDirectoryName(seed)!, "..", "gold", Path.GetFileNameWithoutExtension(seed) + ".jsonl"));

    [GeneratedRegex(@"^\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s")]
    private static partial Regex Box();
}
