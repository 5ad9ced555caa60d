using System.Text.RegularExpressions;
using Slipway.Checklists.Meaning.Commands;
using Slipway.Checklists.Meaning.Kinds;
using Slipway.Checklists.Reading;
using Slipway.Kernel;

namespace Slipway.Checklists.Meaning.Expectations;

/// <summary>
/// Expectations of commands, in the order of their weight: what the author wrote below, beside, behind, in the line itself, and at
/// last what the command is known to do.
/// </summary>
internal static partial class CommandExpectations
{
    private static readonly (string Name, string Sentence, Func<Work, string?> Read)[] Rules =
    [
        (
            "waits-for-person",
            "One of the commands waits for a person.",
            it => it.WaitsForPerson() && it.Stated() is null ? "interactive" : null
        ),
        ("expected-below", "A line below says what is expected.", it => it.Stated()),
        ("target-below", "A blank below it states the target of the number it reads.", it => it.TargetBelow()),
        ("comment", "A comment beside the command says what it shows.", it => it.Noted()),
        ("own-words", "The line itself says what the command shows.", it => it.OwnWords()),
        ("streams", "The command goes on for ever and nothing is said of its output.", it => it.Has(Hazard.NeverEnds) ? "streaming" : null),
        (
            "looks-for-trouble",
            "The command looks for signs of trouble: finding nothing is the wish.",
            it => it.LooksForTrouble() ? "stdout empty" : null
        ),
        ("known-answer", "The command's healthy answer is known.", it => it.KnownAnswer()),
        (
            "health-address",
            "Its exit code says nothing about the status, so any success status is asked for.",
            it => it.ProbesHealth() ? "status 2xx" : null
        ),
        ("exit-code", "Nothing is said, so it must end with 0.", _ => "exit0"),
    ];

    /// <summary>What the commands of a block must show.</summary>
    /// <param name="block">The commands.</param>
    /// <param name="item">The line that they carry out; the fence itself when it hangs on none.</param>
    /// <param name="fence">The fence; null for a command in code marks.</param>
    public static ExpectationChoice Of(FenceMeaning block, Facts item, Facts? fence)
    {
        var work = new Work(block, item, fence);
        foreach (var (name, sentence, read) in Rules)
        {
            if (read(work) is { } words)
            {
                return new(words, name, sentence);
            }
        }

        return ExpectationChoice.None;
    }

    /// <summary>The expectation of one command of several, from its own comments; null when it has none.</summary>
    public static string? OfOne(MeantCommand command, Lexicon lexicon) => Said(command, new([command], []), lexicon);

    private static string? Said(MeantCommand command, FenceMeaning block, Lexicon lexicon)
    {
        foreach (var note in command.Source.Notes)
        {
            var parts = Labels.Split(Inline.Of(note));
            var labelled = lexicon.Says(parts.Label, Concept.Expected);
            var begins =
                lexicon.Begins(Words.Of(note), Concept.Expected)
                || lexicon.Begins(Words.Of(note), Concept.All)
                || note.StartsWith("->", StringComparison.Ordinal);
            var words =
                labelled ? parts.Behind
                : begins ? note
                : null;
            if (
                words is not null
                && (OutputWords.Read(words, words, block, lexicon) ?? (begins ? NumberBehind(note, block, lexicon) : null)) is { } said
            )
            {
                return said;
            }
        }

        return InTitle(command.Source.Title, block, lexicon);
    }

    /// <summary>"should be 0", "должно быть 0": a number and nothing else behind the words of expecting.</summary>
    private static string? NumberBehind(string note, FenceMeaning block, Lexicon lexicon)
    {
        var words = SpokenWord.AllIn(note);
        for (var said = Math.Min(4, words.Count - 1); said > 0; said--)
        {
            if (lexicon.Is(Words.Of(note[..words[said - 1].End]), Concept.Expected))
            {
                var rest = note[words[said - 1].End..].Trim();
                return rest.Length > 0 && char.IsAsciiDigit(rest[0]) ? OutputWords.Read(rest, rest, block, lexicon) : null;
            }
        }

        return null;
    }

