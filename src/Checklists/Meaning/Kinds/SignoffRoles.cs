using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Kinds;

/// <summary>Who signs: the role as the line, its bold heading or its table names it.</summary>
internal static class SignoffRoles
{
    /// <summary>What the plan says when no role is named.</summary>
    public const string Unnamed = "unspecified";

    private const int Longest = 60;

    public static string Of(Facts facts)
    {
        if (facts.Entry.Row is { } row)
        {
            return row.Under(it => facts.Lexicon.Is(Words.Of(it), Concept.ColRole)) is { } role && !SaysApproval(facts) ? role.Readable
                : FromText(facts) is var said && said != Unnamed ? said
                : row.Cells.FirstOrDefault(it => it.Text.Any(char.IsLetter))?.Readable ?? row.Cells[0].Readable;
        }

        var label = Words.Of(facts.Label);
        if (facts.Label.Length > 0 && !IsSignatory(label, facts.Lexicon))
        {
            var states =
                facts.Label.EndsWith("ed", StringComparison.OrdinalIgnoreCase)
                && !facts.Label.EndsWith("approved", StringComparison.OrdinalIgnoreCase);
            return facts.HasBlank && !facts.Lexicon.Says(label, Concept.Role) && InBrackets(facts) is { } inside ? inside
                : states ? Unnamed
                : facts.Lexicon.Says(label, Concept.Role) || facts.HasBlank && facts.Lexicon.Says(label, Concept.RoleSuffix)
                    ? WithoutApproval(facts.Label, facts.Lexicon)
                : FromText(facts);
        }

        return facts.Label.Length == 0
            ? (facts.HasBlank ? InBrackets(facts) : null) ?? FromText(facts)
            : InBrackets(facts) ?? FromHeading(facts);
    }

    /// <summary>"CAB has approved the change" names who approves, whoever looks after the row.</summary>
    private static bool SaysApproval(Facts facts) =>
        facts.Words.Count > 2 && facts.Lexicon.Says(facts.Words, Concept.Approve) && FromText(facts) != Unnamed;

    /// <summary>True for "Approved by", also behind another word: "Campaign closed by".</summary>
    public static bool IsSignatory(Words label, Lexicon lexicon) =>
        lexicon.Is(label, Concept.Signatory) || label.Count <= 4 && !lexicon.WritesTogether && lexicon.Ends(label, Concept.Signatory);

    /// <summary>"Tech Lead Approval" is given by the tech lead, "Validation du responsable produit" by the product owner.</summary>
    private static string WithoutApproval(string label, Lexicon lexicon)
    {
        foreach (
            var suffix in lexicon.WritesTogether
                ? [.. lexicon.PhrasesOf(Concept.ColSign), .. lexicon.PhrasesOf(Concept.RoleSuffix)]
                : Suffixes
        )
        {
            if (label.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && label.Length > suffix.Length)
            {
                return label[..^suffix.Length].Trim();
            }
        }

        var words = SpokenWord.AllIn(label);
        for (var said = Math.Min(3, words.Count - 1); said > 0; said--)
        {
            var joined = lexicon.Language != "en" || IsJoint(words[said].Text, lexicon);
            if (joined && lexicon.Is(Words.Of(label[..words[said - 1].End]), Concept.ApprovalNoun))
            {
                return label[WithoutArticles(words, said, lexicon)..].Trim();
            }
        }

        return label.Trim();
    }

    private static readonly string[] Suffixes =
    [
        " approval",
        " approved",
        " sign-off",
        " signoff",
        " sign off",
        " signature",
        " approves",
        " certification",
        " name",
    ];

    /// <summary>"Approved by: ____ (Head of Engineering)".</summary>
    private static string? InBrackets(Facts facts)
    {
        var text = facts.Entry.Words.Readable;
        var open = text.LastIndexOfAny(['(', '（']);
        var close = open < 0 ? -1 : text.IndexOfAny([')', '）'], open);
        var inside = close < 0 ? "" : text[(open + 1)..close].Trim();
        return
            inside.Length is > 1 and < Longest
            && facts.Lexicon.Says(inside, Concept.Role)
            && !facts.Lexicon.SaysAny(Words.Of(inside), Concept.ColSign, Concept.DateWord)
            ? inside
            : null;
    }

    /// <summary>A signature under "Deployment Engineer Certification" is that engineer's.</summary>
    private static string FromHeading(Facts facts)
    {
        var section = facts.Entry.Section;
        var said =
            section.IsBold && facts.Lexicon.Says(section.Text, Concept.Role) && !facts.Lexicon.Says(section.Text, Concept.Signatory)
                ? section.Text.TrimEnd(':')
                : "";
        return said.Length > 0 ? WithoutApproval(said, facts.Lexicon) : Unnamed;
    }

    /// <summary>"Stakeholder approval obtained", "Code review approved", "approved by the CAB", "测试经理签字".</summary>
    private static string FromText(Facts facts)
    {
        var text = facts.Entry.Words.Readable;
        var name = facts.Lexicon.WritesTogether ? Together(text, facts.Lexicon) : null;
        name ??= Behind(text, facts.Lexicon) ?? Between(text, facts.Lexicon) ?? InFront(text, facts.Lexicon);
        return name is { Length: > 0 and < Longest } ? name : Unnamed;
    }

