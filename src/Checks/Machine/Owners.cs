using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Kernel;

namespace Slipway.Checks.Machine;

/// <summary>Which processes listen at a TCP port.</summary>
/// <remarks>Source: proc(5), net/tcp: state 0A is LISTEN, the tenth word is the inode of the socket.</remarks>
internal static class Owners
{
    public static Observation Find(Asked asked, ProcFiles files, CancellationToken ct)
    {
        var sockets = new[] { "/proc/net/tcp", "/proc/net/tcp6" }
            .SelectMany(it => (files.TextOrNull(it) ?? "").Split('\n').Skip(1))
            .Select(it => it.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(it => it.Length > 9 && it[3] == "0A" && it[1].EndsWith($":{asked.Port:X4}", StringComparison.Ordinal))
            .Select(it => $"socket:[{it[9]}]")
            .ToHashSet(StringComparer.Ordinal);
        var account = Told.Of(asked, sockets.Count, $"number of sockets that listen at port {asked.Port}");
        var owners = sockets.Count == 0 ? [] : Processes.All(files, ct).Where(it => Holds(files, it.Pid, sockets)).ToList();
        if (sockets.Count > 0 && owners.Count == 0)
        {
            return Observation.Unseen(
                string.Create(CultureInfo.InvariantCulture, $"Somebody listens at port {asked.Port}, and only another user may see who.")
            );
        }

        if (owners.Count > 0 && asked.Name is { } name && owners.All(it => it.Name != name))
        {
            account.Flaw($"port {asked.Port} belongs to {string.Join(", ", owners.Select(it => it.Name).Distinct())}, not to {name}");
        }

        account.Counts["owners"] = owners.Count;
        account.Facts["port"] = asked.Port;
        account.Facts["owners"] = new JsonArray([
            .. owners.Take(50).Select(it => (JsonNode?)new JsonObject { ["pid"] = it.Pid, ["name"] = it.Name }),
        ]);
        return account.Seen();
    }

    private static bool Holds(ProcFiles files, int pid, HashSet<string> sockets)
    {
        try
        {
            return Directory
                .EnumerateFileSystemEntries(files.PathOf($"/proc/{pid}/fd"))
                .Any(it => new FileInfo(it).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
