using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Checklists.Reading;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings.Claims;

/// <summary>Boxes that are ticked, and nothing says how that is known.</summary>
internal sealed partial class TickedWithoutEvidence : LintRule
{
    public override string Code => "SW2501";

    public override string Name => "ticked-without-evidence";

    public override string Says => "A box is ticked in the document, and nothing says how that is known.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var ticked =
            from entry in context.Outline.Entries
            where entry.Marks.Box == BoxState.Ticked && context.ItemAt(entry.Line) is { } item && FindingContext.Counts(item)
            where !HasEvidence(entry, context.ItemAt(entry.Line)!)
            group entry by entry.Section into section
            select section.ToList();
        foreach (var boxes in ticked)
        {
            var where = boxes.Count == 1 ? "This box is" : $"{boxes.Count} boxes under \"{boxes[0].Section.Text}\" are";
            yield return At(
                context,
                boxes[0].Line,
                "",
                $"{where} ticked before the release begins, with no command, link, name or day that shows how it is known.",
                "Take the tick away, or say what proves it; Slipway carries it out like the others."
            );
        }
    }

    private static bool HasEvidence(Entry entry, PlanItem item) =>
        item.Commands.Count > 0
        || entry.AttachedFence is not null
        || entry.Words.Urls.Count > 0
        || entry.Children.Exists(it => it.Words.Urls.Count > 0 || Named().IsMatch(it.Text))
        || Named().IsMatch(entry.Text);

    [GeneratedRegex(
        @"(?<!\w)@\w|#[0-9]+|https?://|\b20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]\b|\bby [A-Z]\w+|\b[A-Z]{2,}-[0-9]+\b|\b[0-9a-f]{7,40}\b(?<=[0-9]\w*)"
    )]
    private static partial Regex Named();
}

/// <summary>Words that claim what only the night can show.</summary>
internal sealed partial class AchievedWithoutEvidence : LintRule
{
    public override string Code => "SW2502";

    public override string Name => "achieved-without-evidence";

