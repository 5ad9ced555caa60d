using System.CommandLine;
using Slipway.Cli.Feeds;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway judge dispersion</c></summary>
internal static class JudgeDispersionVerb
{
    public static Command Make(Host host)
    {
        var verb = new Command(
            "dispersion",
            "Read intervals of a time without a release, as judge compare reads them, from standard input, and say how errors come: one at a time or in bursts, and how many requests a look needs for it. One arm will do; two arms of the same version say more. Exit codes: 0 it is known, 1 too little was seen to say, 2 some lines could not be used."
        );
        verb.SetAction(
            async (_, ct) =>
            {
                await using var input = host.InBytes();
                return await new DispersionTrial(host.Out).RunAsync(input, ct) ? ExitCodes.Go : ExitCodes.NoGo;
            }
        );
        return verb;
    }
}
