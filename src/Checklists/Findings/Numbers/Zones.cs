using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Checklists.Meaning;
using Slipway.Checklists.Meaning.Expectations;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings.Numbers;

/// <summary>A bound at which an alert fires.</summary>
internal sealed record AlertBound(string Name, Comparison Comparison, Quantity Bound, int Line)
{
    public bool IsAbove => Comparison is Comparison.Greater or Comparison.AtLeast;
}

/// <summary>The alerts of a document with their bounds.</summary>
internal static class Alerts
{
    public static IEnumerable<AlertBound> In(LintContext context)
    {
        var lexicon = Lexicon.For(context.AllText);
        foreach (
            var item in context.Items.Where(it =>
                it.Scope == Scope.AlertList
                || it.Text.Contains("alert", StringComparison.OrdinalIgnoreCase)
                    && it.Kind is not (ItemKind.Trigger or ItemKind.RollbackStep)
            )
        )
        {
            if (Quantities.NameOf(item) is not { } name)
            {
                continue;
            }

            foreach (var bound in Bound.AllIn(item.Text, lexicon).Where(it => it.Said && it.High is null))
            {
                if (
                    Comparisons.Read(bound.Sign) is { } comparison
                    && Quantity.TryParse($"{bound.Number} {bound.Unit}") is { } quantity
                    && comparison is not Comparison.Equal
                )
                {
                    yield return new(name, comparison, quantity, item.Line);
                }
            }
        }
    }
}

/// <summary>An alert that fires no earlier than the rollback.</summary>
internal sealed class AlertTooLate : LintRule
{
    public override string Code => "SW2403";

    public override string Name => "alert-too-late";

    public override string Says => "An alert fires only where the release is already stopped, so nobody is warned.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var stops = context.Bounds.Where(it => it.Stops).ToLookup(it => it.Name, StringComparer.Ordinal);
        return from alert in Alerts.In(context)
            let stop = stops[alert.Name]
                .FirstOrDefault(it =>
                    it.IsUpper != alert.IsAbove
                    && it.Bound.In(alert.Bound.Unit) is { } at
                    && (alert.IsAbove ? alert.Bound.Number >= at : alert.Bound.Number <= at)
                )
            where stop is not null && stop.Item.Line != alert.Line
            select At(
                context,
                alert.Line,
                "",
                $"{alert.Name}: the alert fires at {alert.Comparison.Sign()} {alert.Bound}, and line {stop.Item.Line} stops the release at {stop.Comparison.Sign()} {stop.Bound}; it warns nobody.",
                "Let the alert fire between good and stop."
            );
    }
}

/// <summary>An alert that fires while all is well.</summary>
internal sealed partial class AlertWhenHealthy : LintRule
{
    public override string Code => "SW2404";

    public override string Name => "alert-when-healthy";

    public override string Says => "An alert fires at a value that the document calls good.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context) => OfQuantities(context).Concat(OfMoney(context));

    private IEnumerable<Finding> OfQuantities(LintContext context)
    {
        var good = context.Bounds.Where(it => !it.Stops).ToLookup(it => it.Name, StringComparer.Ordinal);
        return from alert in Alerts.In(context)
            let best = good[alert.Name]
                .FirstOrDefault(it =>
                    it.Item.Line != alert.Line
                    && it.IsUpper == alert.IsAbove
                    && it.Bound.In(alert.Bound.Unit) is { } at
                    && (alert.IsAbove ? alert.Bound.Number < at : alert.Bound.Number > at)
                )
            where best is not null
            select At(
                context,
                alert.Line,
                "",
                $"{alert.Name}: the alert fires at {alert.Comparison.Sign()} {alert.Bound}, while line {best.Item.Line} calls {best.Comparison.Sign()} {best.Bound} good.",
                "Let the alert begin where good ends."
            );
    }

    /// <summary>Budgets: an alert below what a good month costs fires every month.</summary>
    private IEnumerable<Finding> OfMoney(LintContext context)
    {
        var amounts = context.Prose.SelectMany(it => Amounts.In(it.Line, it.Text, it.LeadIn?.Text ?? it.Parent?.Text ?? "")).ToList();
        if (amounts.Where(it => !it.IsAlert && it.IsTarget).MaxBy(it => it.Monthly) is not { } target)
        {
            yield break;
        }

        foreach (var alert in amounts.Where(it => it.IsAlert && it.Monthly < target.Monthly).DistinctBy(it => it.Line))
        {
            yield return At(
                context,
                alert.Line,
                alert.Written,
                $"The alert at {alert.Written} fires in every healthy month: line {target.Line} plans {target.Written}{(target.IsDaily ? " a day" : " a month")}.",
                "Let the first alert begin above the planned cost."
            );
        }
    }
}

/// <summary>An amount of money in a line.</summary>
internal sealed partial record Amounts(int Line, string Written, double Number, bool IsDaily, bool IsAlert, bool IsTarget)
{
    public double Monthly => IsDaily ? Number * 30 : Number;

    public static IEnumerable<Amounts> In(int line, string text, string above)
    {
        if (!Money().IsMatch(text))
        {
            yield break;
        }

        var isAlert = Alert().IsMatch(text) || Alert().IsMatch(above) && !Target().IsMatch(text);
        foreach (Match found in Money().Matches(text))
        {
            var number = double.Parse(
                found.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal),
                CultureInfo.InvariantCulture
            );
            var behind = text[(found.Index + found.Length)..];
            var isDaily =
                Daily().IsMatch(behind.Length > 8 ? behind[..8] : behind)
                || text.Contains("daily", StringComparison.OrdinalIgnoreCase)
                    && !behind.StartsWith("/mo", StringComparison.OrdinalIgnoreCase);
            var isChange =
                Change().IsMatch(text[..found.Index])
                || behind.TrimStart().StartsWith("saved", StringComparison.OrdinalIgnoreCase)
                || behind.Contains("saved", StringComparison.OrdinalIgnoreCase) && behind.Length < 20;
            yield return new(
                line,
                found.Value.Trim(),
                number,
                isDaily,
                isAlert,
                !isChange && (Target().IsMatch(text) || Monthly_().IsMatch(text))
            );
        }
    }

    [GeneratedRegex(@"[$€£]\s?(?<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)")]
    private static partial Regex Money();

    [GeneratedRegex(@"\balert|exceed|\bthreshold|\bwarn", RegexOptions.IgnoreCase)]
    private static partial Regex Alert();

    [GeneratedRegex(@"\btarget|\bbudget\b|\bplanned|\bexpected", RegexOptions.IgnoreCase)]
    private static partial Regex Target();

    [GeneratedRegex(@"\bmonthly cost|\bcost per month|/month|a month", RegexOptions.IgnoreCase)]
    private static partial Regex Monthly_();

    [GeneratedRegex(@"^\s*(?:/|per |a )\s*day", RegexOptions.IgnoreCase)]
    private static partial Regex Daily();

    [GeneratedRegex(@"\b(?:from|saved|down from|was|before)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Change();
}
