using System.CommandLine;
using Slipway.Checklists;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway schema NAME</c></summary>
internal static class SchemaVerb
{
    public static Command Make(Host host)
    {
        var name = new Argument<string>("NAME")
        {
            Description = "settings (slipway.yaml), annotation (comments and fences), plan, or report.",
        };
        name.AcceptOnlyFromAmong("settings", "annotation", "plan", "report");
        var verb = new Command("schema", "Print a JSON schema, for editors and other programs.") { name };
        verb.SetAction(parsed =>
        {
            host.Out.Write(
                parsed.GetValue(name) switch
                {
                    "settings" => Schemas.Settings,
                    "annotation" => Schemas.Annotation,
                    "report" => Schemas.Report,
                    _ => Schemas.Plan,
                }
            );
            return ExitCodes.Go;
        });
        return verb;
    }
}
