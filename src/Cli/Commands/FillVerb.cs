using System.CommandLine;
using Slipway.Checklists;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway fill FILE</c></summary>
internal static class FillVerb
{
    public static Command Make(Host host)
    {
        var file = SharedOptions.Checklist();
        var answers = new Option<string?>("--answers")
        {
            Description = "YAML: a line number or the words of an item, and what goes into its box and blanks.",
            HelpName = "FILE",
        };
        var settings = SharedOptions.Settings();
        var verb = new Command(
            "fill",
            "Fill boxes and blanks from given answers and print the document. Nothing else in it changes, byte for byte."
        )
        {
            file,
            answers,
            settings,
        };
        verb.SetAction(parsed =>
        {
            var inputs = Inputs.Read(host, parsed.GetValue(file), parsed.GetValue(settings), null);
            var fillings = parsed.GetValue(answers) is { } path ? Given.Fillings(host, path, inputs.Checklist) : [];
            using var output = Console.OpenStandardOutput();
            output.Write(ChecklistFiller.Fill(inputs.Checklist, fillings));
            return ExitCodes.Go;
        });
        return verb;
    }
}
