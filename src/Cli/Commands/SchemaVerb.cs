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
            Description =
                "settings (slipway.yaml), annotation (comments and fences), front-matter, plan, lint, report, ready, verify, or events (of --events).",
        };
        name.AcceptOnlyFromAmong("settings", "annotation", "front-matter", "plan", "lint", "report", "ready", "verify", "events");
        var verb = new Command("schema", "Print a JSON schema, for editors and other programs.") { name };
        verb.SetAction(parsed =>
        {
            host.Out.Write(
                parsed.GetValue(name) switch
                {
                    "settings" => Schemas.Settings,
                    "annotation" => Schemas.Annotation,
                    "front-matter" => Schemas.FrontMatter,
                    "report" => Schemas.Report,
                    "events" => Schemas.Events,
                    "ready" => Schemas.Ready,
                    "verify" => Schemas.Verify,
                    "lint" => Schemas.Lint,
                    _ => Schemas.Plan,
                }
            );
            return ExitCodes.Go;
        });
        return verb;
    }
}
