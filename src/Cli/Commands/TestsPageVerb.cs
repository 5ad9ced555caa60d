using System.CommandLine;
using System.Text;
using Slipway.Cli.Output;
using Slipway.Cli.Output.Pages;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests page</c></summary>
internal static class TestsPageVerb
{
    public static Command Make(Host host)
    {
        var shared = new HistoryOptions();
        var quarantine = QuarantineList.Option();
        var count = HistoryOptions.Count("Tests, clusters and known flakes that are told one by one");
        var file = new Option<string>("--out")
        {
            Description = "Where the page goes; what is there is replaced.",
            HelpName = "FILE.html",
            Required = true,
        };
        var verb = new Command(
            "page",
            "Write what top, show, clusters and quarantine tell as one HTML file, which loads nothing and runs no script. Exit codes: 0 written; 2 nothing can be said."
        )
        {
            file,
            shared.History,
            shared.Store,
            shared.Last,
            quarantine,
            count,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var (most, shown) = (HistoryOptions.Checked(parsed.GetValue(count)), parsed.GetValue(file)!);
                var list = QuarantineList.Read(host, parsed.GetValue(quarantine), mayBeMissing: false);
                var (history, from) = await shared.ReadAsync(host, parsed, ct);
                var told = ShownFlakes.Of(history, from, list, TestOwners.Of(host, list), most, host.Clock.GetUtcNow());
                await ReplaceAsync(host.Full(shown), shown, FlakesPage.Write(told), ct);
                await host.OutForPeople.WriteLineAsync(
                    $"{shown}: {FlakeWords.Count(told.Costs.Count, "flaky test")} of {told.Verdicts.Tests.Count:N0}, {FlakeWords.Count(told.Clusters.Clusters.Count, "cluster")}, {FlakeWords.Count(told.Known.Count, "known flake")}"
                );
                return ExitCodes.Go;
            }
        );
        return verb;
    }

    /// <summary>Whole or not at all: a page that is being read is never half a page.</summary>
    private static async Task ReplaceAsync(string path, string shown, string page, CancellationToken ct)
    {
        var beside = $"{path}.new";
        try
        {
            await File.WriteAllTextAsync(beside, page, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), ct);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{shown} cannot be written: {refused.Message}");
        }
    }
}
