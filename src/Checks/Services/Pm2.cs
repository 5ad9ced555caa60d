using System.Text.Json;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Services;

/// <summary>
/// Processes of pm2, as <c>pm2 jlist</c> tells them. Without its daemon pm2 would start one, so it is asked only where there is one.
/// </summary>
internal static class Pm2
{
    public static async Task<IReadOnlyList<ServiceState>> SeeAsync(SupervisorProgram program, ServiceDemands demands, CancellationToken ct)
    {
        var socket = Path.Combine(Home(program), "rpc.sock");
        if (!File.Exists(socket))
        {
            throw new NotSeenException("No pm2 is running for this user (PM2_HOME, or .pm2 in its home, has no socket).");
        }

        var text = await program.TextAsync("pm2", ct, "jlist", "--silent");
        // What it has to say besides stands in lines before.
        var list = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        var processes = SupervisorProgram.Read("pm2", list);
        return processes.ValueKind != JsonValueKind.Array
            ? throw new NotSeenException("pm2 wrote what is no list of processes.")
            : [.. processes.EnumerateArray().Select(Of).OfType<ServiceState>()];
    }

    /// <summary>Of its variables, which may be secret, nothing is read.</summary>
    private static ServiceState? Of(JsonElement process)
    {
        var (name, status) = (SupervisorProgram.Text(process, "name"), SupervisorProgram.Text(process, "pm2_env", "status"));
        if (name is null)
        {
            return null;
        }

        var since = SupervisorProgram.Whole(process, "pm2_env", "pm_uptime");
        return new(name, JsonTexts.Cut(status ?? "in a state that pm2 does not say", 100), status == "online")
        {
            Restarts = SupervisorProgram.Whole(process, "pm2_env", "restart_time"),
            Since = since is > 0 and < 100_000_000_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds(since.Value) : null,
        };
    }

    private static string Home(SupervisorProgram program)
    {
        string? Of(string name) => program.Here.Variables.GetValueOrDefault(name) ?? program.Here.Inherited.GetValueOrDefault(name);
        return Of("PM2_HOME") ?? Path.Combine(Of("HOME") ?? "/", ".pm2");
    }
}
