using System.CommandLine;
using System.Text.Json;
using Slipway.Checklists;
using Slipway.Cli.Output;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway plan FILE</c></summary>
internal static class PlanVerb
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Make(Host host)
    {
        var file = SharedOptions.Checklist();
        var format = SharedOptions.Format("text", "json");
        var environment = SharedOptions.Environment();
        var settings = SharedOptions.Settings();
        var verb = new Command(
            "plan",
            "Show what the checklist means: phases, what a machine proves, what a person signs, what cannot work. The five worst things stand first."
        )
        {
            file,
            format,
            environment,
            settings,
        };
        verb.SetAction(parsed =>
        {
            var inputs = Inputs.Read(host, parsed.GetValue(file), parsed.GetValue(settings), parsed.GetValue(environment));
            if (parsed.GetValue(format) == "json")
            {
                host.Out.WriteLine(PlanJson.Write(inputs.Checklist.Plan, inputs.Environment).ToJsonString(Indented));
            }
            else
            {
                PlanText.Write(host.OutForPeople, inputs.Checklist.Plan, inputs.Environment);
            }

            return ExitCodes.Go;
        });
        return verb;
    }
}
