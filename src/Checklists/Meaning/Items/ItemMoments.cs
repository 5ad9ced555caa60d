using Slipway.Checklists.Meaning.Expectations;
using Slipway.Checklists.Meaning.Times;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Items;

/// <summary>Puts what a line says of time where it belongs: what "5 minutes" means depends on what the line is for.</summary>
internal static class ItemMoments
{
    public static PlanItem With(PlanItem item, Facts facts)
    {
        if (facts.Entry.Form == EntryForm.Heading || facts.Entry.IsTitle && item.Kind == ItemKind.HeadingGroup)
        {
            var said = facts.Document.HeadingTimes(facts.Entry);
            return item with
            {
                At = said.At,
                Window = said.Window,
                Estimate = said.Estimate,
                Cadence = said.Cadence,
                Deadline = said.Deadline,
            };
        }

        if (facts.Entry.Form == EntryForm.Fence)
        {
            return item;
        }

        if (facts.Entry.Row is { } row)
        {
            return item with { At = RowMoment(row, facts), For = item.Kind == ItemKind.Trigger ? RowSpan(row, facts) : null };
        }

        return item.Kind switch
        {
            ItemKind.Trigger => OfTrigger(item, facts),
            ItemKind.Field or ItemKind.Signoff or ItemKind.HeadingGroup => OfRecord(item, facts),
            _ when facts.Scope == Scope.AlertList || item.Why == "alert-definition" => item,
            _ => OfWork(item, facts),
        };
    }

    /// <summary>The time column of a row: a clock time, or minutes before or after T-0.</summary>
    private static string? RowMoment(Row row, Facts facts)
    {
        var cell = RowSubject.Under(row, facts.Lexicon, Concept.ColTime);
        return cell is null ? null : HeadingTimes.Of(cell.Readable, facts.Document.Year, facts.Lexicon).At;
    }

    /// <summary>How long a condition of a table must hold; any of its cells may say it.</summary>
    private static string? RowSpan(Row row, Facts facts) =>
        row.Cells.Select(it => ItemTimes.Of(it.Readable, facts.Lexicon))
            .Select(it => it.For ?? it.Deadline)
            .FirstOrDefault(it => it is not null)
        ?? row.Cells.Select(it => Alone(it.Readable, facts.Lexicon)).FirstOrDefault(it => it is not null);

    /// <summary>A length of time and nothing else, a counting particle aside: "5 minutes", "30分間"; null for other words.</summary>
    private static string? Alone(string text, Lexicon lexicon)
    {
        var said = text.Trim();
        var digits = said.TakeWhile(char.IsAsciiDigit).Count();
        return
            digits is > 0 and < 5
            && TimeWords.UnitAt(said[digits..].TrimStart(), lexicon) is var (unit, length)
            && said[digits..].TrimStart().Length - length <= 1
            ? said[..digits] + unit
            : null;
    }

    private static PlanItem OfTrigger(PlanItem item, Facts facts)
    {
        var times = facts.Times;
        var outage = item.Expect?.Text == "down";
        var inBrackets = Asides
            .AllIn(facts.Entry.Words.Readable)
            .Select(it => Alone(it, facts.Lexicon))
            .FirstOrDefault(it => it is not null);
        var lasting = times.For is null or "sustained" ? inBrackets ?? times.For : times.For;
        var sustained = outage ? Duration(facts) : lasting ?? Beside(item, facts) ?? times.Window ?? times.Deadline;
        if (
            !outage
            && facts.Bounds is [var only]
            && MetricClauses.IsTime(only)
            && item.Expect?.Text.StartsWith("value", StringComparison.Ordinal) == true
        )
        {
            return item with { At = After(facts) ?? times.At };
        }

        return item with
        {
            For = sustained ?? times.For,
            At = After(facts) ?? times.At,
        };
    }

    /// <summary>"errors above 2 % more than 5 minutes": the second number says how long.</summary>
    private static string? Beside(PlanItem item, Facts facts) =>
        facts.Bounds.Any(it => it.Said && !MetricClauses.IsTime(it)) ? Duration(facts, it => it.Said)
        : item.Expect?.Text == "event" ? Duration(facts, it => MetricClauses.IsSustain(it, facts.Lexicon))
        : null;

