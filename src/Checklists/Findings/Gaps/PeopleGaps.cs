using System.Text.RegularExpressions;
using Slipway.Checklists.Reading;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings.Gaps;

/// <summary>A signature that is nobody's.</summary>
internal sealed partial class SignoffWithoutRole : LintRule
{
    public override string Code => "SW2305";

    public override string Name => "signoff-without-role";

    public override string Says => "A signature is asked for, and nothing says whose.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var nobodys = context
            .Items.Where(it => it is { Kind: ItemKind.Signoff, Role: null } && FindingContext.Counts(it) && !By().IsMatch(it.Text))
            .ToList();
        foreach (var phase in nobodys.GroupBy(it => it.Phase))
        {
            var first = phase.First();
            var others = phase.Count() > 1 ? $" (also line {string.Join(", ", phase.Skip(1).Select(it => it.Line))})" : "";
            yield return At(
                context,
                first.Line,
                "",
                $"\"{FindingContext.Short(first.Text)}\" is signed by anybody: no role is named.{others}",
                "Name the role that signs."
            );
        }
    }

    /// <summary>"Deployed by" records who did it.</summary>
    [GeneratedRegex(@"^\W*\w+ by\b", RegexOptions.IgnoreCase)]
    private static partial Regex By();
}

/// <summary>Steps of which nobody knows whose they are, or when.</summary>
internal sealed partial class StepsWithoutOwner : LintRule
{
    private const int Enough = 5;

    public override string Code => "SW2306";

    public override string Name => "steps-without-owner";

    public override string Says => "Steps that change something have neither an owner nor a time.";

    public override Severity Severity => Severity.Note;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        var steps = context
            .Items.Where(it =>
                it.Forward && it.Effect >= Effect.Changes && it.InsideBlock is null && FindingContext.Counts(it) && it.AttachedTo is null
            )
            .ToList();
        var bare = steps.Where(it => !HasOwnerOrTime(context, it)).ToList();
        if (bare.Count >= Enough && bare.Count * 2 > steps.Count)
        {
            yield return At(
                context,
                bare[0].Line,
                "",
                $"{bare.Count} of the {steps.Count} steps that change something say neither who does them nor when.",
                "Name an owner (`@name`, `Owner:`) or a time per section."
            );
        }
    }

    private static bool HasOwnerOrTime(LintContext context, PlanItem item)
    {
        var entry = context.EntriesAt(item.Line).FirstOrDefault();
        return item.At is not null
            || item.Estimate is not null
            || item.Role is not null
            || Owner().IsMatch(item.Text)
            || entry is not null
                && entry
                    .Section.Chain()
                    .Any(it =>
                        it.Line > 0
                        && (
                            context.ItemAt(it.Line) is { } group && (group.At ?? group.Estimate ?? group.Window) is not null
                            || Owner().IsMatch(it.Text)
                            || Time().IsMatch(it.Text)
                        )
                    );
    }

    [GeneratedRegex(@"(?<!\w)@\w|\bowner\b|\bresponsible\b|\bby:|\bassignee\b|\bDBA\b|\blead\b", RegexOptions.IgnoreCase)]
    private static partial Regex Owner();

    [GeneratedRegex(@"[0-9]\s*(?:min|hour|h\b)|\bT[-+][0-9]|[0-9][0-9]:[0-9][0-9]", RegexOptions.IgnoreCase)]
    private static partial Regex Time();
}
