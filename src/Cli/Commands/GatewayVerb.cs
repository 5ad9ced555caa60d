using System.CommandLine;
using Slipway.Gateway;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway gateway</c></summary>
internal static class GatewayVerb
{
    public static Command Make(Host host)
    {
        var options = new GatewayOptions();
        var verb = new Command(
            "gateway",
            "Serve as a proxy that splits traffic between two versions by a share that an admin API sets. Ctrl-C and SIGTERM let open requests end. Exit codes: 0 all ended, 1 some were cut off, 2 it cannot serve."
        );
        foreach (var option in options.All)
        {
            verb.Options.Add(option);
        }

        verb.SetAction((parsed, ct) => ServeAsync(host, options.CallOf(parsed, host), ct));
        return verb;
    }

    private static async Task<int> ServeAsync(Host host, GatewayCall call, CancellationToken ct)
    {
        var spec = GatewaySpecReader.Read(call) switch
        {
            GatewayRead.Usable usable => usable.Spec,
            GatewayRead.Faulty faulty => throw new UnusableException(faulty.Faults),
            _ => throw new InvalidOperationException("A reading of a call that nobody knows."),
        };
        var started = await GatewayServer.StartAsync(spec, host.Clock, ct);
        await using var server = started is GatewayStart.Serving serving
            ? serving.Server
            : throw new UnusableException(((GatewayStart.Refused)started).Faults);
        await host.Err.WriteLineAsync(
            $"slipway: gateway serves {string.Join(" and ", server.Addresses)}; admin API {server.AdminAddress}; the candidate has {server.Share} %"
        );
        await StoppedAsync(ct);
        await host.Err.WriteLineAsync("slipway: gateway accepts no more, and lets open requests end");
        var cut = await server.DrainAsync();
        await host.Err.WriteLineAsync(cut == 0 ? "slipway: gateway has ended" : $"slipway: gateway has ended; {cut} requests were cut off");
        return cut == 0 ? ExitCodes.Go : ExitCodes.NoGo;
    }

    private static Task StoppedAsync(CancellationToken ct)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ct.Register(stopped.SetResult);
        return stopped.Task;
    }
}
