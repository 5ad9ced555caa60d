using System.CommandLine;
using Slipway.Flakes;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests import FILE…</c></summary>
internal static class TestsImportVerb
{
    public static Command Make(Host host)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Histories: one outcome a line, as JSON (NDJSON). - reads standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var store = TestStores.Option();
        var verb = new Command(
            "import",
            "Add the outcomes of histories to the store. What is there already changes nothing. Exit codes: 0 every line was taken, 2 a file or a line could not be used (the others were taken)."
        )
        {
            files,
            store,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var given = parsed.GetValue(files)!;
                var read = Histories.Read(host, given, ct);
                var stored = await TestStores.WithAsync(
                    host,
                    parsed.GetValue(store)!,
                    mayBeMissing: true,
                    it => it.AddAsync(read.History, ct),
                    ct
                );
                await host.Out.WriteLineAsync($"{stored.Added} outcomes added, {stored.Known} known already");
                return read.IsWhole ? ExitCodes.Go : ExitCodes.Unusable;
            }
        );
        return verb;
    }
}
