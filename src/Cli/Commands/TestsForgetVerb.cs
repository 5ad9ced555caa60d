using System.CommandLine;
using Slipway.Kernel;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests forget --older-than DURATION</c></summary>
internal static class TestsForgetVerb
{
    public static Command Make(Host host)
    {
        var age = new Option<string>("--older-than")
        {
            Description = "Outcomes older than this are removed for good, for instance 180d.",
            HelpName = "DURATION",
            Required = true,
        };
        var store = TestStores.Option();
        var verb = new Command("forget", "Remove old outcomes from the store.") { age, store };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var given = parsed.GetValue(age)!;
                var span =
                    Durations.TryParse(given)
                    ?? throw new UnusableException($"--older-than {given} is no duration; write 180d, 12h or 30m");
                var gone = await TestStores.WithAsync(
                    host,
                    parsed.GetValue(store)!,
                    mayBeMissing: false,
                    it => it.ForgetAsync(host.Clock.GetUtcNow() - span, ct),
                    ct
                );
                await host.Out.WriteLineAsync($"{gone} outcomes forgotten");
                return ExitCodes.Go;
            }
        );
        return verb;
    }
}
