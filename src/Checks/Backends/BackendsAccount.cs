using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Backends;

/// <summary>Holds what HAProxy says of its servers against what is demanded.</summary>
internal sealed class BackendsAccount(BackendsSpec demand)
{
    private readonly Account _account = new();
    private int _up;
    private int _servers;

    /// <summary>The observation of a table.</summary>
    /// <exception cref="NotSeenException">A back end that was named is not there, or there is no server at all.</exception>
    public Observation Of(IReadOnlyList<HaproxyRow> rows)
    {
        var names = rows.Select(it => it.Backend).Distinct(StringComparer.Ordinal).ToList();
        var missing = demand.Names.Except(names, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            throw new NotSeenException(
                $"HAProxy has no back end {string.Join(", ", missing.Take(10).Select(Short))}; it has {Listed(names)}."
            );
        }

        var looked = demand.Names.Count > 0 ? demand.Names : [.. names.Where(it => Servers(rows, it).Any())];
        if (looked.Count == 0)
        {
            throw new NotSeenException("HAProxy has no back end with a server.");
        }

        _account.Facts["backends"] = new JsonArray([.. looked.Select(it => (JsonNode)Tell(it, [.. Servers(rows, it)]))]);
        _account.Facts["servers"] = _servers;
        _account.Facts["up"] = _up;
        _account.Counts["servers"] = _servers;
        _account.Counts["up"] = _up;
        _account.Value = new Quantity(_up, "");
        return _account.Seen();
    }

    private static IEnumerable<HaproxyRow> Servers(IReadOnlyList<HaproxyRow> rows, string backend) =>
        rows.Where(it => it.Backend == backend && it.Server is not null);

    private JsonObject Tell(string backend, List<HaproxyRow> servers)
    {
        var states = servers.ConvertAll(State);
        for (var i = 0; i < servers.Count; i++)
        {
            if (states[i] != ServerStates.Up && !demand.Allowed.Contains(states[i]))
            {
                _account.Flaw($"the server {Name(servers[i])} is {states[i]} ({Why(servers[i])})");
            }
        }

        var up = servers.Zip(states).Count(it => it.Second == ServerStates.Up && !it.First.Backup);
        if (servers.Count == 0)
        {
            _account.Flaw($"the back end {Short(backend)} has no server");
        }
        else if (up < demand.LeastUp)
        {
            _account.Flaw($"the back end {Short(backend)} has {up} servers up; wanted are {demand.LeastUp}");
        }

        _servers += servers.Count;
        _up += states.Count(it => it == ServerStates.Up);
        return new()
        {
            ["backend"] = Short(backend),
            ["up"] = up,
            ["servers"] = new JsonArray([.. servers.Zip(states).Select(it => (JsonNode)Fact(it.First, it.Second))]),
        };
    }

    private static string State(HaproxyRow server) =>
        ServerStates.Of(server.Status, server.Check, server.Weight)
        ?? throw new NotSeenException(
            $"HAProxy says of the server {Name(server)} '{Short(server.Status)}', which is no state that is known."
        );

    private static JsonObject Fact(HaproxyRow server, string state) =>
        new()
        {
            ["server"] = Short(server.Server!),
            ["state"] = state,
            ["status"] = Short(server.Status),
            ["lastCheck"] = Short(server.Check),
            ["weight"] = server.Weight,
            ["sessions"] = server.Sessions,
            ["changedSeconds"] = server.ChangedSeconds,
            ["backup"] = server.Backup,
        };

    private static string Why(HaproxyRow server) =>
        server.Check.Length == 0 ? Short(server.Status) : $"{Short(server.Status)}, last check {Short(server.Check)}";

    private static string Name(HaproxyRow server) => $"{Short(server.Backend)}/{Short(server.Server!)}";

    private static string Listed(List<string> names) =>
        names.Count == 0 ? "none"
        : names.Count <= 10 ? string.Join(", ", names.Select(Short))
        : $"{string.Join(", ", names.Take(10).Select(Short))} and {names.Count - 10} more";

    private static string Short(string text) => JsonTexts.Cut(text, 100);
}
