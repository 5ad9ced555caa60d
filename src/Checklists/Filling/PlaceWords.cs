using System.Text.RegularExpressions;

namespace Slipway.Checklists.Filling;

/// <summary>What the words around a blank say about what belongs in it.</summary>
internal static partial class PlaceWords
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>The kind of a blank.</summary>
    /// <param name="label">The words before it.</param>
    /// <param name="unit">Its unit, or null.</param>
    /// <param name="behind">The rest of the line behind it.</param>
    public static PlaceKind KindOf(string label, string? unit, string behind)
    {
        if (unit is not null || TargetBehind().IsMatch(behind))
        {
            return PlaceKind.Number;
        }

        if (DateLabel().IsMatch(label))
        {
            return PlaceKind.Date;
        }

        if (NumberLabel().IsMatch(label))
        {
            return PlaceKind.Number;
        }

        return TimeLabel().IsMatch(label) ? PlaceKind.Time
            : NameLabel().IsMatch(label) || SignatureBehind().IsMatch(behind) ? PlaceKind.Name
            : PlaceKind.Text;
    }

    /// <summary>The kind of an empty cell under a heading; null when cells of such a column are not filled.</summary>
    public static PlaceKind? KindOfColumn(string heading)
    {
        if (StatusColumn().IsMatch(heading))
        {
            return PlaceKind.Status;
        }

        if (ValueColumn().IsMatch(heading))
        {
            return PlaceKind.Number;
        }

        var kind = KindOf(heading, null, "");
        return kind != PlaceKind.Text ? kind
            : TextColumn().IsMatch(heading) ? PlaceKind.Text
            : null;
    }

    /// <summary>The unit at the start of what stands behind a blank, or null.</summary>
    public static string? UnitBehind(string behind) =>
        UnitAtStart().Match(behind) is { Success: true } found ? found.Groups["unit"].Value : null;

    /// <summary>The unit inside code marks: the short words between the blank and the closing mark.</summary>
    public static string? UnitInCode(string rest)
    {
        var unit = rest.Trim();
        return unit.Length is > 0 and <= 30 && (char.IsLetter(unit[0]) || unit[0] is '%' or '/' or '°') && unit.Split(' ').Length <= 3
            ? unit
            : null;
    }

    /// <summary>The label in the text before a place: its last clause, mark-up, marker and box stripped.</summary>
    public static string LabelIn(string before)
    {
        var text = Lead().Replace(before, "");
        text = text.Replace("*", "", StringComparison.Ordinal)
            .Replace("`", "", StringComparison.Ordinal)
            .TrimEnd(' ', '\t', '(', '（', '[', '$', '€', '£', ':', '：', '=', '→');
        var open = text.LastIndexOfAny(['(', '（']);
        if (open >= 0 && text.IndexOfAny([')', '）'], open) < 0)
        {
            text = text[(open + 1)..];
        }

        var clause = Math.Max(text.LastIndexOf(": ", StringComparison.Ordinal) + 1, text.LastIndexOf('：'));
        return text[Math.Max(0, clause)..].Trim(' ', '|', ',', ';', '-', '–', '—', '：', '[', '(', '_');
    }

    [GeneratedRegex(@"^[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*(?:#{1,6}[ \t]+)?(?:\[[ xX]?\][ \t]*|[☐☑□⬜✅]\uFE0F?[ \t]*)*")]
    private static partial Regex Lead();

    [GeneratedRegex(
        @"^(?>[\s`*]*)[(（\[]?\s*(?:(?:target|goal|expected|expect|max|min|limit|threshold|ziel|objetivo|objectif|meta|цель|目标|目標)[^()]*[0-9]|[<>≤≥=]\s*[0-9])",
        Options
    )]
    private static partial Regex TargetBehind();

    [GeneratedRegex(@"^[\s*`]*\(\s*(?:name|signature|sign|signed|initials|unterschrift|firma|assinatura|подпись|签名|署名)", Options)]
    private static partial Regex SignatureBehind();

    [GeneratedRegex(
        @"\b(?:date|dated|datum|fecha|expires|expiry|expiration|valid until|due)\b|^data$|^data d[aeo]\b|\b(?:deployed on|scheduled for|planned for|signed on|completed on)$|дата|日期|日付|날짜",
        Options
    )]
    private static partial Regex DateLabel();

    [GeneratedRegex(
        @"\b(?:count|number|score|rate|size|usage|latency|throughput|percent|percentage|coverage|duration|uptime|downtime|p9[0-9]|p50|p75|total|avg|average|mean|median|max|min|(?:response|query|load|build|recovery|boot) time|cpu|memory|dauer|anzahl|größe|duración|número|durée|nombre|taille|duração)\b|\bno\.$|#$|\$$|数量|耗时|件数",
        Options
    )]
    private static partial Regex NumberLabel();

    [GeneratedRegex(
        @"\b(?:time|uhrzeit|heure|hora|zeit|beginn|start|end|started|completed|finished|ended|begun)(?: \([^)]{0,100}\))?$|\bat$|^(?:time|begin|finish)\b|время|时间|時刻|時間|시간",
        Options
    )]
    private static partial Regex TimeLabel();

    [GeneratedRegex(
        @"\b(?:name|names|signature|signatures|sign|signed|signs|by|lead|leads|engineer|manager|owner|owners|approver|approvers|approval|admin|administrator|on-call|contact|maker|sponsor|officer|reviewer|review|deployer|operator|author|responsible|assignee|assigned to|primary|secondary|escalation|director|head|cto|ceo|ciso|coo|dba|qa|developer|architect|analyst|tester|stakeholder|commander|coordinator|captain|initials|who|verantwortlich|verantwortliche|unterschrift|freigabe|leiter|leitung|firma|nombre|responsable|aprobado|aprobador|signataire|nom|approbation|assinatura|nome|responsável|aprovador)\b|\b(?:team|devops|sre|security|operations|support|product)$|имя|подпись|ответственный|负责人|签名|姓名|审批|担当|署名|承認|담당|서명|이름",
        Options
    )]
    private static partial Regex NameLabel();

    [GeneratedRegex(
        @"^(?:status|state|done|done\?|ok|ok\?|✓|✔|✅|☑|check|checked|result|results|outcome|pass/fail|passed|go/no-go|yes/no|complete|completed\??|verified|met\??|estado|ergebnis|statut|résultat|resultado|статус|результат|状态|结果|状態|結果|상태|결과|erledigt|hecho|fait|feito)$",
        Options
    )]
    private static partial Regex StatusColumn();

    [GeneratedRegex(
        @"^(?:actual|actuals|actual value|measured|observed|current|value|reading|ist|ist-wert|istwert|gemessen|real|medido|valor|mesuré|réel|valeur|факт|实际|实际值|実績|실제)\b",
        Options
    )]
    private static partial Regex ValueColumn();

    [GeneratedRegex(
        @"^(?:notes?|comments?|remarks?|evidence|link|links|ticket|details|bemerkung|bemerkungen|kommentar|notas|observaciones|comentarios|remarques|commentaires|observações|примечание|备注|備考|비고)$",
        Options
    )]
    private static partial Regex TextColumn();

    [GeneratedRegex(
        @"^(?: ?(?<unit>%|‰|°C)|(?<unit>/ ?[0-9][0-9,.]*)|\s?(?<unit>[\p{L}]+/[\p{L}]+|ms|msec|milliseconds?|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|days?|weeks?|[KMGT]i?B|bytes?|rps|qps|tps|req/s|users?|requests?|errors?|rules?|tests?|files?|rows?|records?|items?|nodes?|pods?|replicas?|instances?|connections?|USD|EUR|GBP|x|Minuten|Stunden|Sekunden|Tage|minutos|horas|segundos|heures|secondes|jours|мин|час|分|秒|小时|時間|분|초)(?:$|[^\p{L}0-9_]))",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex UnitAtStart();
}
