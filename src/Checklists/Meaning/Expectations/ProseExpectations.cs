using System.Text.RegularExpressions;
using Slipway.Checklists.Meaning.Kinds;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Expectations;

/// <summary>Expectations of lines that no command carries out.</summary>
internal static partial class ProseExpectations
{
    public static ExpectationRule Choice { get; } =
        new(
            "pick-list",
            "The choices are the possible answers; the wished one is the positive one.",
            (facts, kind) => facts.Choices.Count > 0 && kind is ItemKind.Field or ItemKind.Decision ? OfChoices(facts, kind) : null
        );

    public static ExpectationRule Signature { get; } =
        new(
            "signature",
            "It asks for the approval of the role it names.",
            (facts, kind) =>
                kind == ItemKind.Signoff ? $"approved by '{SignoffRoles.Of(facts).Replace("'", "’", StringComparison.Ordinal)}'" : null
        );

    public static ExpectationRule Share { get; } =
        new(
            "share-of-load",
            "It names the share of load that is to move; of several steps the last.",
            (facts, kind) =>
                kind == ItemKind.Traffic && (RowKinds.ShareOf(facts) ?? LoadShares.LastIn(facts.Text)) is { } share ? $"weight = {share} %"
                : kind == ItemKind.Traffic && SaysAllTraffic(facts) ? "weight = 100 %"
                : null
        );

    public static ExpectationRule Status { get; } =
        new(
            "status-in-prose",
            "It says which status the address answers with; any success when it says none.",
            (facts, kind) =>
                kind == ItemKind.Http
                    ? $"status {StatusIn(RowKinds.TargetOf(facts) ?? facts.Rest) ?? StatusIn(facts.Text) ?? "2xx"}{BodyIn(facts)}"
                    : null
        );

    public static ExpectationRule Age { get; } =
        new(
            "age-of-backup",
            "It says how old the backup may be.",
            (facts, kind) => kind == ItemKind.Backup && PurposeKinds.AgeOf(facts) is { } age ? $"age < {age}" : null
        );

    public static ExpectationRule Condition { get; } =
        new(
            "condition",
            "It is a condition: a number past its bound, an outage, or an event in words.",
            (facts, kind) => kind == ItemKind.Trigger ? OfTrigger(facts) : null
        );

    public static ExpectationRule OutOf { get; } =
        new(
            "so-many-of",
            "The blank counts up to the number behind the slash.",
            (facts, kind) => kind == ItemKind.Metric && BlankKinds.OutOf(facts.Text) is { } number ? $"value = {number}" : null
        );

    public static ExpectationRule TargetCell { get; } =
        new(
            "target-cell",
            "The cell under the target column states it.",
            (facts, kind) =>
                kind is ItemKind.Metric or ItemKind.Field || kind is ItemKind.Manual or ItemKind.Backup && RowKinds.HasAction(facts)
                    ? OfTargetCell(facts)
                    : null
        );

    public static ExpectationRule Bound { get; } =
        new(
            "bound-in-text",
            "The line compares a number with a bound.",
            (facts, kind) =>
                kind == ItemKind.Metric
                || kind == ItemKind.Watch && facts.Bounds.Any(it => it.Said && !MetricClauses.IsTime(it))
                || kind == ItemKind.Decision && facts.Scope == Scope.Go
                    ? MetricClauses.Of(facts)
                    : null
        );

    public static ExpectationRule Go { get; } =
        new(
            "go-in-heading",
            "The heading says the decision.",
            (facts, kind) =>
                kind != ItemKind.Decision ? null
                : facts.Entry.Form == EntryForm.Heading ? "equals 'GO'"
                : facts.Scope != Scope.Go && facts.Words.Evened.Contains(" go no go ", StringComparison.Ordinal) ? "one of GO/NO-GO"
                : null
        );

    public static ExpectationRule Count { get; } =
        new(
            "count-in-text",
            "It says how many of all.",
            (facts, kind) => kind == ItemKind.Manual && !facts.HasBlank ? CountOf(facts) : null
        );

    public static ExpectationRule Absence { get; } =
        new(
            "absence",
            "It says that something must not be there.",
            (facts, kind) =>
                kind is ItemKind.Manual or ItemKind.Watch && facts.Scope != Scope.AlertList
                || kind == ItemKind.Decision && facts.Scope == Scope.Go
                    ? AbsenceOf(facts)
                    : null
        );

    public static ExpectationRule Grade { get; } =
        new(
            "grade",
            "It names the grade that is wanted.",
            (facts, kind) => kind == ItemKind.Manual && Targets.Grade(facts) is { } grade ? $"grade >= {grade}" : null
        );

