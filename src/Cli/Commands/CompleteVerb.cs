using System.CommandLine;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary>
/// <c>slipway complete KIND</c>: what the completion scripts cannot know, one a line. Hidden. It never complains: a shell that
/// is asked for a word shows no error, it shows nothing.
/// </summary>
internal static class CompleteVerb
{
    private const int Most = 50;

    public static Command Make(Host host)
    {
        var kind = new Argument<string>("KIND");
        kind.AcceptOnlyFromAmong("runs", "environments");
        var runs = SharedOptions.Runs();
        var settings = SharedOptions.Settings();
        var verb = new Command("complete", "Print what can be completed.") { kind, runs, settings };
        verb.Hidden = true;
        verb.SetAction(parsed =>
        {
            foreach (
                var word in parsed.GetValue(kind) == "runs"
                    ? Runs(host, parsed.GetValue(runs)!)
                    : Environments(host, parsed.GetValue(settings))
            )
            {
                host.Out.WriteLine(Output.PlainText.Of(word));
            }

            return ExitCodes.Go;
        });
        return verb;
    }

    private static IEnumerable<string> Runs(Host host, string folder)
    {
        try
        {
            return RunReader.In(host.Full(folder)).Take(Most).Select(it => Path.GetFileName(it.Path)).ToList();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Environments(Host host, string? settings)
    {
        try
        {
            return Inputs.ReadSettings(host, settings, null).Settings.Environments.Keys;
        }
        catch (UnusableException)
        {
            return [];
        }
    }
}
