namespace Slipway.Checklists.Findings;

/// <summary>A script, file or target that is not there.</summary>
internal sealed class DeadReference : FindingRule
{
    public override string Code => "SW2101";

    public override string Name => "dead-reference";

    public override string Says => "A script, file or folder is not in this repository.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Look(FindingContext context)
    {
        var folder = "";
        var phase = "";
        foreach (var (item, command) in context.Commands)
        {
            folder = item.Phase == phase ? folder : "";
            phase = item.Phase;
            var calls = References.CallsOf(command);
            foreach (
                var missing in FindingContext.Counts(item)
                    ? References.MissingIn(command, calls, folder, context.Repository).Distinct()
                    : []
            )
            {
                yield return At(
                    context,
                    command.Line,
                    $"`{missing}` is not in the repository; this step fails the moment it is tried.",
                    "Add it, or correct the name."
                );
            }

            folder = References.FolderAfter(calls, folder);
        }
    }
}