    /// <summary>"Route all traffic to the new version": a word for all beside the word for load.</summary>
    private static bool SaysAllTraffic(Facts facts)
    {
        var words = SpokenWord.AllIn(facts.Text);
        return facts.Lexicon.WritesTogether
            ? facts.Says(Concept.All) && facts.Says(Concept.Traffic)
            : words
                .Zip(words.Skip(1))
                .Any(it =>
                    facts.Lexicon.Is(Words.Of(it.First.Text), Concept.All)
                    && it.Second.Text is var next
                    && facts.Lexicon.Is(Words.Of(next), Concept.Traffic)
                );
    }

    /// <summary>The first member of a JSON answer that is given word for word.</summary>
    private static string BodyIn(Facts facts) =>
        (facts.Text.Contains('{', StringComparison.Ordinal) || facts.Entry.Words.Codes.Any(it => it.StartsWith('"')))
        && JsonMember().Match(facts.Text) is { Success: true } found
            ? $" and body contains '{found.Value}'"
            : "";

    /// <summary>A status code in a text: <c>returns 200</c>, <c>201 Created</c>, <c>HTTP 503</c>; null when there is none.</summary>
    public static string? StatusIn(string text) =>
        StatusCode().Match(text) is not { Success: true } found ? null
        : found.Groups["class"].Success ? found.Groups["class"].Value.ToLowerInvariant()
        : found.Groups["code"].Value;

    private static string OfChoices(Facts facts, ItemKind kind)
    {
        var choices = facts.Choices;
        var lexicon = facts.Lexicon;
        if (choices.Count == 1)
        {
            return $"equals '{choices[0]}'";
        }

        var (first, second) = (Words.Of(choices[0]), Words.Of(choices[1]));
        var wished =
            kind == ItemKind.Decision || BlankKinds.IsQuestion(facts) || choices.Count > 3 ? null
            : choices.Count == 3 && !lexicon.Is(second, Concept.No) ? null
            : lexicon.Is(first, Concept.Yes) || lexicon.Is(second, Concept.No) || choices.Count == 2 && IsDenied(choices, lexicon)
                ? choices[0]
            : lexicon.Is(second, Concept.Yes) && lexicon.Is(first, Concept.No) ? choices[1]
            : null;
        return wished is null ? $"one of {string.Join('/', choices)}" : $"equals '{wished}'";
    }

    private static bool IsDenied(IReadOnlyList<string> choices, Lexicon lexicon) =>
        choices[1].EndsWith(choices[0], StringComparison.OrdinalIgnoreCase)
        && lexicon.Is(Words.Of(choices[1][..^choices[0].Length]), Concept.Not);

    private static string OfTrigger(Facts facts)
    {
        var lasts = facts.Bounds.Any(it => it.Unit is "s" or "min" or "h") || facts.Times.For is not null;
        var others = facts.Bounds.Any(it => it.Said && it.Unit is not ("s" or "min" or "h"));
        var outage = facts.Says(Concept.Outage) || facts.Says(Concept.Answers) && facts.Says(Concept.Not);
        return outage && lasts && !others ? "down" : MetricClauses.OfCondition(facts) ?? OfConditionCell(facts) ?? "event";
    }

    /// <summary>A table of conditions may give the bound a column of its own.</summary>
    private static string? OfConditionCell(Facts facts) =>
        RowKinds.TargetOf(facts) is { } cell
        && Expectations.Bound.AllIn(cell, facts.Lexicon).FirstOrDefault(it => it.Said && !MetricClauses.IsSustain(it, facts.Lexicon))
            is { } bound
            ? $"value {bound.Words}"
            : null;

    private static string? OfTargetCell(Facts facts)
    {
        if (RowKinds.TargetOf(facts) is not { Length: > 0 } target)
        {
            return null;
        }

        var words = Words.Of(target);
        return Targets.Of(target, facts.Lexicon) is { } bound ? $"value {bound.Words}"
            : facts.Lexicon.Is(words, Concept.No) || facts.Lexicon.Is(words, Concept.Yes) ? $"equals '{target.Trim()}'"
            : null;
    }

    private static string? CountOf(Facts facts)
    {
        var text = Asides.Drop(facts.Text, facts.Lexicon);
        return SoManyOf().Match(text) is { Success: true } of && of.Groups[1].Value == of.Groups[2].Value ? $"count = {of.Groups[1].Value}"
            : AllOf().Match(text) is { Success: true } all ? $"count = {all.Groups[1].Value}"
            : null;
    }

    private static string? AbsenceOf(Facts facts)
    {
        foreach (var piece in Pieces().Split(Asides.Drop(facts.Text, facts.Lexicon)))
        {
            var words = Words.Of(piece);
            if (IsAbsent(words, facts.Lexicon) || SaysNone(words, facts))
            {
                return EndsInErrors().IsMatch(words.Evened) ? "count errors = 0" : "count = 0";
            }
        }

        return null;
    }

