using System.Globalization;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Services;

/// <summary>Units of systemd, as <c>systemctl show</c> tells them: a line <c>Name=value</c> for each property.</summary>
internal static class Systemd
{
    private const string Properties =
        "--property=Id,LoadState,ActiveState,SubState,Result,NRestarts,ActiveEnterTimestamp,UnitFileState,NeedDaemonReload";

    public static async Task<IReadOnlyList<ServiceState>> SeeAsync(SupervisorProgram program, ServiceDemands demands, CancellationToken ct)
    {
        var seen = new List<ServiceState>();
        foreach (var name in demands.Names)
        {
            var text = await program.TextAsync("systemctl", ct, "show", "--no-pager", "--timestamp=unix", Properties, "--", name);
            seen.Add(Of(name, text));
        }

        return seen;
    }

    private static ServiceState Of(string name, string text)
    {
        var said = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(it => it.Split('=', 2))
            .Where(it => it.Length == 2)
            .GroupBy(it => it[0], StringComparer.Ordinal)
            .ToDictionary(it => it.Key, it => it.Last()[1].Trim(), StringComparer.Ordinal);
        if (
            said.GetValueOrDefault("LoadState") is not { Length: > 0 } load
            || said.GetValueOrDefault("ActiveState") is not { Length: > 0 } active
        )
        {
            throw new NotSeenException($"systemctl does not say in which state {name} is.");
        }

        return new(
            name,
            State(load, active, said),
            load == "loaded" && active == "active" && said.GetValueOrDefault("NeedDaemonReload") != "yes"
        )
        {
            Restarts = long.TryParse(said.GetValueOrDefault("NRestarts"), NumberStyles.None, CultureInfo.InvariantCulture, out var times)
                ? times
                : null,
            Since =
                long.TryParse(
                    said.GetValueOrDefault("ActiveEnterTimestamp")?.TrimStart('@'),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var seconds
                ) && seconds is > 0 and < 100_000_000_000
                    ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                    : null,
            Enabled = said.GetValueOrDefault("UnitFileState") is { Length: > 0 } state
                ? state is "enabled" or "static" or "generated"
                : null,
        };
    }

    private static string State(string load, string active, Dictionary<string, string> said)
    {
        if (load != "loaded")
        {
            return load == "not-found" ? "no unit that is there" : $"not loaded ({load})";
        }

        var more = new[]
        {
            said.GetValueOrDefault("SubState"),
            said.GetValueOrDefault("Result") is "success" ? null : said.GetValueOrDefault("Result"),
        }.Where(it => it is { Length: > 0 });
        var state = $"{active} ({string.Join(", ", more)})";
        return active == "active" && said.GetValueOrDefault("NeedDaemonReload") == "yes"
            ? $"{state}, but its file has changed since it was read"
            : state;
    }
}