    private static string? Duration(Facts facts, Func<Bound, bool> fits) =>
        facts.Bounds.FirstOrDefault(it => it.Unit is "s" or "min" or "h" && fits(it)) is { } bound ? bound.Number + bound.Unit[..1] : null;

    private static string? Duration(Facts facts) =>
        facts.Bounds.FirstOrDefault(it => it.Unit is "s" or "min" or "h") is { } bound ? bound.Number + bound.Unit[..1] : facts.Times.For;

    /// <summary>"7 天后：下线旧库": a line that begins by saying after how long; null for others.</summary>
    private static string? Later(Facts facts)
    {
        var text = facts.Text.TrimStart();
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        return
            facts.Lexicon.WritesTogether
            && digits is > 0 and < 4
            && TimeWords.UnitAt(text[digits..].TrimStart(), facts.Lexicon) is var (unit, length)
            && text[digits..].TrimStart()[length..] is var behind
            && behind.Length > 0
            && facts
                .Lexicon.PhrasesOf(Concept.After)
                .Any(it => it.Length > 0 && it[0] >= '\u3040' && behind.StartsWith(it, StringComparison.Ordinal))
            ? $"T+{text[..digits]}{unit}"
            : null;
    }

    /// <summary>"after 1 hour" is a moment after T-0.</summary>
    private static string? After(Facts facts) => AfterWords.Of(facts.Entry.Words.Readable, facts.Lexicon);

    /// <summary>"Stable for 48 hours: Yes / No" is held against the time that passed.</summary>
    private static PlanItem OfRecord(PlanItem item, Facts facts) =>
        item.Kind == ItemKind.Field && facts.Choices.Count > 0 ? item with { For = facts.Times.For } : item;

    private static PlanItem OfWork(PlanItem item, Facts facts)
    {
        var times = facts.Times;
        var afterwards = times.Deadline is not null && item.Kind == ItemKind.Notify && FollowsRelease(facts);
        var named = item.Kind == ItemKind.Metric && !facts.BeginsWith(Concept.Verify) && !facts.BeginsWith(Concept.Monitor);
        var cadence = named && !IsWatched(facts) ? null : times.Cadence ?? ChildCadence(facts, item);
        return item with
        {
            For =
                item.Kind
                    is ItemKind.Metric
                        or ItemKind.Watch
                        or ItemKind.Manual
                        or ItemKind.Decision
                        or ItemKind.Traffic
                        or ItemKind.Command
                && !(facts.Choices.Count > 0 && times.For == "sustained")
                    ? times.For
                    : null,
            Cadence = cadence,
            At = times.At ?? (afterwards ? "T+" + times.Deadline : null) ?? Later(facts),
            Deadline = times.Deadline,
            Window = times.Window,
        };
    }

    /// <summary>"Error rate below 1 % every 5 minutes" among what is watched says how often; elsewhere "daily cost" is the number's name.</summary>
    private static bool IsWatched(Facts facts) => facts is { Scope: Scope.Watch, Times.Cadence: [.., 's' or 'm' or 'h'] };

    private static bool FollowsRelease(Facts facts) =>
        facts.Lexicon.Begins(Words.Of(facts.Entry.Section.Text), Concept.After)
        || facts.Entry.LeadIn is { } leadIn && facts.Lexicon.Begins(Words.Of(leadIn.Text), Concept.After);

    /// <summary>"Schedule: daily" below an item says how often.</summary>
    private static string? ChildCadence(Facts facts, PlanItem item) =>
        item.Kind is ItemKind.Manual or ItemKind.Backup or ItemKind.Watch
            ? facts
                .Entry.Children.Where(it => it.IsListed && !it.HasBox)
                .Select(facts.Document.Of)
                .Where(it => it.Label.Length > 0 && it.Times.Cadence is not null && it.Bounds.All(bound => bound.Money.Length == 0))
                .Select(it => it.Times.Cadence)
                .FirstOrDefault()
            : null;
}
