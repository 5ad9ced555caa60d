using System.CommandLine;
using Slipway.Cli.Lsp;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway lsp</c></summary>
internal static class LspVerb
{
    public static Command Make(Host host)
    {
        var verb = new Command(
            "lsp",
            "Serve an editor over standard input and output: diagnostics, hover, code actions, completion of annotations."
        );
        verb.SetAction(
            async (_, ct) =>
            {
                await using var input = Console.OpenStandardInput();
                await using var output = Console.OpenStandardOutput();
                using var server = new LspServer(host, new(input, output));
                return await server.RunAsync(ct);
            }
        );
        return verb;
    }
}
