using Slipway.Traffic.Making;

namespace Slipway.Traffic.Haproxy;

/// <summary>
/// Moves traffic by the weights of HAProxy's servers, over its admin socket, without a reload. The weight 0 drains: no new request
/// comes to the server, and open ones end. HAProxy has averages of latencies only, so none are counted.
/// </summary>
internal sealed class HaproxyDriver(HaproxySocket socket, HaproxyLanes lanes, TimeSpan limit, TimeProvider clock) : ITrafficDriver
{
    private const string Table = "show stat -1 4 -1";
    private const string Process = "show info";
    private static readonly string[] NamesOfEpoch = ["Pid", "Start_time_sec"];

    private readonly Bounded _bounded = new("haproxy", limit, clock);
    private readonly DroppedRequests _dropped = new();

    public string Name => "haproxy";

    public static DriverMade Make(DriverPlace place)
    {
        var settings = new DriverSettings(place);
        var (lanes, limit, text) = (HaproxyLanes.Of(settings), settings.Limit(), settings.Text("address"));
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !HaproxySocket.Fits(address))
        {
            settings.Fault("address is of the form unix:/path or tcp://host:port");
        }

        return settings.Made(() => new HaproxyDriver(new(address!), lanes, limit, place.Clock));
    }

    public Task<Told<double>> ReadAsync(CancellationToken ct) => _bounded.AskAsync(async it => ShareOf(await LookAsync([], it)), ct);

    public Task<Told<double>> SetAsync(double share, CancellationToken ct)
    {
        _ = Shares.Checked(share);
        return _bounded.AskAsync(it => ChangeAsync(share, it), ct);
    }

    public Task<Told<LaneCounts>> CountAsync(CancellationToken ct) => _bounded.AskAsync(CountsAsync, ct);

    /// <summary>Looks, changes and looks again; the changes and the second look go in one line, so that nothing comes between.</summary>
    private async Task<double> ChangeAsync(double share, CancellationToken ct)
    {
        var wanted = (await LookAsync([], ct)).Backends.Select(it => it.For(share)).ToList();
        var (backends, said) = await LookAsync([.. wanted.SelectMany(it => it.Commands)], ct);
        if (backends.Zip(wanted).All(it => it.First.Has(it.Second.Weights)))
        {
            return ShareOf((backends, said));
        }

        throw new NotToldException(
            said.Length > 0
                ? $"the weights were not taken: {said}"
                : $"the weights were not taken; it is at {string.Join(", ", backends.Select(it => $"{Shares.Write(it.Share())} % in {it.Name}"))}"
        );
    }

    /// <summary>The back ends after these commands, and what was answered to the commands: nothing, when they were taken.</summary>
    private async Task<(IReadOnlyList<HaproxyBackend> Backends, string Said)> LookAsync(
        IReadOnlyList<string> commands,
        CancellationToken ct
    )
    {
        var lines = await LinesAsync([.. commands, Table], ct);
        var head = HeadIn(lines);
        var said = string.Join(' ', lines.Take(head).Where(it => it.Length > 0).Distinct(StringComparer.Ordinal));
        return (lanes.In(HaproxyTable.Read(lines[head..])), said.Length > 300 ? $"{said[..300]}…" : said);
    }

    private static double ShareOf((IReadOnlyList<HaproxyBackend> Backends, string Said) look)
    {
        var shares = look.Backends.Select(it => (it.Name, Share: it.Share())).ToList();
        // Back ends with other numbers of servers come to slightly other shares.
        return shares.Max(it => it.Share) - shares.Min(it => it.Share) < 0.5
            ? shares.Average(it => it.Share)
            : throw new NotToldException(
                $"its back ends do not share alike: {string.Join(", ", shares.Select(it => $"{it.Name} {Shares.Write(it.Share)} %"))}"
            );
    }

    private async Task<LaneCounts> CountsAsync(CancellationToken ct)
    {
        var lines = await LinesAsync([Table, Process], ct);
        var backends = lanes.In(HaproxyTable.Read(lines[HeadIn(lines)..]));
        var epoch = string.Join('-', NamesOfEpoch.Select(it => Said(lines, it)));
        return new(
            clock.GetUtcNow(),
            epoch,
            Sum(epoch, [.. backends.SelectMany(it => it.Stable)]),
            Sum(epoch, [.. backends.SelectMany(it => it.Candidate)])
        );
    }

    private async Task<List<string>> LinesAsync(IReadOnlyList<string> commands, CancellationToken ct) =>
        [.. (await socket.SayAsync(commands, ct)).Split('\n').Select(it => it.TrimEnd('\r'))];

    private static int HeadIn(List<string> lines)
    {
        var head = lines.FindIndex(it => it.StartsWith("# pxname,", StringComparison.Ordinal));
        return head >= 0
            ? head
            : throw new NotToldException("what came is no table of HAProxy's statistics: is the address that of its admin socket?");
    }

    private static string Said(List<string> lines, string name) =>
        lines.Find(it => it.StartsWith($"{name}: ", StringComparison.Ordinal)) is { } line
            ? line[(name.Length + 2)..]
            : throw new NotToldException($"it did not say its {name}");

    private LaneCount Sum(string epoch, IReadOnlyList<HaproxyServerRow> lane)
    {
        if (lane.FirstOrDefault(it => it.Requests is null) is { } plain)
        {
            throw new NotToldException($"{plain.Backend} is not in mode http, so its requests are not counted");
        }

        var counts = lane.Select(it => it.Requests!.Count(_dropped.Most(epoch, it.Name, it.Requests.Dropped))).ToList();
        return new(counts.Sum(it => it.Requests), counts.Sum(it => it.Errors), []);
    }
}
