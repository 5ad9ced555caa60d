using System.Text;

namespace Slipway.Checklists.Tests.Filling;

/// <summary>Over the real checklists of the corpus, which are not part of the repository.</summary>
public sealed class SeedFillingTests
{
    [Fact]
    public void filled_with_nothing_the_bytes_are_the_same()
    {
        foreach (var bytes in Surroundings.Seeds.Select(File.ReadAllBytes))
        {
            ChecklistFiller.Fill(Documents.Of(bytes), []).ShouldBe(bytes);
        }
    }

    [Fact]
    public void filled_with_everything_only_the_places_differ()
    {
        foreach (var bytes in Surroundings.Seeds.Select(File.ReadAllBytes))
        {
            var document = Documents.Of(bytes);

            var filled = ChecklistFiller.Fill(document, Everything(document));

            WithoutPlaces(bytes, document.Places).ShouldAllBe(it => Holds(filled, it));
            filled.AsSpan().Count((byte)'\n').ShouldBe(bytes.AsSpan().Count((byte)'\n'));
        }
    }

    [Fact]
    public void a_filled_checklist_asks_for_nothing_more()
    {
        foreach (var bytes in Surroundings.Seeds.Select(File.ReadAllBytes))
        {
            var document = Documents.Of(bytes);

            var again = Documents.Of(ChecklistFiller.Fill(document, Everything(document)));

            again.Places.Where(it => it.Kind != PlaceKind.Box && it.TickedText.Length == 0).ShouldBeEmpty();
            again.Places.Count(it => it.Kind == PlaceKind.Box).ShouldBe(document.Places.Count(it => it.Kind == PlaceKind.Box));
            again.Plan.Source.Repaired.ShouldBe(document.Plan.Source.Repaired);
        }
    }

    [Fact]
    public void read_as_a_plan_every_place_belongs_to_one_item_and_only_places_differ()
    {
        foreach (var file in Surroundings.Seeds)
        {
            var bytes = File.ReadAllBytes(file);
            var checklist = ChecklistReader
                .Read(bytes, file, Settings.None, NoRepository.Instance)
                .Match(it => it.Checklist, it => throw new ShouldAssertException(it.Faults[0].ToString()));

            var filled = ChecklistFiller.Fill(checklist, Everything(checklist));

            checklist.Places.Select(it => it.Offset).ShouldBeUnique();
            checklist.Places.Select(it => (it.Line, it.Kind == PlaceKind.Box, it.Index)).ShouldBeUnique();
            checklist.Places.Select(it => it.Line).ShouldBeSubsetOf(checklist.Plan.Items.Select(it => it.Line));
            WithoutPlaces(bytes, checklist.Places).ShouldAllBe(it => Holds(filled, it));
            ChecklistFiller.Fill(checklist, []).ShouldBe(bytes);
        }
    }

    private static List<ItemFilling> Everything(Checklist document) =>
        [
            .. document
                .Places.GroupBy(it => it.Line)
                .Select(places => new ItemFilling
                {
                    Line = places.Key,
                    Tick = true,
                    Blanks = places
                        .Where(it => it.Kind != PlaceKind.Box)
                        .ToDictionary(it => it.Index, it => it.Choices.Count > 0 ? it.Choices[0] : "Zoë ≥ 7"),
                }),
        ];

    /// <summary>The stretches between the places, in order.</summary>
    private static List<byte[]> WithoutPlaces(byte[] bytes, IReadOnlyList<Place> places)
    {
        var stretches = new List<byte[]>();
        var from = 0;
        foreach (var place in places.OrderBy(it => it.Offset))
        {
            stretches.Add(bytes[from..place.Offset]);
            from = place.Offset + place.Length;
        }

        stretches.Add(bytes[from..]);
        return stretches;
    }

    private static bool Holds(byte[] filled, byte[] stretch) => filled.AsSpan().IndexOf(stretch) >= 0;
}
