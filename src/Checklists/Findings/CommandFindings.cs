using System.Text.RegularExpressions;
using Slipway.Checklists.Meaning.Commands;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings;

/// <summary>A command with something left to be filled in.</summary>
internal sealed class UnfilledPlaceholder : FindingRule
{
    public override string Code => "SW2201";

    public override string Name => "placeholder";

    public override string Says => "A command holds something that was never filled in.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Look(FindingContext context) =>
        from it in context.Commands
        where FindingContext.Counts(it.Item) && it.Command.Hazards.Contains(Hazard.Placeholder)
        let what = HazardRules.PlaceholderIn(it.Command.Text) ?? "a placeholder"
        select At(
            context,
            it.Command.Line,
            $"{what} was never filled in, so this command will not be run.",
            "Put the value in, or a variable that slipway.yaml sets for the environment."
        );
}

/// <summary>A command that goes on for ever while nothing on its output is awaited.</summary>
internal sealed partial class NeverEnds : FindingRule
{
    public override string Code => "SW2202";

    public override string Name => "never-ends";

    public override string Says => "A command does not end by itself, and nothing on its output is awaited.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Look(FindingContext context) =>
        from it in context.Commands
        where FindingContext.Counts(it.Item) && it.Command.Hazards.Contains(Hazard.NeverEnds)
        where !OnlyNamesFile(it.Command.Text)
        where (it.Command.Expect ?? it.Item.Expect) is not { } expect || expect.Text is "exit0" or "streaming" or "interactive"
        select At(
            context,
            it.Command.Line,
            $"`{FindingContext.Short(it.Command.Text)}` does not end by itself and nothing is said of its output; everything behind it waits.",
            "Say what must appear in its output, or bound it (--tail without -f, -c, timeout)."
        );

    /// <summary>The <c>-f</c> of <c>docker compose -f FILE logs</c> names a file; only one behind <c>logs</c> follows.</summary>
    private static bool OnlyNamesFile(string command) =>
        ComposeLogs().Match(command) is { Success: true } found && !Follows().IsMatch(found.Groups[1].Value);

    [GeneratedRegex(@"^(?:sudo\s+)?docker(?:-compose|\s+compose)\s[^\n|;&]*\slogs\b([^\n]*)$")]
    private static partial Regex ComposeLogs();

    [GeneratedRegex(@"\s(?:-\w*f\w*|--follow)\b")]
    private static partial Regex Follows();
}

/// <summary>A command that waits for a person.</summary>
internal sealed class WaitsForPerson : FindingRule
{
    public override string Code => "SW2203";

    public override string Name => "waits-for-person";

    public override string Says => "A command waits for someone at the keyboard.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Look(FindingContext context) =>
        from it in context.Commands
        where FindingContext.Counts(it.Item) && it.Command.Hazards.Contains(Hazard.Interactive)
        select At(
            context,
            it.Command.Line,
            $"`{FindingContext.Short(it.Command.Text)}` waits for someone at the keyboard, so it will not be run.",
            "Give a form that asks nothing, or make it a step that a person confirms."
        );
}