    /// <summary>"No errors"; in languages that put the verb last "不具合が残っていない".</summary>
    private static bool IsAbsent(Words words, Lexicon lexicon) =>
        lexicon.Language == "ru" && words.Count > 1 && (lexicon.Ends(words, Concept.Absence) || HoldsNone(words, lexicon)) ? true
        : lexicon.WritesTogether
            ? words.Evened.Length > 4
                && (
                    lexicon.Begins(words, Concept.Absence)
                    || lexicon.VerbLast && lexicon.Ends(words, Concept.Absence)
                    || lexicon.Language == "zh" && HoldsNone(words, lexicon)
                )
        : words.Count > 1 && lexicon.Begins(words, Concept.Absence);

    /// <summary>"Check that there are no open alerts", "Im Log keine Einträge": a word that denies, before what must not be there.</summary>
    private static bool SaysNone(Words words, Facts facts) =>
        (facts.BeginsWith(Concept.Verify) || facts.Entry.IsListed || facts.Entry.HasBox)
        && !facts.Begins(Concept.If)
        && !facts.Says(Concept.NotYet)
        && facts
            .Lexicon.PhrasesOf(Concept.NoneOf)
            .Where(it => facts.Lexicon.Language == "en" || it is not ("no" or "zero"))
            .Any(it =>
                facts.Lexicon.WritesTogether && it.Length > 0 && it[0] >= '\u3040'
                    ? !facts.Lexicon.VerbLast
                        && words.Evened.IndexOf(it, StringComparison.Ordinal) is var at and > 0
                        && at + it.Length + 1 < words.Evened.Length
                        && words.Evened[at + it.Length] == ' '
                    : words.Evened.IndexOf($" {it} ", StringComparison.Ordinal) is var found and >= 0
                        && found + it.Length + 2 < words.Evened.Length
            );

    /// <summary>"日志中没有新增异常", "В журнале нет ошибок": the word of absence stands before a word of trouble.</summary>
    private static bool HoldsNone(Words words, Lexicon lexicon) =>
        lexicon
            .PhrasesOf(Concept.Absence)
            .Select(it => lexicon.WritesTogether ? it : $" {it} ")
            .FirstOrDefault(it => it.Length > 1 && words.Evened.Contains(it, StringComparison.Ordinal))
            is { } none
        && words.Evened.IndexOf(none, StringComparison.Ordinal) is var at
        && Trouble().IsMatch(words.Evened[(at + none.Length)..]);

    [GeneratedRegex("ошиб|сбо|предупрежд|алерт|异常|错误|告警|报错|失败|丢失|积压|问题|缺陷|漏洞|阻断|冲突|警告|残留|error|exception")]
    private static partial Regex Trouble();

    [GeneratedRegex(@"""[\w-]{1,40}""\s?:\s?(?:""[^""'.]{1,60}""|[0-9]+|true|false)")]
    private static partial Regex JsonMember();

    [GeneratedRegex(
        @"(?<![A-Za-z0-9_.$:/-])(?:(?<class>[1-5]xx)|(?<code>[1-5][0-9][0-9]))(?![A-Za-z0-9_])(?!\s*(?:ms|s|%|MB|GB|KB|users|requests|tests|items|rows|req|min|seconds|milliseconds|мс|ミリ秒|毫秒|밀리초|[件人名個个台条次回건명개대번万千円元원日月年秒分초분])|\.[0-9]|\+|,[0-9]|/[0-9])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex StatusCode();

    [GeneratedRegex(@"(?<![0-9/.])([0-9]{1,5})\s?/\s?([0-9]{1,5})(?![0-9/.])")]
    private static partial Regex SoManyOf();

    [GeneratedRegex(@"(?:^|[:：]\s)\W*(?:all|alle|todas?|todos|toutes|tous|все)\s+([0-9]{1,5})\s+\p{L}", RegexOptions.IgnoreCase)]
    private static partial Regex AllOf();

    [GeneratedRegex(@"[:：,;]\s|\s[-–—]\s|^\W+|\b(?:shows?|has|have|reports?|contains?|there are|there is|with)\s(?=no\b)")]
    private static partial Regex Pieces();

    [GeneratedRegex(
        @"(?: errors?| error messages?| fehler| fehlermeldungen|(?: errores| erreurs?| erros)(?: crític[oa]s?| critiques?| nuevos| nouvelles| novos| graves)?| ошибок)(?: (?:in|found|reported|logged|detected|im|en|dans|nos?|nas?|в)\b.*)? $"
    )]
    private static partial Regex EndsInErrors();
}
