using Slipway.Checklists.Meaning.Expectations;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Kinds;

/// <summary>Kinds of rows of tables, by the words of their columns.</summary>
internal static class RowKinds
{
    public static KindRule Signature { get; } =
        new(
            "signature-row",
            "It is a row with a place for a signature or approval.",
            facts => IsSignature(facts) ? new(ItemKind.Signoff, ItemKind.Field) : null
        );

    public static KindRule Command { get; } =
        new(
            "command-row",
            "It is a row whose command column gives what to run.",
            facts => GivesCommand(facts) ? WorkKinds.Inline.Decide(facts) : null
        );

    public static KindRule Address { get; } =
        new(
            "address-row",
            "It is a row that names an address to probe and the status that it answers with.",
            facts =>
                facts.Entry.Row is not null
                && TargetOf(facts) is { } target
                && (HttpProse.Of(facts) is not null || target.TrimStart().StartsWith("HTTP ", StringComparison.OrdinalIgnoreCase))
                && ProseExpectations.StatusIn(target) is not null
                    ? new(ItemKind.Http, ItemKind.Metric)
                    : null
        );

    public static KindRule Share { get; } =
        new(
            "share-row",
            "It is a row of a table of shares of load.",
            facts => ShareOf(facts) is not null ? new(ItemKind.Traffic, ItemKind.Metric) : null
        );

    public static KindRule Target { get; } =
        new(
            "target-row",
            "It is a row with a target.",
            facts =>
                TargetOf(facts) is { Length: > 0 } target && facts.Scope is not (Scope.RollbackTrigger or Scope.NoGo)
                    ? OfTarget(target, facts)
                    : null
        );

    public static KindRule Empty { get; } =
        new(
            "row-to-fill",
            "It is a row with an empty cell to fill.",
            facts =>
                facts.Entry is { Row: not null, HasBox: false }
                && facts.Scope is not (Scope.RollbackTrigger or Scope.NoGo or Scope.Rollback)
                && HasEmpty(facts)
                && (
                    !HasAction(facts) && !IsCheck(facts)
                    || facts.Lexicon.Is(facts.Words, Concept.FieldName) && !(facts.Lexicon.VerbLast && facts.BeginsWith(Concept.Imperative))
                )
                    ? new(ItemKind.Field, ItemKind.Manual)
                    : null
        );

    /// <summary>The text of the cell that states a target; null when the table has no such column.</summary>
    public static string? TargetOf(Facts facts) =>
        facts.Entry.Row is { } row
            ? (
                RowSubject.Under(row, facts.Lexicon, Concept.ColTarget)
                ?? row.Under(it => facts.Lexicon.Is(Words.Of(it), Concept.Expected))
                ?? row.Under(it => SaysTarget(Words.Of(it), facts.Lexicon))
            )?.Text
            : null;

    /// <summary>The share of load that a row moves to; null when the table is not one of shares.</summary>
    public static string? ShareOf(Facts facts) =>
        facts.Entry.Row is { } row
        && facts.Scope is Scope.Forward or Scope.Watch
        && row.Under(it => facts.Lexicon.Is(Words.Of(it), Concept.ColShare)) is { } cell
        && cell.Text.TrimEnd().EndsWith('%')
            ? LoadShares.LastIn(cell.Text)
            : null;

    /// <summary>True for a row with a command under a heading that says so, on the way forward.</summary>
    public static bool GivesCommand(Facts facts) =>
        facts.Entry.Row is { } row
        && facts.Scope is not (Scope.RollbackTrigger or Scope.NoGo or Scope.Rollback or Scope.Reference or Scope.Troubleshooting)
        && facts.InlineCommand is not null
        && RowSubject.Under(row, facts.Lexicon, Concept.ColCommand) is not null;

    /// <summary>True when some cell of a column that is filled in later is empty, a blank, or a box.</summary>
    public static bool HasEmpty(Facts facts) =>
        facts.Entry.Row is { } row
        && row.Columns.Zip(row.Cells)
            .Any(it => facts.Lexicon.SaysAny(Words.Of(it.First), Concept.ColActual, Concept.ColSign) && IsEmpty(it.Second));

