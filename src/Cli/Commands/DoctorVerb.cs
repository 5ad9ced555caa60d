using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Checklists;
using Slipway.Checks;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway doctor</c></summary>
internal static class DoctorVerb
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static Command Make(Host host)
    {
        var environment = SharedOptions.Environment();
        var settings = SharedOptions.Settings();
        var format = SharedOptions.Format("text", "json");
        var verb = new Command(
            "doctor",
            "Try everything that an environment names (folder, secrets, base URL, sources, metrics, facts), and say what works."
        )
        {
            environment,
            settings,
            format,
        };
        verb.SetAction(
            (parsed, ct) => RunAsync(host, parsed.GetValue(settings), parsed.GetValue(environment), parsed.GetValue(format)!, ct)
        );
        return verb;
    }

    private static async Task<int> RunAsync(Host host, string? settingsFile, string? name, string format, CancellationToken ct)
    {
        var (settings, folder) = Inputs.ReadSettings(host, settingsFile, null);
        var environment =
            Inputs.EnvironmentOf(settings, name)
            ?? throw new UnusableException("there is no environment to try: slipway.yaml names none; `slipway init` writes a first one");
        var here = await EnvironmentAtHand.ReadAsync(host, settings, folder, environment, ct);
        var surroundings = here.Surroundings with { Limit = Limit };
        var trials = EnvironmentTrials.Of(environment, surroundings);
        var looks = trials.Select(it => Checking.MakeAsync(it.Check, null, it.Name, surroundings, ct)).ToList();
        var works = true;
        foreach (var secret in environment.Secrets.Keys)
        {
            Tell(host, format, "secret", secret, works: true, "its value was fetched; whether it is valid is not known");
        }

        foreach (var (trial, look) in trials.Zip(looks))
        {
            var (good, why) = EnvironmentTrials.Judge(trial, (await look).Seen);
            works &= good;
            Tell(host, format, trial.What, here.Redactor.Redact(trial.Name), good, here.Redactor.Redact(why));
        }

        return works ? ExitCodes.Go : ExitCodes.NoGo;
    }

    private static void Tell(Host host, string format, string what, string name, bool works, string why)
    {
        if (format == "json")
        {
            host.Out.WriteLine(
                new JsonObject
                {
                    ["schema"] = "slipway.doctor/1",
                    ["what"] = what,
                    ["name"] = name,
                    ["works"] = works,
                    ["why"] = why,
                }.ToJsonString()
            );
            return;
        }

        host.OutForPeople.WriteLine($"{(works ? "works" : "FAILS")}  {what, -9}  {name}");
        host.OutForPeople.WriteLine($"                  {why}");
    }
}
