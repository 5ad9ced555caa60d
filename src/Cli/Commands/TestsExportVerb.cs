using System.CommandLine;
using System.Text;
using Slipway.Flakes;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests export</c></summary>
internal static class TestsExportVerb
{
    public static Command Make(Host host)
    {
        var store = TestStores.Option();
        var verb = new Command("export", "Print every outcome of the store, in the order of time, one a line as JSON (NDJSON).") { store };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var history = await TestStores.WithAsync(host, parsed.GetValue(store)!, mayBeMissing: false, it => it.ReadAsync(ct), ct);
                foreach (var outcome in history.Outcomes())
                {
                    await host.Out.WriteLineAsync(Encoding.UTF8.GetString(HistoryWriter.Line(outcome).Span));
                }

                return ExitCodes.Go;
            }
        );
        return verb;
    }
}