    /// <summary>True when the row says what is to be done.</summary>
    public static bool HasAction(Facts facts) =>
        facts.Entry.Row is { } row && RowSubject.Worded(row, facts.Lexicon, Concept.ColAction) is not null;

    public static bool IsEmpty(Inline cell) =>
        cell.Text.Length == 0
        || cell.HasBlank
        || cell.Text is "☐" or "□" or "⬜" or "[ ]" or "-" or "—" or "TBD"
        || cell.Text.StartsWith('☐')
        || cell.Text.StartsWith("[ ]", StringComparison.Ordinal);

    /// <summary>True for a row that a named role, person or body signs.</summary>
    public static bool IsSignature(Facts facts)
    {
        if (facts.Entry.Row is not { } row || !row.Cells.Any(it => it.Text.Length > 0 && !it.HasBlank))
        {
            return false;
        }

        var open = row
            .Columns.Zip(row.Cells)
            .Where(it => IsEmpty(it.Second) || it.Second.Text.Contains(" / ", StringComparison.Ordinal))
            .ToList();
        return open.Exists(it => facts.Lexicon.Is(Words.Of(it.First), Concept.ColSign))
            || RoomForName(row, open, facts)
            || facts.Scope == Scope.SignOff && open.Count > 0 && RowSubject.Under(row, facts.Lexicon, Concept.ColRole) is not null;
    }

    /// <summary>A role, and room for the name behind it and for the day; or a column that is headed as the one who approves.</summary>
    private static bool RoomForName(Row row, List<(string Column, Inline Cell)> open, Facts facts)
    {
        var role = Array.FindIndex([.. row.Columns], it => facts.Lexicon.Is(Words.Of(it), Concept.ColRole));
        return role >= 0
            && role < row.Cells.Count
            && !IsEmpty(row.Cells[role])
            && !HasAction(facts)
            && (
                open.Exists(it => facts.Lexicon.Is(Words.Of(it.Column), Concept.ColName))
                    && open.Exists(it => facts.Lexicon.Is(Words.Of(it.Column), Concept.ColDate))
                || open.Count > 0 && facts.Lexicon.Says(row.Columns[role], Concept.Approve)
            );
    }

    /// <summary>"Expected RC", "Ожидаемый результат".</summary>
    private static bool SaysTarget(Words head, Lexicon lexicon) =>
        head.Count > 1 && (lexicon.Begins(head, Concept.Expected) || lexicon.Ends(head, Concept.Expected));

    /// <summary>A row that says what must be so, and is ticked off; a name, a date, or a yes-or-no is only noted.</summary>
    private static bool IsCheck(Facts facts) =>
        (
            facts.Words.Count
                > (
                    facts.Lexicon.WritesTogether ? 0
                    : TargetOf(facts) is { Length: > 0 } ? 1
                    : 2
                )
            || SaysWhen(facts)
        )
        && facts.Text.Length > 3
        && !facts.HasBlank
        && !facts.Lexicon.Is(facts.Words, Concept.FieldName)
        && !facts.Says(Concept.Question);

    private static bool SaysWhen(Facts facts) =>
        RowSubject.Under(facts.Entry.Row!, facts.Lexicon, Concept.ColTime) is { } time && time.Text.Any(char.IsDigit);

    private static KindChoice? OfTarget(string target, Facts facts) =>
        HasAction(facts) && facts.BeginsWith(Concept.Imperative) ? null
        : Targets.Of(target, facts.Lexicon) is not null ? new(ItemKind.Metric, ItemKind.Field)
        : IsCheck(facts) && !facts.Lexicon.Is(Words.Of(target), Concept.No) ? null
        : HasEmpty(facts) ? new(ItemKind.Field, ItemKind.Manual)
        : new(ItemKind.Manual, ItemKind.Metric);
}
