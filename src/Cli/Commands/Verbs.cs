using System.CommandLine;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary>The verbs, and the edge at which everything that was not foreseen ends.</summary>
internal static class Verbs
{
    private const string Teaching = """
        Slipway takes a team live by the Markdown checklist it already has.

        A first time:
          slipway lint GO-LIVE.md                what in it cannot work, long before the night
          slipway plan GO-LIVE.md                what it understood, and the five worst things in it
          slipway explain GO-LIVE.md:42          why it understands line 42 as it does, and how to say it otherwise
          slipway check http url=https://…       one check by itself; `slipway check` lists the kinds
          slipway init                           a first slipway.yaml: environments, secrets, people
          slipway ready GO-LIVE.md               before the night: what is proved, what is not, who decides
          slipway run GO-LIVE.md --rehearse      carries out what only reads, and says what could not be proved
          slipway run GO-LIVE.md                 the night itself; asks before it starts
          slipway explain RUN                    afterwards: why each gate and trigger decided as it did

        Data goes to standard output, talk to standard error. Exit codes: 0 go, 1 no-go, 2 not usable, 3 waits for a
        person, 4 rolled back, 5 interrupted (resume it), 70 a fault of Slipway itself.
        """;

    public static async Task<int> RunAsync(string[] args, Host host, CancellationToken ct)
    {
        var root = new RootCommand(Teaching)
        {
            LintVerb.Make(host),
            CheckVerb.Make(host),
            DoctorVerb.Make(host),
            ReadyVerb.Make(host),
            LspVerb.Make(host),
            PlanVerb.Make(host),
            ExplainVerb.Make(host),
            InitVerb.Make(host),
            RunVerb.Make(host),
            ResumeVerb.Make(host),
            RolloutVerb.Make(host),
            WatchVerb.Make(host),
            DrillVerb.Make(host),
            RollbackVerb.Make(host),
            StatusVerb.Make(host),
            VerifyVerb.Make(host),
            ExportVerb.Make(host),
            ImportVerb.Make(host),
            GcVerb.Make(host),
            ReportVerb.Make(host),
            RunsVerb.Make(host),
            TestsVerb.Make(host),
            FillVerb.Make(host),
            KeyVerb.Make(host),
            SignVerb.Make(host),
            JudgeVerb.Make(host),
            TrafficVerb.Make(host),
            GatewayVerb.Make(host),
            SchemaVerb.Make(host),
            HelpVerb.Make(host),
            CompletionVerb.Make(host),
            CompleteVerb.Make(host),
            ManVerb.Make(host),
        };
        Version.AddTo(root, host);
        try
        {
            var parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
            {
                foreach (var error in parsed.Errors)
                {
                    await host.Err.WriteLineAsync($"slipway: {error.Message}");
                }

                await host.Err.WriteLineAsync(
                    $"slipway: see `slipway {(parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ")}--help`"
                );
                return ExitCodes.Unusable;
            }

            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    Output = host.Out,
                    Error = host.Err,
                    ProcessTerminationTimeout = null,
                },
                ct
            );
        }
        catch (UnusableException unusable)
        {
            await host.Err.WriteLineAsync(string.Join('\n', unusable.Faults.Select(it => $"slipway: {it}")));
            return ExitCodes.Unusable;
        }
        catch (JournalLostException lost)
        {
            await host.Err.WriteLineAsync($"slipway: {lost.Message}");
            return ExitCodes.Fault;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception fault)
        {
            await host.Err.WriteLineAsync($"slipway: this is a fault of Slipway itself, not of your checklist: {fault.Message}\n{fault}");
            return ExitCodes.Fault;
        }
        finally
        {
            await host.Out.FlushAsync(CancellationToken.None);
        }
    }
}

/// <summary>The call or a file cannot be used; the faults are told together and the process ends with 2.</summary>
internal sealed class UnusableException(params IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
