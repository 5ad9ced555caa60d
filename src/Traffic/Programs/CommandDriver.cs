using Slipway.Traffic.Making;

namespace Slipway.Traffic.Programs;

/// <summary>Moves traffic by commands of the user's, which know a proxy that Slipway does not. What they answer is a <see cref="LaneDocument"/>.</summary>
internal sealed class CommandDriver(DriverPlace place, string read, string set, string count, TimeSpan limit) : ITrafficDriver
{
    private readonly Bounded _bounded = new("command", limit, place.Clock);
    private readonly BoundedCommand _command = new(place);

    public string Name => "command";

    public static DriverMade Make(DriverPlace place)
    {
        var settings = new DriverSettings(place);
        var (read, set, count, limit) = (settings.Text("read"), settings.Text("set"), settings.Text("count"), settings.Limit());
        if (set.Length > 0 && !set.Contains("{share}", StringComparison.Ordinal))
        {
            settings.Fault("set does not say {share}, so it would set the same whatever is asked for");
        }

        return settings.Made(() => new CommandDriver(place, read, set, count, limit));
    }

    public Task<Told<double>> ReadAsync(CancellationToken ct) => _bounded.AskAsync(ShareAsync, ct);

    public Task<Told<double>> SetAsync(double share, CancellationToken ct)
    {
        var command = set.Replace("{share}", Shares.Write(Shares.Checked(share)), StringComparison.Ordinal);
        return _bounded.AskAsync(
            async it =>
            {
                await _command.RunAsync("sets", command, it);
                return await ShareAsync(it);
            },
            ct
        );
    }

    public Task<Told<LaneCounts>> CountAsync(CancellationToken ct) =>
        _bounded.AskAsync(async it => LaneDocument.Read(await _command.RunAsync("counts", count, it)).Counts(place.Clock.GetUtcNow()), ct);

    private async Task<double> ShareAsync(CancellationToken ct) => LaneDocument.Read(await _command.RunAsync("reads", read, ct)).Share();
}
