namespace Slipway.Checklists.Tests.Corpus;

/// <summary>
/// Checklists of our own, in the voices of many teams and in nine languages, labelled before the reader saw them; some labels were
/// corrected afterwards where they went beyond the vocabulary. Rules were made from one half, the other was only looked at as totals.
/// One author wrote both halves and the word lists, so the figures of the second flatter the reader.
/// </summary>
public sealed class OursTests
{
    [Fact]
    public void the_half_that_was_learnt_from_is_read_as_labelled()
    {
        var rows = Rows("train");

        Labelled.Share(rows, _ => true, it => it.IsFound).ShouldBeGreaterThanOrEqualTo(0.99);
        Labelled.Share(rows, _ => true, it => it.IsStrict).ShouldBeGreaterThanOrEqualTo(0.95);
        Labelled.Share(rows, _ => true, it => it.IsLenient).ShouldBeGreaterThanOrEqualTo(0.97);
        Labelled.Share(rows, it => it.Expects, it => it.MeetsExpectation).ShouldBeGreaterThanOrEqualTo(0.95);
        Labelled.Share(rows, it => it.Times.Any(), it => it.MeetsTimes).ShouldBeGreaterThanOrEqualTo(0.97);
    }

    [Fact]
    public void the_half_that_was_kept_aside_is_read_nearly_as_well()
    {
        var rows = Rows("held-out");

        Labelled.Share(rows, _ => true, it => it.IsFound).ShouldBeGreaterThanOrEqualTo(0.94);
        Labelled.Share(rows, _ => true, it => it.IsStrict).ShouldBeGreaterThanOrEqualTo(0.87);
        Labelled.Share(rows, _ => true, it => it.IsLenient).ShouldBeGreaterThanOrEqualTo(0.91);
        Labelled.Share(rows, it => it.Expects, it => it.MeetsExpectation).ShouldBeGreaterThanOrEqualTo(0.80);
        Labelled.Share(rows, it => it.Times.Any(), it => it.MeetsTimes).ShouldBeGreaterThanOrEqualTo(0.87);
    }

    /// <summary>
    /// Eighteen later documents, each labelled before the reader saw it and learnt from afterwards. As first read, in percent: nine
    /// found 95, kind 88 (93 lenient), expectation 75, time 76 (82 and 83 once labels beyond the vocabulary were put right); four in
    /// odder forms 88, 80 (87), 71, 86; three at the end 98, 82 (94), 82, 90, with five leaks that are mended.
    /// </summary>
    [Fact]
    public void later_documents_are_read_nearly_as_labelled()
    {
        var rows = Rows("later");

        Labelled.Share(rows, _ => true, it => it.IsFound).ShouldBeGreaterThanOrEqualTo(0.98);
        Labelled.Share(rows, _ => true, it => it.IsStrict).ShouldBeGreaterThanOrEqualTo(0.94);
        Labelled.Share(rows, _ => true, it => it.IsLenient).ShouldBeGreaterThanOrEqualTo(0.97);
        Labelled.Share(rows, it => it.Expects, it => it.MeetsExpectation).ShouldBeGreaterThanOrEqualTo(0.88);
        Labelled.Share(rows, it => it.Times.Any(), it => it.MeetsTimes).ShouldBeGreaterThanOrEqualTo(0.95);
    }

    /// <summary>
    /// Three rounds of documents, each labelled and committed before the reader saw it. As first read, in percent: eight in forms of
    /// offices found 79, kind 64 (77 lenient), expectation 53, time 59; ten as repositories have them 99, 88 (96), 78, 79; ten mixed
    /// ones 94, 79 (91), 76, 79, with ten leaks that are mended. Of five of the last ten only
    /// totals were printed, but their author mended their leaks and added words out of memory of them: only their first figures are blind.
    /// </summary>
    [Theory]
    [InlineData("round-1", 0.98, 0.91, 0.96, 0.86, 0.90)]
    [InlineData("round-2", 0.99, 0.95, 0.98, 0.90, 0.93)]
    [InlineData("round-3", 0.97, 0.89, 0.96, 0.88, 0.93)]
    [InlineData("aside", 0.97, 0.86, 0.95, 0.77, 0.78)]
    public void documents_of_three_rounds_are_read_nearly_as_labelled(
        string round,
        double found,
        double strict,
        double lenient,
        double expectations,
        double times
    )
    {
        var rows = Rows(round);

        Labelled.Share(rows, _ => true, it => it.IsFound).ShouldBeGreaterThanOrEqualTo(found);
        Labelled.Share(rows, _ => true, it => it.IsStrict).ShouldBeGreaterThanOrEqualTo(strict);
        Labelled.Share(rows, _ => true, it => it.IsLenient).ShouldBeGreaterThanOrEqualTo(lenient);
        Labelled.Share(rows, it => it.Expects, it => it.MeetsExpectation).ShouldBeGreaterThanOrEqualTo(expectations);
        Labelled.Share(rows, it => it.Times.Any(), it => it.MeetsTimes).ShouldBeGreaterThanOrEqualTo(times);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("later")]
    [InlineData("held-out")]
    [InlineData("round-1")]
    [InlineData("round-2")]
    [InlineData("round-3")]
    [InlineData("aside")]
    public void nothing_of_the_way_back_leaks_and_no_work_stalls(string half)
    {
        var rows = Rows(half);

        rows.Where(it => it.Leaks).ShouldBeEmpty();
        rows.Where(it => it.Stalls).ShouldBeEmpty();
    }

    [Fact]
    public void every_language_is_in_both_halves()
    {
        string[] languages = ["de", "en", "es", "fr", "ja", "ko", "pt", "ru", "zh"];

        foreach (var half in (string[])["train", "held-out"])
        {
            Documents(half).Select(it => Path.GetFileName(it)[..2]).Distinct().Order(StringComparer.Ordinal).ShouldBe(languages);
        }
    }

    private static string[] Documents(string half) =>
        Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Checklists.Tests", "Corpus", "ours", half), "*.md");

    private static List<Labelled> Rows(string half) =>
        [.. Documents(half).SelectMany(it => Labelled.Read(it, Path.ChangeExtension(it, ".jsonl")))];
}
