using System.Text;

namespace Slipway.Checklists.Tests.Filling;

public sealed class GoldenFillingTests
{
    [Theory]
    [InlineData("shapes")]
    [InlineData("hostile")]
    public void a_document_is_filled_as_a_person_would(string name)
    {
        var document = Documents.Of(Golden($"{name}.md"));
        var answers = Answers(document, Golden($"{name}.yaml"));

        var filled = ChecklistFiller.Fill(document, [.. answers.Select(it => it.Filling)]);

        Encoding.UTF8.GetString(filled).ShouldBe(Golden($"{name}.expected.md"));
        answers.ShouldAllBe(it => it.NotWritten == null);
    }

    [Fact]
    public void line_ends_and_byte_order_mark_stay()
    {
        var text = "\uFEFF" + Golden("shapes.md").Replace("\n", "\r\n", StringComparison.Ordinal);
        var document = Documents.Of(text);

        var filled = ChecklistFiller.Fill(document, [.. Answers(document, Golden("shapes.yaml")).Select(it => it.Filling)]);

        Encoding.UTF8.GetString(filled).ShouldBe("\uFEFF" + Golden("shapes.expected.md").Replace("\n", "\r\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("shapes")]
    [InlineData("hostile")]
    public void a_filled_document_asks_for_nothing_more_and_gained_no_box(string name)
    {
        var before = Documents.Of(Golden($"{name}.md"));
        var after = Documents.Of(Golden($"{name}.expected.md"));

        after.Places.Count(it => it.Kind == PlaceKind.Box).ShouldBe(before.Places.Count(it => it.Kind == PlaceKind.Box));
        after.Places.Where(it => it.Kind != PlaceKind.Box && it.TickedText.Length == 0).ShouldBeEmpty();
    }

    private static string Golden(string file) => Repository.Read($"tests/Checklists.Tests/Filling/golden/{file}");

    private static IReadOnlyList<Answer> Answers(Checklist document, string yaml) =>
        AnswersReader
            .Read(yaml, "answers.yaml", document)
            .Match(it => it.Answers, it => throw new ShouldAssertException(string.Join("\n", it.Faults)));
}