    public override string Says => "The document says that something is achieved, validated or ready, and shows nothing for it.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var claims =
            from entry in context.Outline.Entries
            where entry.Form != EntryForm.Fence && entry.Marks.Box != BoxState.Ticked && entry.Words.Urls.Count == 0
            let found = Claim().Match(entry.Text.Length > 600 ? entry.Text[..600] : entry.Text)
            where found.Success && (Current().IsMatch(entry.Text) || entry.Marks.Box == BoxState.None && !Condition().IsMatch(entry.Text))
            group (entry.Line, found.Value) by entry.Section.Chain().FirstOrDefault(it => it.Level is 1 or 2) into section
            select section.ToList();
        foreach (var said in claims)
        {
            var others =
                said.Count > 1
                    ? $" (also line {string.Join(", ", said.Skip(1).Take(5).Select(it => it.Line))}{(said.Count > 6 ? $" and {said.Count - 6} more" : "")})"
                    : "";
            yield return At(
                context,
                said[0].Line,
                said[0].Value,
                $"\"{said[0].Value.Trim()}\" is a claim: nothing here shows when, where and how it was measured.{others}",
                "Link the report, or make it a check that is carried out."
            );
        }
    }

    [GeneratedRegex(
        @"\bcurrently (?:achieved|met|passing)\b|\b100\s?% (?:validated|complete|tested|verified|ready)\b|\bfully (?:validated|tested|verified|operational)\b|\b(?:is |are )?ready for production(?: deployment)?\b|\bproduction[- ]ready\b|\bthoroughly (?:validated|tested)\b|\ball \w+ checks (?:have )?passed\b|\bzero (?:\w+ ){0,2}(?:errors|vulnerabilities|bugs|defects)\b(?=.*|$)|\b[0-9]+\+? tests passing\b \(|\balready (?:achieved|verified|proven)\b|\bconfidence level\b.{0,5}[0-9]+\s?%",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Claim();

    [GeneratedRegex(@"\b(?:must|should|expected|target|required|if|when|until|once)\b|___|\uE000", RegexOptions.IgnoreCase)]
    private static partial Regex Condition();

    /// <summary>What is said of now is a claim even beside a wish.</summary>
    [GeneratedRegex(@"\b(?:currently|already)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Current();
}

/// <summary>A day that is not in the calendar, a weekday that is not that day's, an end before its begin.</summary>
internal sealed partial class ImpossibleDate : LintRule
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public override string Code => "SW2503";

    public override string Name => "impossible-date";

    public override string Says => "A date is not in the calendar, has another weekday, or lies before what it follows.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context) =>
        context.Outline.Entries.Where(it => it.Form != EntryForm.Fence).SelectMany(it => Days(context, it)).Concat(Order(context));

    private IEnumerable<Finding> Days(LintContext context, Entry entry)
    {
        foreach (var (written, year, month, day, weekday) in Dates(entry.Text))
        {
            if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            {
                yield return At(context, entry.Line, written, $"There is no {written} in the calendar.", "Correct the date.");
            }
            else if (
                weekday is not null
                && new DateOnly(year, month, day).DayOfWeek.ToString() is var real
                && !real.StartsWith(weekday[..3], StringComparison.OrdinalIgnoreCase)
            )
            {
                yield return At(
                    context,
                    entry.Line,
                    written,
                    $"{written} is a {real}, not a {weekday}.",
                    "Correct the date or the weekday."
                );
            }
        }
    }

    /// <summary>The next review lies behind the last one, and an end behind its begin.</summary>
    private IEnumerable<Finding> Order(LintContext context)
    {
        var dated = context
            .Outline.Entries.Where(it => it.Form != EntryForm.Fence)
            .SelectMany(it =>
                Dates(it.Text)
                    .Where(IsDay)
                    .Take(1)
                    .Select(date => (Entry: it, Day: new DateOnly(date.Year, date.Month, date.Day), date.Written))
            )
            .ToList();
        foreach (var (earlier, later) in ((Regex, Regex)[])[(Updated(), Next()), (Begins(), Ends())])
        {
            var first = dated.Find(it => earlier.IsMatch(it.Entry.Text));
            var second = dated.Find(it => later.IsMatch(it.Entry.Text) && it.Entry.Line != first.Entry?.Line);
            if (first.Entry is not null && second.Entry is not null && second.Day < first.Day)
            {
                yield return At(
                    context,
                    second.Entry.Line,
                    second.Written,
                    $"{second.Written} lies before {first.Written} (line {first.Entry.Line}), which it follows.",
                    "Correct one of the two."
                );
            }
        }
    }

    private static bool IsDay((string Written, int Year, int Month, int Day, string? Weekday) date) =>
        date.Month is >= 1 and <= 12 && date.Day >= 1 && date.Day <= DateTime.DaysInMonth(date.Year, date.Month);

    private static IEnumerable<(string Written, int Year, int Month, int Day, string? Weekday)> Dates(string text)
    {
        foreach (Match found in Date().Matches(text))
        {
            var year = Number(found, "year");
            var month = found.Groups["name"].Success
                ? Array.IndexOf(Months, found.Groups["name"].Value.ToLowerInvariant()[..3]) + 1
                : Number(found, "month");
            if (year is > 1990 and < 2100)
            {
                yield return (
                    found.Groups["date"].Value,
                    year,
                    month,
                    Number(found, "day"),
                    found.Groups["weekday"].Success ? found.Groups["weekday"].Value : null
                );
            }
        }
    }

    private static int Number(Match found, string group) => int.Parse(found.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(?:\b(?<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\s+)?(?:the\s+)?(?<date>\b(?<year>20[0-9][0-9])-(?<month>[0-9][0-9])-(?<day>[0-9][0-9])\b|\b(?<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?<year>20[0-9][0-9])\b|\b(?<day>[0-9]{1,2})(?:st|nd|rd|th)?\s+(?<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+(?<year>20[0-9][0-9])\b|\b(?<day>[0-9]{1,2})\.(?<month>[0-9]{1,2})\.(?<year>20[0-9][0-9])\b)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Date();

    [GeneratedRegex(@"\b(?:last updated|updated|generated|created|written)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Updated();

    [GeneratedRegex(@"\bnext (?:review|update)\b|\breview(?:ed)? (?:due|by)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Next();

    [GeneratedRegex(@"^\W*(?:\w+\s+){0,2}(?:start|begin|from|opens?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Begins();

    [GeneratedRegex(@"^\W*(?:\w+\s+){0,2}(?:end|until|closes?|to)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ends();
}

/// <summary>A version to go back to that the document knows nothing else of.</summary>
internal sealed partial class UnknownVersion : LintRule
{
    public override string Code => "SW2504";

    public override string Name => "unknown-version";

    public override string Says => "The rollback goes to a version that does not exist, or that nothing else in the document names.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var released = ReleaseOf(context);
        var named = Version()
            .Matches(string.Join('\n', context.Outline.Entries.Where(it => !IsBack(context, it)).Select(it => it.Text)))
            .Select(it => Plain(it.Value))
            .Concat(
                context
                    .Commands.Where(it => !FindingContext.IsWayBack(it.Item))
                    .SelectMany(it => Version().Matches(it.Command.Text))
                    .Select(it => Plain(it.Value))
            )
            .ToHashSet(StringComparer.Ordinal);
        var tags = context.Model.GitNames?.Select(Plain).ToHashSet(StringComparer.Ordinal) ?? [];
        var steps =
            from it in context.Commands
            where FindingContext.IsWayBack(it.Item) && it.Item.InsideBlock is null
            from Match found in Version().Matches(it.Command.Text)
            select (it.Command.Line, found.Value);
        foreach (var (line, version) in steps.DistinctBy(it => Plain(it.Value)))
        {
            var plain = Plain(version);
            if (plain == released)
            {
                yield return At(
                    context,
                    line,
                    version,
                    $"The rollback goes to {version}, which is the version being released.",
                    "Name the version before it."
                );
            }
            else if (tags.Count == 0 && released is not null && !named.Contains(plain))
            {
                var first =
                    released.EndsWith(".0.0", StringComparison.Ordinal) && plain.StartsWith("0.", StringComparison.Ordinal)
                        ? $" {released} looks like the first release."
                        : "";
                yield return At(
                    context,
                    line,
                    version,
                    $"The rollback goes to {version}, which nothing else in this document names; {released} is being released.{first}",
                    "Name the version that runs now, and how that is known."
                );
            }
        }
    }

    private static bool IsBack(LintContext context, Entry entry) =>
        context.ItemAt(entry.Line) is { } item && FindingContext.IsWayBack(item);

    /// <summary>The version that the title, or a line "Version:", releases.</summary>
    private static string? ReleaseOf(LintContext context) =>
        context
            .Outline.Entries.Where(it => it.Form == EntryForm.Heading && it.Line < 12 || Label().IsMatch(it.Text))
            .Select(it => Version().Match(it.Text))
            .Where(it => it.Success)
            .Select(it => Plain(it.Value))
            .FirstOrDefault();

    private static string Plain(string version) => version.TrimStart('v', 'V');

    [GeneratedRegex(@"\bv?[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,4}(?![\w.])")]
    private static partial Regex Version();

    [GeneratedRegex(@"^\W*(?:new |target |release )?version\b", RegexOptions.IgnoreCase)]
    private static partial Regex Label();
}

/// <summary>A success rate, and nothing says of how many.</summary>
internal sealed partial class RateWithoutDenominator : LintRule
{
    public override string Code => "SW2505";

    public override string Name => "rate-without-denominator";

    public override string Says => "A rate is asked for, and nothing says of how many.";

    public override Severity Severity => Severity.Note;

    public override IEnumerable<Finding> Find(LintContext context) =>
        from item in context.Items
        where
            item.Commands.Count == 0
            && item.Kind != ItemKind.Trigger
            && FindingContext.Counts(item)
            && item.Expect is not null
            && item.InsideBlock is null
        where Rate().IsMatch(item.Text) && item.Text.Contains('%') && !Denominator().IsMatch(item.Text)
        select At(
            context,
            item.Line,
            Rate().Match(item.Text).Value,
            $"{FindingContext.Short(item.Text)}: of how many? One of one is 100 %, and none of none is whatever the program says.",
            "Say the least number that the rate is made of."
        );

    [GeneratedRegex(
        @"\bsuccess(?: rate)?\b|\badoption\b|\bsatisfaction\b|\bconversion\b|\bhit rate\b|\bpass rate\b|\bcompletion rate\b|\brecovery rate\b|\bfallback rate\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Rate();

    [GeneratedRegex(
        @"\b(?:of|over|in|out of)\s+(?:at least\s+|the\s+)?(?:last\s+)?[0-9]|\bat least\s+[0-9]+|\bn\s*[≥>=]|\b[0-9]+\s+(?:requests|runs|attempts|jobs|users|orders|repairs|transactions|calls|syncs)\b|\bfor [0-9]+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Denominator();
}
