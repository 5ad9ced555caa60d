using System.CommandLine;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway drill FILE --env NAME</c></summary>
internal static class DrillVerb
{
    public static Command Make(Host host)
    {
        var (file, environment, settings) = (SharedOptions.Checklist(), SharedOptions.Environment(), SharedOptions.Settings());
        var carry = new CarryOptions();
        var verb = new Command(
            "drill",
            "Go the way back of a checklist, and its verification, in an environment that allows drills, so that the record shows it can be gone."
        )
        {
            file,
            environment,
            settings,
        };
        carry.AddTo(verb);
        verb.SetAction(
            async (parsed, ct) =>
            {
                var inputs = Inputs.Read(host, parsed.GetValue(file), parsed.GetValue(settings), parsed.GetValue(environment));
                var start = carry.Start(host, inputs, parsed) with { Drill = true };
                Check(inputs, start);
                return await carry.CarryAsync(host, inputs, start, parsed, ct);
            }
        );
        return verb;
    }

    private static void Check(Inputs inputs, StartRun start)
    {
        var document = inputs.Checklist.Plan.Source.File;
        string[] faults =
        [
            .. start.Environment switch
            {
                null => ["a drill changes an environment, and slipway.yaml names none; `slipway init` writes a first one"],
                { Drills: false } place => (string[])
                    [
                        $"environment {place.Name} does not allow drills, which change it as a rollback does; where that may be, say so in slipway.yaml: environments: {{ {place.Name}: {{ drills: true }} }}",
                    ],
                _ => [],
            },
            .. start.Steps.Count == 0 ? [$"{document} has no rollback steps, so there is no way back to go"] : (string[])[],
            .. start.RollbackFaults.Select(it => $"the way back cannot be gone: {it}"),
        ];
        if (faults.Length > 0)
        {
            throw new UnusableException(faults);
        }
    }
}
