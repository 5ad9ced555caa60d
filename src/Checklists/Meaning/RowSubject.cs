using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning;

/// <summary>The cell of a row that says what the row is about; the code marks of the whole row come along.</summary>
internal static class RowSubject
{
    public static Inline Of(Row row, Lexicon lexicon)
    {
        var subject =
            Condition(row, lexicon)
            ?? Worded(row, lexicon, Concept.ColAction)
            ?? Worded(row, lexicon, Concept.ColTrigger)
            ?? Worded(row, lexicon, Concept.ColMetric)
            ?? row.Cells.FirstOrDefault(it => it.Text.Any(char.IsLetter))
            ?? row.Cells[0];
        return subject with { Codes = [.. row.Cells.SelectMany(it => it.Codes)], Urls = [.. row.Cells.SelectMany(it => it.Urls)] };
    }

    /// <summary>"Condition | Action": what is to be done is said of the condition.</summary>
    private static Inline? Condition(Row row, Lexicon lexicon) =>
        row.Columns.FirstOrDefault(it => lexicon.Is(Words.Of(it), Concept.ColTrigger)) is { } column
        && !lexicon.Is(Words.Of(column), Concept.ColAction)
        && row.Under(it => it == column) is { Text.Length: > 0 } cell
            ? cell
            : null;

    /// <summary>The first cell with words under a column of the concept: "Step" may head a number, and "Description" what is done.</summary>
    public static Inline? Worded(Row row, Lexicon lexicon, Concept concept)
    {
        var cells = row.Columns.Zip(row.Cells).Where(it => it.Second.Text.Any(char.IsLetter)).ToList();
        return cells.FirstOrDefault(it => lexicon.Is(Words.Of(it.First), concept)).Second
            ?? cells.FirstOrDefault(it => lexicon.Begins(Words.Of(it.First), concept)).Second;
    }

    /// <summary>The cell under the first column whose head begins with a word of the concept.</summary>
    public static Inline? Under(Row row, Lexicon lexicon, Concept concept) =>
        row.Under(it => lexicon.Is(Words.Of(it), concept)) is { Text.Length: > 0 } exact ? exact
        : row.Under(it => lexicon.Begins(Words.Of(it), concept)) is { Text.Length: > 0 } near ? near
        : null;
}