    /// <summary>"# Check the version – should return 7.3.0": the comment above a command ends by saying what it shows.</summary>
    private static string? InTitle(string? title, FenceMeaning block, Lexicon lexicon)
    {
        foreach (var part in title is null ? [] : TitleParts().Split(title).Skip(1))
        {
            if (lexicon.Begins(Words.Of(part), Concept.Expected))
            {
                var words = Labels.Split(Inline.Of(part)) is { Label.Length: > 0 } label ? label.Behind : part;
                return OutputWords.Read(words, words, block, lexicon);
            }
        }

        return null;
    }

    [GeneratedRegex(@"[,，;；(（]|\s[–—-]\s|→|->")]
    private static partial Regex TitleParts();

    /// <summary>A block, the line it belongs to, and what stands around the two.</summary>
    private sealed partial record Work(FenceMeaning Block, Facts Item, Facts? Fence)
    {
        private Lexicon Lexicon => Item.Lexicon;

        public bool Has(Hazard hazard) => Block.Commands.Any(it => it.Hazards.Contains(hazard));

        /// <summary>A host that is entered on a line of its own is only where the commands below it run.</summary>
        public bool WaitsForPerson() =>
            Block
                .Commands.Where((it, at) => !(EntersHost(it) && at + 1 < Block.Commands.Count))
                .Any(it => it.Hazards.Contains(Hazard.Interactive));

        private static bool EntersHost(MeantCommand command) =>
            command.Hazards.Contains(Hazard.Remote) && command.Meaning.Calls is [{ Command.Program: "ssh" }]
            || command.Meaning.Calls is [{ Command: { Program: "su", Words.Count: <= 3 } }];

        /// <summary>Lines below that begin with "Expected:" or the like, up to the next item.</summary>
        public string? Stated()
        {
            if (RowKinds.TargetOf(Item) is { Length: > 0 } cell)
            {
                return OutputWords.Read(cell, cell, Block, Lexicon);
            }

            foreach (var below in Item.Document.StatementsBelow(Item.Entry, Fence?.Entry))
            {
                var parts = Labels.Split(below.Words);
                var labelled = parts.Behind.Length > 0 && parts.Label.Length > 0;
                if (
                    OutputWords.Read(labelled ? Behind(below.Raw) : below.Raw, labelled ? parts.Behind : below.Text, Block, Lexicon) is
                    { } said
                )
                {
                    return said;
                }
            }

            return null;
        }

        /// <summary>The words behind the label, code marks kept.</summary>
        private static string Behind(string raw) =>
            raw.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? raw[(colon + 1)..] : raw;

        public string? TargetBelow()
        {
            if (!Block.IsSql || !Block.Commands.Any(it => it.Sql.Any(SqlText.Counts)))
            {
                return null;
            }

            var target = Item
                .Entry.Children.Where(it => it.IsListed)
                .Select(Item.Document.Of)
                .Where(it => it.HasBlank)
                .Select(BlankKinds.TargetOf)
                .FirstOrDefault(it => it is not null);
            return target is null ? null : $"value {target.Words}";
        }

        public string? Noted() => Block.Commands.Select(it => Said(it, Block, Lexicon)).FirstOrDefault(it => it is not null);

        public string? OwnWords()
        {
            if (Item.Entry.Form == EntryForm.Fence || PurposeKinds.AgeOf(Item) is not null)
            {
                return null;
            }

            var words = Item.Rest.Length > 0 && Item.Rest.Trim() != Item.InlineCommand ? Item.Rest : Item.Text;
            foreach (var code in Item.Entry.Words.Codes.Where(it => it == Item.InlineCommand))
            {
                words = words.Replace(code, " ", StringComparison.Ordinal);
            }

            return Announced(Item.Entry.Words.Readable) ?? AfterVerb(words) ?? AfterShows(words);
        }

