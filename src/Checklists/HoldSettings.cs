using System.Globalization;

namespace Slipway.Checklists;

/// <summary>Who has to sign at some items.</summary>
/// <param name="Match">A role, a line, or words of the item.</param>
/// <param name="Hold">Who, how many, and until when.</param>
public sealed record HoldSettings(string Match, HoldSpec Hold)
{
    /// <summary>Whether it speaks of an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="role">The role that the item asks for; null when it names none.</param>
    public bool Means(PlanItem item, string? role) =>
        int.TryParse(Match.TrimStart('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? item.Line == line
            : role is not null && string.Equals(Match.Trim(), role.Trim(), StringComparison.OrdinalIgnoreCase)
                || Match.Length >= 3 && item.Text.Contains(Match, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why it would be kept by nobody: it speaks of items of a plan, and none of them is signed or decided. Null when all is well.</summary>
    public string? FaultIn(Plan plan)
    {
        var meant = plan.Items.Where(it => Means(it, it.Role)).ToList();
        return meant.Count == 0 || meant.Any(it => it.Kind is ItemKind.Signoff or ItemKind.Decision)
            ? null
            : $"the hold \"{Match}\" asks for people at {plan.Where(meant[0].Line)}, and nobody signs or decides there: it is read as {PlanJson.Name(meant[0].Kind)}; "
                + "say `kind=signoff` behind the line, or name another one";
    }
}

/// <summary>What a hold asks for.</summary>
public sealed record HoldSpec
{
    /// <summary>Distinct people who have to approve. Default 1; 1 to 20.</summary>
    public int Need { get; init; } = 1;

    /// <summary>Roles or people who may; when it is empty, the item's role decides.</summary>
    public IReadOnlyList<string> Of { get; init; } = [];

    /// <summary>Who may not: <c>author</c>, <c>operator</c>.</summary>
    public IReadOnlyList<string> Not { get; init; } = [];

    /// <summary>True when as many have to decline as to approve; false when one who declines is enough. Default false.</summary>
    public bool RejectByQuorum { get; init; }

    /// <summary>Time from the question to the end of waiting; null for no end.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Time between reminders; null for none.</summary>
    public TimeSpan? Remind { get; init; }

    /// <summary>Role that is told when half of the time is over; null for nobody.</summary>
    public string? EscalateTo { get; init; }

    /// <summary>True when the run ends as a no-go at the deadline; false when it holds. Default false. Neither approves.</summary>
    public bool AbortOnExpiry { get; init; }

    /// <summary>People who sign for others, for a while.</summary>
    public IReadOnlyList<DelegateSpec> Delegates { get; init; } = [];
}

/// <summary>Somebody who signs in the place of another.</summary>
/// <param name="From">Whose place.</param>
/// <param name="To">Who signs.</param>
/// <param name="Until">The end.</param>
/// <param name="Reason">Why.</param>
public sealed record DelegateSpec(string From, string To, DateTimeOffset Until, string Reason);
