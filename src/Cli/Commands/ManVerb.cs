using System.CommandLine;
using System.Globalization;
using Slipway.Cli.Manual;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway man [VERB]</c>: the manual pages, for whoever packages Slipway. Hidden: people read <c>man slipway</c>.</summary>
internal static class ManVerb
{
    public static Command Make(Host host)
    {
        var name = new Argument<string?>("VERB") { Arity = ArgumentArity.ZeroOrOne };
        var folder = new Option<string?>("--output") { Description = "Write all pages into this folder instead.", HelpName = "DIR" };
        var verb = new Command("man", "Print the manual page of a verb, or of the program.") { name, folder };
        verb.Hidden = true;
        verb.SetAction(parsed =>
        {
            var program = VerbWords.Of((RootCommand)parsed.RootCommandResult.Command);
            var date = Date(host);
            if (parsed.GetValue(folder) is { } output)
            {
                Directory.CreateDirectory(host.Full(output));
                foreach (var it in program.All)
                {
                    File.WriteAllText(Path.Combine(host.Full(output), $"{ManPage.Name(it)}.1"), ManPage.Write(program, it, date));
                }

                return ExitCodes.Go;
            }

            var asked =
                program.All.FirstOrDefault(it => it.Path == (parsed.GetValue(name) ?? ""))
                ?? throw new UnusableException($"there is no verb {parsed.GetValue(name)}; `slipway help` lists them");
            host.Out.Write(ManPage.Write(program, asked, date));
            return ExitCodes.Go;
        });
        return verb;
    }

    /// <summary>Whoever packages says which date is meant, so that the same commit gives the same page (reproducible-builds.org).</summary>
    private static DateOnly Date(Host host) =>
        DateOnly.FromDateTime(
            long.TryParse(
                host.Environment.GetValueOrDefault("SOURCE_DATE_EPOCH"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var seconds
            )
                ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime
                : host.Clock.GetUtcNow().UtcDateTime
        );
}
