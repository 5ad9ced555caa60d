namespace Slipway.Checklists.Meaning.Kinds;

/// <summary>Who signs: the role as the line, its bold heading or its table names it.</summary>
internal static class SignoffRoles
{
    /// <summary>What the plan says when no role is named.</summary>
    public const string Unnamed = "unspecified";

    public static string Of(Facts facts)
    {
        if (facts.Entry.Row is { } row)
        {
            return row.Under(it => facts.Lexicon.Is(Words.Of(it), Concept.ColRole))?.Readable ?? row.Cells[0].Readable;
        }

        var label = Words.Of(facts.Label);
        if (facts.Label.Length > 0 && !facts.Lexicon.Is(label, Concept.Signatory))
        {
            var states =
                facts.Label.EndsWith("ed", StringComparison.OrdinalIgnoreCase)
                && !facts.Label.EndsWith("approved", StringComparison.OrdinalIgnoreCase);
            return states ? Unnamed
                : facts.Lexicon.Says(label, Concept.Role) || facts.HasBlank && facts.Lexicon.Says(label, Concept.RoleSuffix)
                    ? WithoutSuffix(facts.Label)
                : FromText(facts);
        }

        return facts.Label.Length > 0 ? FromHeading(facts) : FromText(facts);
    }

    /// <summary>"Tech Lead Approval" is given by the tech lead.</summary>
    private static string WithoutSuffix(string label)
    {
        foreach (var suffix in Suffixes)
        {
            if (label.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && label.Length > suffix.Length)
            {
                return label[..^suffix.Length].Trim();
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

    /// <summary>A signature under "Deployment Engineer Certification" is that engineer's.</summary>
    private static string FromHeading(Facts facts)
    {
        var section = facts.Entry.Section;
        var said =
            section.IsBold && facts.Lexicon.Says(section.Text, Concept.Role) && !facts.Lexicon.Says(section.Text, Concept.Signatory)
                ? section.Text.TrimEnd(':')
                : "";
        return said.Length > 0 ? WithoutSuffix(said) : Unnamed;
    }

    /// <summary>"Stakeholder approval obtained", "Code review approved", "approved by the CAB", "Sign-off from QA".</summary>
    private static string FromText(Facts facts)
    {
        var text = facts.Entry.Words.Readable;
        foreach (var marker in Markers)
        {
            var at = text.IndexOf(marker, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                var name = text[(at + marker.Length)..].Split([',', '.', ';', '(', ':'])[0].Trim();
                var article = Articles.FirstOrDefault(it => name.StartsWith(it, StringComparison.OrdinalIgnoreCase));
                name = name[(article?.Length ?? 0)..];
                name = Endings.Aggregate(
                    name,
                    (it, ending) => it.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? it[..^ending.Length] : it
                );
                return name.Length is > 0 and < 60 ? name : Unnamed;
            }
        }

        foreach (var noun in Nouns)
        {
            var at = text.IndexOf(noun, StringComparison.OrdinalIgnoreCase);
            if (at > 0)
            {
                var before = WithoutAuxiliary(text[..at].Trim());
                var words = before.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var isReview = words.Length > 0 && words[^1].Equals("review", StringComparison.OrdinalIgnoreCase);
                return words.Length is > 0 and <= 4 && (isReview || facts.Lexicon.Says(before, Concept.Role))
                    ? before + (isReview ? "er" : "")
                    : Unnamed;
            }
        }

        return Unnamed;
    }

    private static string WithoutAuxiliary(string name)
    {
        foreach (var word in (string[])[" has", " have", " is", " are", " was"])
        {
            name = name.EndsWith(word, StringComparison.OrdinalIgnoreCase) ? name[..^word.Length] : name;
        }

        return name;
    }

    private static readonly string[] Articles =
    [
        "the ",
        "die ",
        "der ",
        "den ",
        "das ",
        "el ",
        "la ",
        "los ",
        "las ",
        "le ",
        "les ",
        "l'",
        "o ",
        "a ",
    ];
    private static readonly string[] Endings = [" liegt vor", " erteilt", " eingeholt", " vorhanden", " obtained", " given", " received"];
    private static readonly string[] Markers =
    [
        "approved by ",
        "approval from ",
        "sign-off from ",
        "signoff from ",
        "sign off from ",
        "signed off by ",
        "signed by ",
        "approval by ",
        "sign-off by ",
        "freigabe durch ",
        "freigegeben durch ",
        "freigegeben von ",
        "genehmigt durch ",
        "genehmigt von ",
        "genehmigung durch ",
        "abnahme durch ",
        "abgenommen von ",
        "aprobado por ",
        "aprobada por ",
        "autorizado por ",
        "approuvé par ",
        "validé par ",
        "aprovado por ",
        "aprovada por ",
    ];
    private static readonly string[] Nouns =
    [
        " approval",
        " sign-off",
        " signoff",
        " approved",
        " approves",
        " signed off",
        " signs off",
        " sign off",
        " signs",
    ];
}
