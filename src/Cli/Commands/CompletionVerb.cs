using System.CommandLine;
using Slipway.Cli.Shells;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway completion SHELL</c></summary>
internal static class CompletionVerb
{
    public static Command Make(Host host)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or powershell." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "powershell");
        var verb = new Command("completion", "Print a script that makes a shell complete verbs, options, files, runs and environments.")
        {
            shell,
        };
        verb.SetAction(parsed =>
        {
            var program = VerbWords.Of((RootCommand)parsed.RootCommandResult.Command);
            host.Out.Write(
                parsed.GetValue(shell) switch
                {
                    "bash" => BashScript.Write(program),
                    "zsh" => ZshScript.Write(program),
                    "fish" => FishScript.Write(program),
                    _ => PowerShellScript.Write(program),
                }
            );
            return ExitCodes.Go;
        });
        return verb;
    }
}
