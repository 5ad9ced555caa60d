using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Expectations;

/// <summary>A comparison that stands in a text: <c>&lt; 500ms</c>, <c>100+</c>, <c>1-5%</c>, <c>&gt; 2x baseline</c>.</summary>
/// <param name="Sign">The sign, ASCII; empty for a bare number.</param>
/// <param name="Number">The number as written, without separators.</param>
/// <param name="High">The upper end of a range, or null.</param>
/// <param name="Unit">The unit in the plan's spelling; empty for none.</param>
/// <param name="Money">The currency in ISO letters, or empty.</param>
/// <param name="Before">The words before it in its clause.</param>
/// <param name="After">The words behind it in its clause.</param>
/// <param name="Said">True when a sign or a word of comparison stands there, not only a number.</param>
internal sealed partial record Bound(
    string Sign,
    string Number,
    string? High,
    string Unit,
    string Money,
    string Before,
    string After,
    bool Said
)
{
    /// <summary>The expectation words for it: <c>&lt; 500 ms</c>.</summary>
    public string Words =>
        High is not null ? $"between {Number}{Space(Unit)} and {High}{Space(Unit)}"
        : Number.Length == 0 ? $"{Sign} baseline"
        : $"{Sign} {Number}{(Unit == "x" && OfBaseline ? "x baseline" : Space(Money.Length > 0 ? Money + Per : Unit))}";

    /// <summary>True when a word near the number says that it is a multiple of what is usual.</summary>
    private bool OfBaseline { get; init; }

    private string Per => Unit.Length > 0 ? Unit : "";

    /// <summary>True when the unit alone says that something is measured.</summary>
    public bool HasMeasuredUnit =>
        Unit is "%" or "ms" or "s" or "min" or "h" or "x" or "MB" or "GB" or "KB" or "TB" or "req/s" or "us" || Money.Length > 0;

    private static string Space(string unit) => unit.Length == 0 ? "" : " " + unit;

    /// <summary>Every comparison in a text, left to right. The text is that of <see cref="Inline"/>.</summary>
    public static IReadOnlyList<Bound> AllIn(string text, Lexicon lexicon)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9') && !text.Contains("baseline", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var evened = text.Replace('≤', '⩽')
            .Replace('≥', '⩾')
            .Replace("->", "→")
            .Replace("<=", "⩽")
            .Replace(">=", "⩾")
            .Replace('＜', '<')
            .Replace('＞', '>')
            .Replace('％', '%');
        evened = lexicon.HasDecimalComma ? DecimalComma().Replace(PointedThousands().Replace(evened, ""), ".") : evened;
        var found = new List<Bound>();
        var last = 0;
        foreach (Match match in Pattern().Matches(evened))
        {
            if (Read(match, evened, last, lexicon) is { } bound)
            {
                found.Add(bound);
            }

            last = match.Index + match.Length;
        }

        return found;
    }

    private static Bound? Read(Match match, string text, int last, Lexicon lexicon)
    {
        var before = text[last..match.Index];
        var after = text[(match.Index + match.Length)..];
        var next = Pattern().Match(after);
        after = next.Success ? after[..next.Index] : after;
        if (match.Groups["baseline"].Success)
        {
            return new(Ascii(match.Groups["sign"].Value), "", null, "", "", before, after, true);
        }

        var unit = Units.Of(match.Groups["unit"].Value);
        if (unit.Length == 0 && Units.Behind(after, lexicon) is { Length: > 0 } behind)
        {
            (unit, after) = (behind.Unit, after[behind.Length..]);
        }

        var range = match.Groups["high"].Success;
        var sign = Ascii(match.Groups["sign"].Value);
        var said = sign.Length > 0;
        if (!said)
        {
            var owned = last > 0 && lexicon is { WritesTogether: true, VerbLast: true } && before.Trim().Length <= 4;
            sign = match.Groups["plus"].Success ? ">=" : InWords(owned ? "" : before, after, lexicon);
            said = sign.Length > 0 || range && unit.Length > 0;
        }

        var money = match.Groups["money"].Value switch
        {
            "$" => "USD",
            "€" => "EUR",
            "£" => "GBP",
            "R$" => "BRL",
            _ => "",
        };
        if (money.Length == 0 && Currency().Match(after) is { Success: true } currency)
        {
            money = currency.Groups["sign"].Value is "€" ? "EUR" : currency.Groups["sign"].Value.ToUpperInvariant();
            after = after[currency.Length..];
        }

        var per = match.Groups["per"].Success ? "/" + match.Groups["per"].Value.ToLowerInvariant() : "";
        return new(
            range ? "between" : sign,
            match.Groups["kilo"].Success ? Thousand(match.Groups["number"].Value) : Plain(match.Groups["number"].Value),
            range ? Plain(match.Groups["high"].Value) : null,
            money.Length > 0 ? per : unit,
            money,
            before,
            after,
            said
        )
        {
            OfBaseline = unit == "x" && (SaysBaseline(after, lexicon) || lexicon.WritesTogether && lexicon.Says(before, Concept.Baseline)),
        };
    }

    private static bool SaysBaseline(string text, Lexicon lexicon) =>
        lexicon.Says(text, Concept.Baseline)
        || Array.Exists(
            Meaning.Words.Of(text).Split(),
            it => it is "baseline" or "normal" or "average" or "usual" or "before" or "previous"
        );

    private static string Ascii(string sign) =>
        sign switch
        {
            "⩽" => "<=",
            "⩾" => ">=",
            "==" => "=",
            _ => sign,
        };

    private static string InWords(string before, string after, Lexicon lexicon)
    {
        var ahead = Meaning.Words.Of(before.Length > 40 ? before[^40..] : before);
        var behind = Meaning.Words.Of(after.Length > 20 ? after[..20] : after);
        return Ahead(ahead, behind, lexicon) is { Length: > 0 } sign ? sign
            : Bare(ahead, lexicon) is { } bare && Ahead(bare, behind, lexicon) is { Length: > 0 } said ? said
            : lexicon.WritesTogether ? Behind(after, lexicon)
            : OfNext(after) ? ""
            : lexicon.Begins(behind, Concept.AtMost) ? "<="
            : lexicon.Begins(behind, Concept.AtLeast) ? ">="
            : "";
    }

    /// <summary>"step 2.5 until 23:30": the word behind the number belongs to the next one.</summary>
    private static bool OfNext(string after) => after.AsSpan().TrimStart().IndexOfAnyInRange('0', '9') is >= 0 and < 14;

    private static string Ahead(Words ahead, Words behind, Lexicon lexicon) =>
        lexicon.Ends(ahead, Concept.AtMost) || OrLess(behind, Concept.AtMost, lexicon) ? "<="
        : lexicon.Ends(ahead, Concept.AtLeast) || OrLess(behind, Concept.AtLeast, lexicon) ? ">="
        : lexicon.Ends(ahead, Concept.Less) ? "<"
        : lexicon.Ends(ahead, Concept.More) ? ">"
        : "";

    /// <summary>"10 or less": a phrase of comparison that stands behind its number begins with a word for "or".</summary>
    private static bool OrLess(Words behind, Concept concept, Lexicon lexicon) =>
        behind.Evened.StartsWith(" or ", StringComparison.Ordinal)
        && lexicon
            .PhrasesOf(concept)
            .Any(it => it.StartsWith("or ", StringComparison.Ordinal) && behind.Evened.StartsWith($" {it} ", StringComparison.Ordinal));

    /// <summary>"supera el 5 %": an article stands between the comparison and its number; null when none does.</summary>
    private static Words? Bare(Words ahead, Lexicon lexicon)
    {
        var evened = ahead.Evened;
        var last = evened.LastIndexOf(' ', Math.Max(0, evened.Length - 2));
        return last > 0 && lexicon.Is(new(evened[last..]), Concept.Article) ? new(evened[..(last + 1)]) : null;
    }

    /// <summary>Chinese, Japanese and Korean put the comparison behind the number, a counting word or a particle between.</summary>
    private static string Behind(string after, Lexicon lexicon)
    {
        var clause = after.Split(['、', '，', ',', '。', '(', '（', ')', '）', '|', ';', '；'])[0];
        var head = clause.Length > 8 ? clause[..8] : clause;
        var best = (Start: int.MaxValue, End: 0, Sign: "");
        foreach (var (concept, sign) in Behinds)
        {
            if (lexicon.FindTogether(head, concept) is var (start, end) && (start < best.Start || start == best.Start && end > best.End))
            {
                best = (start, end, sign);
            }
        }

        return best.Sign;
    }

    private static readonly (Concept Concept, string Sign)[] Behinds =
    [
        (Concept.AtMost, "<="),
        (Concept.AtLeast, ">="),
        (Concept.Less, "<"),
        (Concept.More, ">"),
    ];

    private static string Thousand(string number) =>
        (decimal.Parse(Plain(number), CultureInfo.InvariantCulture) * 1000).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Plain(string number) => number.Replace(",", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s?(?<sign>USD|EUR|GBP|CHF|€)(?![\w])", RegexOptions.ExplicitCapture)]
    private static partial Regex Currency();

    /// <summary>The points of "8.000" and "1.250.000" where a comma parts decimals; not those of an address or a version.</summary>
    [GeneratedRegex(@"(?<=(?<![\w.,:/-])[0-9]{1,3}(?:\.[0-9]{3}){0,3})\.(?=(?:[0-9]{3}\.){0,3}[0-9]{3}(?![\w.]))")]
    private static partial Regex PointedThousands();

    /// <summary>A comma before one or two digits; before three it may part thousands.</summary>
    [GeneratedRegex(@"(?<=[0-9]),(?=[0-9]{1,2}(?![0-9]))")]
    private static partial Regex DecimalComma();

    [GeneratedRegex(
        @"(?<sign>[<>⩽⩾]|==|(?<![\w=])=(?=\s*[0-9]))\s*(?<baseline>baseline)\b"
            + @"|(?:(?<sign>[<>⩽⩾]|==|(?<![\w=])=(?=\s*[0-9$€£]))\s*~?)?(?<money>(?:R\$|[$€£¥￥]))?(?<![A-Za-z0-9_.:/#@-])(?<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)(?<kilo>[kK](?![A-Za-z]))?"
            + @"(?:\s*%?\s*[-–—~]\s*(?<high>[0-9]+(?:\.[0-9]+)?)(?=\s*(?:%|ms\b|s\b|min|h\b|seconds|minutes|$|\))))?"
            + @"\s?(?<unit>%|(?:percent|ms|milliseconds?|msec|us|s|secs?|seconds?|mins?|minutes?|m|hours?|hrs?|h|days?|d|[KMGT]B|x|requests/second|requests/sec|requests/s|req/sec|req/s|rps|qps)(?![A-Za-z0-9]))?"
            + @"(?<plus>\+)?(?:(?:/|\s?per\s)(?<per>day|month|year|hour|week)\b)?(?:\s?(?<unit>%|(?:requests/second|requests/sec|req/sec|req/s|ms|GB|MB)(?![A-Za-z0-9])))?(?<scale>/[0-9]+(?:\.[0-9]+)?)?(?![A-Za-z0-9_.:/-]*[0-9])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pattern();
}
