using Slipway.Checklists;
using Slipway.Checks;

namespace Slipway.Cli;

/// <summary>Checks that somebody named and that cannot be made, whatever they would see: told when the plan is made, and not on the night.</summary>
internal static class CheckFaults
{
    /// <summary>The faults of a document's annotations and of everything in the settings that names a check, each with its place.</summary>
    public static IReadOnlyList<string> In(Checklist checklist, Settings settings)
    {
        var file = settings.File is { } path ? Path.GetFileName(path) : "slipway.yaml";
        var places = checklist
            .Plan.Items.Where(it => it is { Check: not null, CheckIsOfSettings: false })
            .Select(it => (Where: $"{Path.GetFileName(checklist.Plan.Source.File)}, {it.Where}", Check: it.Check!))
            .Concat(
                settings.Items.Where(it => it.Annotation.Check is not null).Select(it => (it.Annotation.Where, Check: it.Annotation.Check!))
            )
            .Concat(
                settings.Environments.Values.SelectMany(environment =>
                    environment
                        .Metrics.Select(it => (Where: $"{file}, environments.{environment.Name}.metrics.{it.Key}", Check: it.Value))
                        .Concat(
                            environment.Facts.Select(it =>
                                (Where: $"{file}, environments.{environment.Name}.facts.{it.Key}", it.Value.Check)
                            )
                        )
                )
            )
            .Concat(settings.Ready.Checks.Select(it => (Where: $"{file}, ready.checks.{it.Name}", it.Check)));
        return [.. places.SelectMany(it => SettingFaults.Of(settings.Resolved(it.Check)).Select(fault => $"{it.Where}: {fault}"))];
    }
}
