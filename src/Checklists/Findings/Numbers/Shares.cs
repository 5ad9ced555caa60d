using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings.Numbers;

/// <summary>A percentile, and nothing says of how many requests.</summary>
internal sealed partial class PercentileWithoutSample : LintRule
{
    public override string Code => "SW2407";

    public override string Name => "percentile-without-sample";

    public override string Says => "A percentile is asked for, and nothing says of how many requests.";

    public override Severity Severity => Severity.Note;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        foreach (
            var (item, command) in context.Commands.Where(it =>
                FindingContext.Counts(it.Item) && it.Item.InsideBlock is null && OneRequest().IsMatch(it.Command.Text)
            )
        )
        {
            if (Percentile().IsMatch($"{item.Text} {WordsBelow(context, item)}"))
            {
                yield return At(
                    context,
                    command.Line,
                    "curl",
                    $"`{FindingContext.Short(command.Text)}` times one request; the percentile of one request is that request.",
                    "Measure some hundred requests, or ask the monitoring."
                ) with
                {
                    Severity = Severity.Warning,
                };
            }
        }

        var open = context
            .Items.Where(it =>
                it.Commands.Count == 0 && it.Expect is not null && FindingContext.Counts(it) && Percentile().IsMatch(it.Text)
            )
            .Where(it => !HasSample(context, it) && !IsMeasuredBelow(context, it))
            .ToList();
        if (open.Count > 0)
        {
            var others = open.Count > 1 ? $" (also line {string.Join(", ", open.Skip(1).Take(8).Select(it => it.Line))})" : "";
            yield return At(
                context,
                open[0].Line,
                Percentile().Match(open[0].Text).Value,
                $"{FindingContext.Short(open[0].Text)}: a percentile of how many requests, in which time?{others}",
                "Say the least number of requests, or the window."
            );
        }
    }

    private static string WordsBelow(LintContext context, PlanItem item) =>
        string.Join(
            ' ',
            context
                .EntriesBetween(item.Line + 1, item.Line + 11)
                .Where(it => it.Text.Contains("xpected", StringComparison.Ordinal))
                .Take(1)
                .Select(it => it.Text)
        );

    /// <summary>What a block below measures is told there.</summary>
    private static bool IsMeasuredBelow(LintContext context, PlanItem item) =>
        context.EntriesAt(item.Line).Any(it => it.AttachedFence is not null);

    private static bool HasSample(LintContext context, PlanItem item)
    {
        var entry = context.EntriesAt(item.Line).FirstOrDefault();
        return Sample().IsMatch(item.Text)
            || item.For is not null
            || entry is not null && entry.Section.Chain().Any(it => Sample().IsMatch(it.Text))
            || entry?.LeadIn is { } lead && Sample().IsMatch(lead.Text);
    }

    [GeneratedRegex(@"\bp(?:50|75|90|95|99|999)\b|\b[0-9]{2}(?:th|\.[0-9])? ?percentile|\bpercentile\b", RegexOptions.IgnoreCase)]
    private static partial Regex Percentile();

    [GeneratedRegex(
        @"\b(?:requests|samples|calls|queries|transactions|measurements)\b|\bn\s*[=≥>]|\bover\s+(?:the\s+)?(?:last\s+)?[0-9]|\bper\s+[0-9]|\bfor\s+[0-9]+\s*(?:min|h|s)|\([0-9]+\s*(?:h|hours?|min\w*|days?)\)|\bduring\b|\bwithin\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Sample();

    [GeneratedRegex(@"\btime\s+curl\b|time_total")]
    private static partial Regex OneRequest();
}

/// <summary>A share beyond a hundred per cent.</summary>
internal sealed partial class BeyondHundred : LintRule
{
    public override string Code => "SW2408";

    public override string Name => "beyond-hundred";

    public override string Says => "A share is bounded beyond a hundred per cent.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context) =>
        from entry in context.Prose
        from Match found in Percent().Matches(entry.Text)
        where double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) > 100
        where Share().IsMatch(entry.Text) && !Growth().IsMatch(entry.Text)
        select At(
            context,
            entry.Line,
            found.Groups[1].Value,
            $"{found.Value.Trim()} of a share cannot be: there is no more than 100 %.",
            "Correct the number."
        );

    [GeneratedRegex(@"(?<![0-9.])([0-9]{2,5}(?:\.[0-9]+)?)\s*%")]
    private static partial Regex Percent();

    [GeneratedRegex(
        @"\b(?:availability|uptime|success|error rate|failure rate|coverage|hit rate|hit ratio|pass rate|packet loss|completion|traffic|disk|share)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Share();

    [GeneratedRegex(@"\b(?:increase|growth|grow|more than before|of baseline|baseline|faster|spike|compared)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Growth();
}

/// <summary>Traffic moves on by the clock, and no number has to hold.</summary>
internal sealed partial class UngatedTraffic : LintRule
{
    public override string Code => "SW2409";

    public override string Name => "ungated-traffic";

    public override string Says => "Traffic moves on by the clock, and between two steps no number has to hold.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var steps = context
            .Items.Where(it => it is { Kind: ItemKind.Traffic, Forward: true } && it.Expect?.Clauses.OfType<Clause.Weight>().Any() == true)
            .ToList();
        for (var i = 0; i + 1 < steps.Count; i++)
        {
            var between = context.Items.Where(it => it.Line > steps[i].Line && it.Line < steps[i + 1].Line).ToList();
            if (
                !between.Exists(it =>
                    it.Expect is { } expect
                        && expect.Clauses.Any(clause =>
                            clause is Clause.Value or Clause.Between or Clause.OfBaseline or Clause.Percentile or Clause.Count
                        )
                    || it.Kind is ItemKind.Decision or ItemKind.Signoff
                )
            )
            {
                yield return At(
                    context,
                    steps[i + 1].Line,
                    "",
                    $"\"{FindingContext.Short(steps[i + 1].Text)}\" follows line {steps[i].Line} with no number that has to hold between the two; the clock alone promotes.",
                    "Say which numbers must hold, for how long and over how many requests."
                );
                yield break;
            }
        }
    }
}

/// <summary>A heading says full, and the step below it moves less.</summary>
internal sealed partial class FullIsNotFull : LintRule
{
    public override string Code => "SW2410";

    public override string Name => "full-is-not-full";

    public override string Says => "A heading speaks of a full or complete rollout, and its step moves less than all traffic.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context) =>
        from item in context.Items
        where item is { Kind: ItemKind.Traffic, Forward: true } && Full().IsMatch(item.Phase)
        let weight = item.Expect?.Clauses.OfType<Clause.Weight>().FirstOrDefault()
        where
            weight is { Percent: < 100 }
            && !context.Items.Any(it =>
                it.Phase == item.Phase && it.Expect?.Clauses.OfType<Clause.Weight>().Any(other => other.Percent >= 100) == true
            )
        select At(
            context,
            item.Line,
            "",
            $"\"{item.Phase}\" moves {weight.Percent} % of the traffic, not all of it.",
            "Correct the heading or the number."
        );

    [GeneratedRegex(
        @"\b(?:full|complete|all|100\s*%)\b.*\b(?:rollout|traffic|cut-?over|switch|release|deployment)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Full();
}
