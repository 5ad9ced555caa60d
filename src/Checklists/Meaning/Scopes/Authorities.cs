using System.Buffers;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Scopes;

/// <summary>Who acts when a trigger holds, and what said so.</summary>
/// <param name="Authority">Who acts.</param>
/// <param name="Sentence">The reason, for a person.</param>
internal sealed record AuthorityChoice(TriggerAuthority Authority, string Sentence);

/// <summary>
/// The authority of a trigger: its own words decide, then its lead-in, then its headings from the inside out. Where nothing is
/// said people decide, and where several are said the one that leaves most to people: nothing goes back by itself on a guess.
/// </summary>
internal static class Authorities
{
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(",，、;；→");

    private static readonly (Concept Concept, TriggerAuthority Authority)[] MostToPeopleFirst =
    [
        (Concept.Considered, TriggerAuthority.Considered),
        (Concept.Immediate, TriggerAuthority.Immediate),
        (Concept.Automatic, TriggerAuthority.Automatic),
    ];

    public static AuthorityChoice Of(Facts facts)
    {
        foreach (var text in OwnWords(facts))
        {
            if (SaidBy(text, facts.Lexicon) is { } own)
            {
                return new(own, "Its own words say it.");
            }
        }

        foreach (var (text, line) in Above(facts))
        {
            if (SaidBy(text, facts.Lexicon) is { } above)
            {
                return new(above, $"\"{text}\" (line {line}) says it.");
            }
        }

        return new(TriggerAuthority.Considered, "Nothing says who acts, so people decide.");
    }

    /// <summary>What a text says: its first clause, otherwise all of it ("Immediate, on-call decides alone").</summary>
    private static TriggerAuthority? SaidBy(string text, Lexicon lexicon)
    {
        var clause = text.IndexOfAny([',', '(', '（', '，', '、', ';', '：', ':', '–', '—']);
        return clause > 0 && In(text[..clause], lexicon) is { } first ? first : In(text, lexicon);
    }

    private static TriggerAuthority? In(string text, Lexicon lexicon)
    {
        var words = Words.Of(text);
        foreach (var (concept, authority) in MostToPeopleFirst)
        {
            if (lexicon.Says(words, concept))
            {
                return authority;
            }
        }

        return null;
    }

    /// <summary>
    /// The parts of a trigger that speak of acting: other cells of its row, its label, its asides, and the clause that tells to go
    /// back. "Automatic failover fails" speaks of what happens, not of who acts.
    /// </summary>
    private static IEnumerable<string> OwnWords(Facts facts)
    {
        if (facts.Entry.Row is { } row)
        {
            return row.Cells.Select(it => it.Readable).Where(it => it.Length > 0 && it != facts.Entry.Words.Readable);
        }

        var text = facts.Entry.Words.Readable;
        return Words.Of(facts.Label).Count is > 0 and <= 4
            ? [.. Clauses(text, facts.Lexicon), facts.Label, .. Asides.AllIn(text)]
            : [.. Clauses(text, facts.Lexicon), .. Asides.AllIn(text)];
    }

    /// <summary>The clauses of a line that tell to go back or to stop; a comma and a word such as "if" part clauses.</summary>
    private static IEnumerable<string> Clauses(string text, Lexicon lexicon)
    {
        var from = 0;
        foreach (var word in SpokenWord.AllIn(text))
        {
            var comma = text.AsSpan(from, word.Start - from).IndexOfAny(ClauseEnds);
            var cut =
                comma >= 0 ? from + comma
                : lexicon.Is(Words.Of(word.Text), Concept.If) ? word.Start
                : -1;
            if (cut >= 0)
            {
                if (TellsToStop(text[from..cut], lexicon))
                {
                    yield return text[from..cut];
                }

                from = comma >= 0 ? cut + 1 : word.End;
            }
        }

        if (TellsToStop(text[from..], lexicon))
        {
            yield return text[from..];
        }
    }

    /// <summary>The lead-in, what the trigger hangs on, and the headings up to the one that makes it a trigger; further out only those that speak of going back.</summary>
    private static IEnumerable<(string Text, int Line)> Above(Facts facts)
    {
        for (var parent = facts.Entry.Parent; parent is not null; parent = parent.Parent)
        {
            yield return (parent.Words.Readable, parent.Line);
        }

        if (facts.Entry.LeadIn is { } leadIn)
        {
            yield return (leadIn.Words.Readable, leadIn.Line);
        }

        var inside = facts.Entry.Section.Chain().Any(it => it.Line == facts.ScopeChoice.Line);
        foreach (var section in facts.Entry.Section.Chain())
        {
            if (inside || TellsToStop(section.Text, facts.Lexicon))
            {
                yield return (section.Text, section.Line);
            }

            inside = inside && section.Line != facts.ScopeChoice.Line;
        }
    }

    private static bool TellsToStop(string text, Lexicon lexicon) =>
        lexicon.SaysAny(Words.Of(text), Concept.Rollback, Concept.Abort, Concept.NoGo);
}
