using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Checklists.Reading;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings.Numbers;

/// <summary>A procedure whose own steps take longer than its limit.</summary>
internal sealed partial class LimitBelowOwnSteps : LintRule
{
    public override string Code => "SW2405";

    public override string Name => "limit-below-own-steps";

    public override string Says => "A procedure is to take less time than its own steps.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        foreach (var entry in context.Prose)
        {
            var item = context.ItemAt(entry.Line);
            var text = item?.Text ?? entry.Text;
            if (LimitOf(item, text) is not { } limit)
            {
                continue;
            }

            var (what, took, line) =
                Downtime().IsMatch(text) ? Stopped(context, text)
                : Rollback().IsMatch(text) ? WayBack(context)
                : Whole().IsMatch(text) ? All(context)
                : ("", TimeSpan.Zero, 0);
            if (took > limit)
            {
                yield return At(
                    context,
                    entry.Line,
                    "",
                    $"{FindingContext.Short(text)}: {what} (line {line}) alone take {Durations.Write(took)}, more than {Durations.Write(limit)}.",
                    "Shorten the steps, or say a time that they can keep."
                );
            }
        }
    }

    private static TimeSpan? LimitOf(PlanItem? item, string text)
    {
        var said = item
            ?.Expect?.Clauses.OfType<Clause.Value>()
            .FirstOrDefault(it => it.Comparison is Comparison.Less or Comparison.AtMost)
            ?.Bound;
        if (said?.In("s") is { } seconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return
            UpTo().Match(text) is { Success: true } found
            && double.TryParse(found.Groups[1].Value, CultureInfo.InvariantCulture, out var number)
            ? found.Groups[2].Value[0] is 'h' or 'H'
                ? TimeSpan.FromHours(number)
                : found.Groups[2].Value[0] is 's' or 'S'
                    ? TimeSpan.FromSeconds(number)
                    : TimeSpan.FromMinutes(number)
            : null;
    }

    /// <summary>From the command that stops something to the one that starts it: what the heading estimates, or the sleeps between.</summary>
    private static (string, TimeSpan, int) Stopped(LintContext context, string limit)
    {
        var subject = limit.ToLowerInvariant().Split("downtime")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        var stop = context.Calls.FirstOrDefault(it =>
            it.Item.Forward
            && Stops.IsStop(it)
            && (
                subject is "" or "total" or "maximum" or "expected" or "|"
                || it.Command.Text.Contains(subject, StringComparison.OrdinalIgnoreCase)
            )
        );
        if (stop is null)
        {
            return ("", TimeSpan.Zero, 0);
        }

        var heading = context.Items.LastOrDefault(it =>
            it.Line < stop.Command.Line && it.Kind == ItemKind.HeadingGroup && it.Estimate is not null && it.Text == stop.Item.Phase
        );
        var estimate = heading?.Estimate is { } said ? Durations.TryParse(said) ?? TimeSpan.Zero : TimeSpan.Zero;
        var sleeps = TimeSpan.FromSeconds(
            context.Calls.Where(it => it.Order > stop.Order && it.Item.Phase == stop.Item.Phase && it.Program == "sleep").Sum(Seconds)
        );
        return estimate >= sleeps && heading is not null
            ? ($"the steps of \"{heading.Text}\", which stop it first,", estimate, heading.Line)
            : ("the waits behind its stop", sleeps, stop.Command.Line);
    }

    private static (string, TimeSpan, int) WayBack(LintContext context)
    {
        var calls = context.Calls.Where(it => FindingContext.IsWayBack(it.Item)).ToList();
        var sleeps = TimeSpan.FromSeconds(calls.Where(it => it.Program == "sleep").Sum(Seconds));
        var steps = context.Items.Where(it => FindingContext.IsWayBack(it) && it.Estimate is not null).ToList();
        var said = TimeSpan.FromSeconds(steps.Sum(it => Durations.TryParse(it.Estimate!)?.TotalSeconds ?? 0));
        return said > sleeps ? ("the rollback steps", said, steps[0].Line)
            : calls.FirstOrDefault(it => it.Program == "sleep") is { } first ? ("the waits of the rollback", sleeps, first.Command.Line)
            : ("", TimeSpan.Zero, 0);
    }

    private static (string, TimeSpan, int) All(LintContext context)
    {
        var phases = context
            .Items.Where(it => it is { Forward: true, Kind: ItemKind.HeadingGroup, Estimate: not null } && !Whole().IsMatch(it.Text))
            .ToList();
        var sum = TimeSpan.FromSeconds(phases.Sum(it => Durations.TryParse(it.Estimate!)?.TotalSeconds ?? 0));
        return phases.Count > 1 ? ($"its {phases.Count} estimated steps", sum, phases[0].Line) : ("", TimeSpan.Zero, 0);
    }

    private static double Seconds(PlacedCall call) =>
        call.Arguments.FirstOrDefault() is { } said
            ? double.TryParse(said.TrimEnd('s', 'm', 'h'), CultureInfo.InvariantCulture, out var number)
                ? number
                    * (
                        said[^1] switch
                        {
                            'm' => 60,
                            'h' => 3600,
                            _ => 1,
                        }
                    )
                : 0
            : 0;

    [GeneratedRegex(@"\bdowntime\b", RegexOptions.IgnoreCase)]
    private static partial Regex Downtime();

    [GeneratedRegex(
        @"\brollback\b.*\b(?:time|duration|takes?|within|completes?|finish)|\b(?:time|duration)\b.*\broll ?back\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Rollback();

    [GeneratedRegex(@"\b(?:total|whole|overall|estimated)\b.*\b(?:time|duration|deployment|release|window)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();

    [GeneratedRegex(
        @"(?:<|≤|below|under|within|less than|at most|max\w*|:)\s*\*{0,2}\s*([0-9]+(?:\.[0-9]+)?)\s*(s\b|sec|min|h\b|hour)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex UpTo();
}

/// <summary>Commands that take a service down.</summary>
internal static partial class Stops
{
    public static bool IsStop(PlacedCall call) => Stop().IsMatch(string.Join(' ', call.Simple.Words));

    [GeneratedRegex(
        @"^(?:pm2 (?:stop|delete)|systemctl stop|service \S+ stop|supervisorctl stop|docker stop|docker-compose .*\b(?:down|stop)\b|docker compose .*\b(?:down|stop)\b|kubectl scale .*--replicas[= ]0\b|iisreset /stop|sc stop|nssm stop|launchctl unload)"
    )]
    private static partial Regex Stop();
}

/// <summary>Full availability is asked for while a step of the document stops the service.</summary>
internal sealed partial class UptimeAgainstOwnSteps : LintRule
{
    public override string Code => "SW2411";

    public override string Name => "uptime-against-own-steps";

    public override string Says => "Full availability or no downtime is asked for, while a step of the document stops the service.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var stop = context.Calls.FirstOrDefault(it => it.Item.Forward && FindingContext.Counts(it.Item) && Stops.IsStop(it));
        if (stop is null)
        {
            yield break;
        }

        foreach (
            var item in context
                .Items.Where(it => it.Commands.Count == 0 && FindingContext.Counts(it) && Full().IsMatch(it.Text) && IsOf(it.Text, stop))
                .DistinctBy(it => it.Phase)
        )
        {
            yield return At(
                context,
                item.Line,
                "",
                $"{FindingContext.Short(item.Text)}: line {stop.Command.Line} stops the service (`{FindingContext.Short(stop.Command.Text)}`), so this holds only if its window begins later.",
                "Say when the window begins, or count the planned stop."
            );
        }
    }

    /// <summary>What a line says of one part does not speak of another one that is stopped.</summary>
    private static bool IsOf(string text, PlacedCall stop) =>
        Part().Match(text) is not { Success: true } part
        || stop.Command.Text.Contains(part.Groups[1].Value, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"\b(frontend|backend|api|worker|web|database|gateway|proxy|site|app)\W+(?:uptime|downtime|availability)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Part();

    [GeneratedRegex(
        @"\b(?:uptime|availability)\b.*\b100\s*%|\b(?:zero|no|0)\b.{0,12}\bdowntime\b|\bdowntime\b.{0,20}\b(?:zero|none|0)\b(?!\.)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Full();
}

/// <summary>Parts that do not add up to their total, or a declared count that the list does not have.</summary>
internal sealed partial class SumDoesNotAddUp : LintRule
{
    private static readonly string[] Words =
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ];

    public override string Code => "SW2406";

    public override string Name => "sum-does-not-add-up";

    public override string Says => "Parts do not add up to their total, or a list does not have the declared number of entries.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context) =>
        context
            .Prose.SelectMany(it => Parts(context, it).Concat(NotDone(context, it)).Concat(Declared(context, it)))
            .Concat(Coverage(context));

    /// <summary><c>183 (73 auth, 52 billing, 43 chat)</c>.</summary>
    private IEnumerable<Finding> Parts(LintContext context, Entry entry)
    {
        foreach (Match found in TotalWithParts().Matches(entry.Text))
        {
            var total = Number(found.Groups["total"].Value);
            var isOpen = found.Groups["open"].Length > 0;
            var parts = found.Groups["parts"].Value.Split([',', ';', '+']);
            var numbers = parts.Select(it => Whole().Matches(it) is [var only] ? Number(only.Groups[1].Value) : double.NaN).ToList();
            var sum = numbers.Sum();
            if (
                numbers.Count > 1
                && double.IsFinite(sum)
                && (isOpen ? sum < total : sum != total)
                && !found.Groups["parts"].Value.Contains('%')
            )
            {
                yield return At(
                    context,
                    entry.Line,
                    found.Groups["total"].Value,
                    $"{string.Join(" + ", numbers)} = {sum}, not {total}{(isOpen ? " or more" : "")}.",
                    "Correct the total or the parts."
                );
            }
        }
    }

    /// <summary><c>0/27 fixed ✅</c>.</summary>
    private IEnumerable<Finding> NotDone(LintContext context, Entry entry) =>
        from Match found in OutOf().Matches(entry.Text)
        let done = Number(found.Groups[1].Value)
        let all = Number(found.Groups[2].Value)
        where done < all && found.Groups[3].Value.Length > 0 && (entry.Text.Contains('✅') || entry.Marks.Box == BoxState.Ticked)
        select At(
            context,
            entry.Line,
            $"{found.Groups[1].Value}/{found.Groups[2].Value}",
            $"{found.Value.Trim()} is marked as done, and says that {all - done} of {all} are not.",
            "Correct the numbers, or take the mark away."
        );

    private IEnumerable<Finding> Declared(LintContext context, Entry entry)
    {
        if (TotalItems().Match(entry.Text) is { Success: true } total)
        {
            var boxes = context.Outline.Entries.Count(it => it.HasBox);
            var said = Number(total.Groups[1].Value);
            if (boxes > 0 && (total.Groups[2].Length > 0 ? boxes < said : boxes != said))
            {
                yield return At(
                    context,
                    entry.Line,
                    total.Groups[1].Value,
                    $"The document says {total.Groups[1].Value}{total.Groups[2].Value} items and has {boxes} boxes.",
                    "Correct the number."
                );
            }
        }

        if (
            entry.Text.TrimEnd().EndsWith(':')
            && ListOf().Match(entry.Text) is { Success: true } list
            && Count(list.Groups[1].Value) is { } declared
        )
        {
            var entries = context.Outline.Entries.Count(it =>
                it.LeadIn == entry && it.Parent is null || it.Parent == entry && it.Form == EntryForm.Listed
            );
            if (entries > 1 && entries != declared)
            {
                yield return At(
                    context,
                    entry.Line,
                    list.Groups[1].Value,
                    $"{list.Value.Trim()} are announced, and {entries} follow.",
                    "Correct the number, or add what is missing."
                );
            }
        }
    }

    /// <summary>A part that lies below the bound which the whole is said to keep.</summary>
    private IEnumerable<Finding> Coverage(LintContext context) =>
        from item in context.Outline.Entries
        where item.Text.Contains("overall", StringComparison.OrdinalIgnoreCase) && Percent().Match(item.Text) is { Success: true }
        let bound = Number(Percent().Match(item.Text).Groups[1].Value)
        let below = context
            .EntriesBetween(item.Line + 1, item.Line + 8)
            .Where(it => it.Section == item.Section && it.Form == EntryForm.Listed && !it.HasBox)
            .ToList()
        let bad = below
            .Where(it =>
                it.Text.Contains("needs tests", StringComparison.OrdinalIgnoreCase)
                || PartPercent().Match(it.Text) is { Success: true } part && Number(part.Groups[1].Value) < bound
            )
            .ToList()
        where bad.Count > 0
        select At(
            context,
            item.Line,
            "",
            $"{FindingContext.Short(item.Text)}: {bad.Count} of its parts lie below that or have no number (line {string.Join(", ", bad.Select(it => it.Line))}).",
            "Say how the whole was counted."
        );

    private static double Number(string text) =>
        double.Parse(text.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static int? Count(string word) =>
        int.TryParse(word, out var number) ? number
        : Array.IndexOf(Words, word.ToLowerInvariant()) is var at and >= 0 ? at
        : null;

    [GeneratedRegex(@"(?<![0-9.,])(?<total>[0-9]{1,6})(?<open>\+?)(?:\s+[\p{L}-]+){0,3}\s*\((?<parts>[^()]{5,120})\)")]
    private static partial Regex TotalWithParts();

    [GeneratedRegex(@"(?<![0-9.])([0-9]{1,6})\+?(?![0-9.%])")]
    private static partial Regex Whole();

    [GeneratedRegex(
        @"(?<![0-9/.])([0-9]{1,5})/([0-9]{1,5})(?![0-9/.])\s*((?:fixed|done|passed|passing|resolved|complete\w*|migrated|closed|ready)?)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OutOf();

    [GeneratedRegex(@"\btotal\s+(?:\w+\s+)?items?\s*:?\s*([0-9]{1,5})(\+?)", RegexOptions.IgnoreCase)]
    private static partial Regex TotalItems();

    [GeneratedRegex(
        @"\b([0-9]{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:\w+\s+)?(?:steps|checks|items|services|phases|conditions|criteria|approvals|roles|hosts|servers|nodes|regions|tasks|people|migrations|components|environments|endpoints)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ListOf();

    [GeneratedRegex(@"(?:≥|>=|>|at least)\s*([0-9]{1,3}(?:\.[0-9]+)?)\s*%")]
    private static partial Regex Percent();

    [GeneratedRegex(@":\s*([0-9]{1,3}(?:\.[0-9]+)?)\s*%")]
    private static partial Regex PartPercent();
}
