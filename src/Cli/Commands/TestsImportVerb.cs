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
            Description =
                "Histories: one outcome a line, as JSON (NDJSON); - reads standard input. With --run: reports of test runners, in any format that `slipway tests read` knows.",
            Arity = ArgumentArity.OneOrMore,
        };
        var store = TestStores.Option();
        var build = new ReportedBuildOptions();
        var verb = new Command(
            "import",
            "Add the outcomes of histories, or of reports of a build, to the store. What is there already changes nothing. Exit codes: 0 every line was taken, 2 a file or a line could not be used (the others were taken)."
        )
        {
            files,
            store,
        };
        build.AddTo(verb);
        verb.SetAction(
            async (parsed, ct) =>
            {
                var given = parsed.GetValue(files)!;
                var read = build.Of(parsed) is { } built ? ReportHistories.Read(host, given, built, ct) : Histories.Read(host, given, ct);
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