    /// <summary>The words behind "approved by"; behind a mere "of" only when they name a role.</summary>
    private static string? Behind(string text, Lexicon lexicon)
    {
        var words = SpokenWord.AllIn(text);
        for (var at = 0; at + 1 < words.Count; at++)
        {
            var joint = words[at + 1].Text;
            if (ApprovalEndingAt(words, at, lexicon) == 0 || !IsJoint(joint, lexicon))
            {
                continue;
            }

            var name = UpToEnd(text, WithoutArticles(words, at + 1, lexicon), lexicon);
            if (
                name.Length > 0
                && !name.Any(char.IsAsciiDigit)
                && (lexicon.Is(Words.Of(joint), Concept.By) || lexicon.Says(name, Concept.Role))
            )
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>How many words the phrase of approving has that ends with this word; 0 when none does.</summary>
    private static int ApprovalEndingAt(IReadOnlyList<SpokenWord> words, int at, Lexicon lexicon)
    {
        for (var from = Math.Max(0, at - 2); from <= at; from++)
        {
            var said = Words.Of(string.Join(' ', words.Skip(from).Take(at - from + 1).Select(it => it.Text)));
            if (lexicon.Is(said, Concept.Approve) || lexicon.Is(said, Concept.ApprovalNoun))
            {
                return at - from + 1;
            }
        }

        return 0;
    }

    /// <summary>"vom Kunden freigegeben": the name stands between "by" and the word of approving.</summary>
    private static string? Between(string text, Lexicon lexicon)
    {
        if (!lexicon.VerbLast || lexicon.WritesTogether)
        {
            return null;
        }

        var words = SpokenWord.AllIn(text);
        for (var at = 2; at < words.Count; at++)
        {
            if (ApprovalEndingAt(words, at, lexicon) is not 1)
            {
                continue;
            }

            var by = Enumerable
                .Range(Math.Max(0, at - 5), at - Math.Max(0, at - 5))
                .LastOrDefault(it => lexicon.Is(Words.Of(words[it].Text), Concept.By), -1);
            return by >= 0 && by + 1 < at ? text[WithoutArticles(words, by + 1, lexicon)..words[at - 1].End].Trim() : null;
        }

        return null;
    }

    private static bool IsJoint(string word, Lexicon lexicon) =>
        lexicon.Is(Words.Of(word), Concept.By) || lexicon.Is(Words.Of(word), Concept.Of);

    /// <summary>Where the name begins behind joints and articles.</summary>
    private static int WithoutArticles(IReadOnlyList<SpokenWord> words, int at, Lexicon lexicon)
    {
        while (at < words.Count && (IsJoint(words[at].Text, lexicon) || lexicon.Is(Words.Of(words[at].Text), Concept.Article)))
        {
            at++;
        }

        return at < words.Count ? words[at].Start : words[^1].End;
    }

    /// <summary>A name ends at a sign, or where the line says that the approval is there: "liegt vor", "obtained".</summary>
    private static string UpToEnd(string text, int start, Lexicon lexicon)
    {
        var end = text.IndexOfAny([',', '.', ';', '(', ':', '–', '—'], start);
        var name = text[start..(end < 0 ? text.Length : end)].Trim();
        var words = SpokenWord.AllIn(name);
        for (var at = 1; at < words.Count; at++)
        {
            if (lexicon.Begins(Words.Of(name[words[at].Start..]), Concept.Obtained))
            {
                return name[..words[at].Start].Trim();
            }
        }

        return name;
    }

    /// <summary>The words before "approval" or "has approved"; they must name a role or a review.</summary>
    private static string? InFront(string text, Lexicon lexicon)
    {
        var words = SpokenWord.AllIn(text);
        var at = -1;
        for (var word = 1; word < words.Count && at < 0; word++)
        {
            at = ApprovalEndingAt(words, word, lexicon) is var count and > 0 ? word - count + 1 : -1;
        }

        if (at < 1)
        {
            return null;
        }

        var end = at;
        for (var word = at - 1; word > 0; word--)
        {
            end = lexicon.Is(Words.Of(words[word].Text), Concept.Auxiliary) ? word : end;
        }

        while (end > 1 && ApprovalEndingAt(words, end - 1, lexicon) > 0)
        {
            end--;
        }

        var first = 0;
        while (first + 1 < end && (lexicon.Is(Words.Of(words[first].Text), Concept.Article) || words[first].Text.All(char.IsAsciiDigit)))
        {
            first++;
        }

        var name = text[words[first].Start..words[end - 1].End];
        var isReview = words[end - 1].Text.Equals("review", StringComparison.OrdinalIgnoreCase);
        return end - first > 4 || !isReview && !lexicon.Says(name, Concept.Role) ? null
            : isReview ? name + "er"
            : name;
    }

    /// <summary>In scripts without blanks the name stands between a particle and the word of approving.</summary>
    private static string? Together(string text, Lexicon lexicon)
    {
        if ((lexicon.FindTogether(text, Concept.Approve) ?? lexicon.FindTogether(text, Concept.ApprovalNoun)) is not var (end, _))
        {
            return null;
        }

        var name = text[..end];
        name = name[(name.LastIndexOfAny(['，', '、', '：', ':', ',', '。', '（', '(']) + 1)..];
        if (lexicon.Language == "zh")
        {
            while (lexicon.FindTogether(name, Concept.ApprovedBy) is var (_, behind) && lexicon.Says(name[behind..], Concept.Role))
            {
                name = name[behind..];
            }
        }

        name = name.Trim().TrimEnd('の', 'が', 'は', 'に', 'て', 'よ', 'り', '을', '를', '의', '이', '가', '은', '는', '的', '已').Trim();
        return name.Length > 1 && lexicon.Says(name, Concept.Role) ? name : null;
    }
}
