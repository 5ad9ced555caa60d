using Slipway.Traffic.Making;

namespace Slipway.Traffic.Haproxy;

/// <summary>Which servers are which lane, over all back ends that have both.</summary>
/// <param name="Stable">Of the version that serves, each <c>BACKEND/SERVER</c>.</param>
/// <param name="Candidate">Of the candidate.</param>
internal sealed record HaproxyLanes(IReadOnlyList<string> Stable, IReadOnlyList<string> Candidate)
{
    private const int MostServers = 200;

    /// <summary>Reads them from the settings; what is wrong is added there.</summary>
    public static HaproxyLanes Of(DriverSettings settings)
    {
        var lanes = new HaproxyLanes(Named(settings, "stable"), Named(settings, "candidate"));
        if (lanes.Stable.Intersect(lanes.Candidate, StringComparer.Ordinal).ToList() is { Count: > 0 } both)
        {
            settings.Fault($"{string.Join(", ", both)} stands in both lanes");
        }

        var (of, with) = (
            lanes.Stable.Select(BackendOf).ToHashSet(StringComparer.Ordinal),
            lanes.Candidate.Select(BackendOf).ToHashSet(StringComparer.Ordinal)
        );
        foreach (var one in of.Where(it => !with.Contains(it)).Concat(with.Where(it => !of.Contains(it))))
        {
            settings.Fault($"the back end {one} has servers in one lane only, so nothing is shared there");
        }

        return lanes;
    }

    /// <summary>Each back end with what the statistics say of its servers.</summary>
    /// <exception cref="NotToldException">A server is not there, or one that is in no lane gets traffic.</exception>
    public IReadOnlyList<HaproxyBackend> In(IReadOnlyList<HaproxyServerRow> rows)
    {
        var byName = rows.DistinctBy(it => it.Name, StringComparer.Ordinal).ToDictionary(it => it.Name, StringComparer.Ordinal);
        var missing = Stable.Concat(Candidate).Where(it => !byName.ContainsKey(it)).ToList();
        if (missing.Count > 0)
        {
            throw new NotToldException($"there is no server {string.Join(", ", missing)} in its statistics");
        }

        return [.. Stable.Select(BackendOf).Distinct(StringComparer.Ordinal).Select(it => Backend(it, byName))];
    }

    private HaproxyBackend Backend(string name, Dictionary<string, HaproxyServerRow> byName)
    {
        var backend = new HaproxyBackend(
            name,
            [.. Stable.Where(it => BackendOf(it) == name).Select(it => byName[it])],
            [.. Candidate.Where(it => BackendOf(it) == name).Select(it => byName[it])]
        );
        var others = byName.Values.Where(it => it.Backend == name && it.Serves).Except([.. backend.Stable, .. backend.Candidate]).ToList();
        return others.Count == 0
            ? backend
            : throw new NotToldException(
                $"{string.Join(", ", others.Select(it => it.Name))} gets traffic and is in no lane: name it in one, or give it the weight 0"
            );
    }

    private static string BackendOf(string server) => server[..Math.Max(0, server.IndexOf('/', StringComparison.Ordinal))];

    private static List<string> Named(DriverSettings settings, string name)
    {
        var names = settings
            .Text(name)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        foreach (var odd in names.Where(it => !IsServer(it)))
        {
            settings.Fault($"{name} names a server as BACKEND/SERVER, in letters, digits, '.', ':', '_' and '-'; '{odd}' is none");
        }

        if (names.Count > MostServers)
        {
            settings.Fault($"{name} names more than {MostServers} servers");
        }

        return names;
    }

    /// <summary>The names that HAProxy allows (configuration manual, 2.2), so that nothing else gets into a command.</summary>
    private static bool IsServer(string text) =>
        text.Split('/') is [{ Length: > 0 and <= 200 } backend, { Length: > 0 and <= 200 } server] && (backend + server).All(IsMark);

    private static bool IsMark(char mark) => char.IsAsciiLetterOrDigit(mark) || mark is '.' or ':' or '_' or '-';
}
