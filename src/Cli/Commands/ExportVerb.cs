using System.CommandLine;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway export [RUN] --to FILE</c></summary>
internal static class ExportVerb
{
    public static Command Make(Host host)
    {
        var run = StatusVerb.RunArgument();
        var runs = SharedOptions.Runs();
        var to = new Option<string?>("--to") { Description = "The file. Default: RUN.zip here.", HelpName = "FILE" };
        var verb = new Command(
            "export",
            "Write a run as one file, its bundle: everything that `slipway verify` needs on another machine, and nothing else."
        )
        {
            run,
            runs,
            to,
        };
        verb.SetAction(parsed =>
        {
            var folder = StatusVerb.Find(host, parsed.GetValue(runs)!, parsed.GetValue(run));
            var file = parsed.GetValue(to) ?? $"{Path.GetFileName(folder.Path)}.zip";
            try
            {
                Bundle.Pack(folder, host.Full(file));
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                throw new UnusableException($"{file} cannot be written: {refused.Message}");
            }

            host.Out.WriteLine(file);
            return ExitCodes.Go;
        });
        return verb;
    }
}