        /// <summary>"Check the state (expected: ACTIVE)": a part of the line that begins by saying what is expected.</summary>
        private string? Announced(string words)
        {
            foreach (var part in Parts().Split(words).Select(it => it.Trim()).Where(it => it.Length > 0 && it != words))
            {
                var label = Labels.Split(Inline.Of(part));
                if (label.Label.Length > 0 && Lexicon.Begins(Words.Of(label.Label), Concept.Expected))
                {
                    return OutputWords.Read(label.Behind, label.Behind, Block, Lexicon);
                }
            }

            return null;
        }

        [GeneratedRegex(@"[,，;；。()（）]|\s[–—-]\s")]
        private static partial Regex Parts();

        /// <summary>"`kubectl get pods` shows all pods Running": what stands behind the verb is what is expected.</summary>
        private string? AfterShows(string words)
        {
            var found = Shows().Match(words);
            if (!found.Success || Item.InlineCommand is null && !Block.HttpCalls.Any())
            {
                return null;
            }

            var shown = words[(found.Index + found.Length)..];
            var raw = Item
                .Entry.Words.Codes.Where(it => it.Length > 0 && it != Item.InlineCommand)
                .Distinct(StringComparer.Ordinal)
                .Aggregate(shown, (text, code) => text.Replace(code, $"`{code}`", StringComparison.Ordinal));
            return OutputWords.Read(raw, shown.Trim(), Block, Lexicon);
        }

        /// <summary>In a line that tells what to do, only what is said to be shown counts.</summary>
        private string? AfterVerb(string words)
        {
            var said = OutputWords.Read(Item.InlineCommand is null ? words : "", words.Trim(), Block, Lexicon, stated: false);
            return said is null ? null
                : said.StartsWith("stdout contains", StringComparison.Ordinal)
                && !Lexicon.SaysAny(Words.Of(words), Concept.Returned, Concept.Expected)
                    ? null
                : said is "status 2xx and body non-empty" ? null
                : said;
        }

        public bool LooksForTrouble() => Block.Commands.All(it => it.Hazards.Contains(Hazard.WrongPolarity));

        public string? KnownAnswer() =>
            Item.Entry.Form != EntryForm.Fence
            && Lexicon.Says(Item.Words, Concept.Absence)
            && Block.Commands is [var only]
            && AuditTool().IsMatch(only.Source.Text)
                ? "count = 0"
            : Block.IsSql && Block.Commands.Any(it => it.Sql.Any(SqlText.Counts)) && Lexicon.Says(Item.Words, Concept.Absence) ? "value = 0"
            : null;

        /// <summary>A probe of a health address without <c>-f</c>; a block that ends in one counts as one.</summary>
        public bool ProbesHealth()
        {
            var calls = Block.HttpCalls.ToList();
            return calls.Count > 0
                && calls.TrueForAll(it => it is { IsHealth: true, TellsFailure: false, ShowsStatus: false, Method: "GET" or "HEAD" })
                && Block.Commands.All(it => it.Effect == Effect.Reads)
                && !Block.Commands[^1].Meaning.Parts.Any(it => it.Before == "|");
        }

        [GeneratedRegex(@"\b(?:audit|trivy|snyk|grype|pip-audit|govulncheck|bandit|dependency-check)\b", RegexOptions.IgnoreCase)]
        private static partial Regex AuditTool();

        [GeneratedRegex(
            @"\b(?:shows?|returns?|prints?|outputs?|reports?|says|displays?|lists|answers|responds with|is|are|liefert|zeigt|devuelve|muestra|renvoie|affiche|retorna|mostra|возвращает|показывает|в ответе|в выводе|выводит|ergibt|meldet|enthält|gibt|responde|répond|contient|contiene|contém|gives|contains|yields)\b|→|->|=>|返回|显示",
            RegexOptions.IgnoreCase
        )]
        private static partial Regex Shows();
    }
}
