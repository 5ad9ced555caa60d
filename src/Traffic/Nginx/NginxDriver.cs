using System.Text;
using System.Threading.Channels;
using Slipway.Platform;
using Slipway.Traffic.Making;
using Slipway.Traffic.Programs;
using Slipway.Traffic.Web;

namespace Slipway.Traffic.Nginx;

/// <summary>
/// Moves traffic by a file that nginx includes, and a reload. What the file says is believed only when the running nginx says the same,
/// in its status location. Old workers end the requests that they have.
/// </summary>
internal sealed class NginxDriver : ITrafficDriver
{
    /// <summary>Answers in a row, each over a connection of its own, after which no old worker takes requests any more.</summary>
    private const int Enough = 10;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly NginxPlaces _places;
    private readonly BoundedCommand _command;
    private readonly BoundedHttp _http;
    private readonly Bounded _bounded;
    private readonly TimeProvider _clock;
    private readonly Channel<bool> _turn = Channel.CreateBounded<bool>(1);
    private readonly LaneLog? _log;

    private NginxDriver(DriverPlace place, NginxPlaces places, TimeSpan limit)
    {
        (_places, _command, _clock) = (places, new(place), place.Clock);
        _http = new(new LimitedHttp(place.Clock), token: "", limit) { OnFreshConnections = true };
        _bounded = new("nginx", limit, place.Clock);
        _log = places.Log.Length > 0 ? new(places.Log, place.Clock) : null;
    }

    public string Name => "nginx";

    public static DriverMade Make(DriverPlace place)
    {
        var settings = new DriverSettings(place);
        var (file, log, status, limit) = (settings.Text("file"), settings.Text("log"), settings.Address("status"), settings.Limit());
        var (key, test, reload) = (settings.Text("key"), settings.Text("test"), settings.Text("reload"));
        if (!LanesFile.IsKey(key))
        {
            settings.Fault("key is made of nginx's variables, such as $request_id, $remote_addr or $cookie_session");
        }

        return settings.Made(() =>
            new NginxDriver(
                place,
                new(
                    Path.GetFullPath(file, place.Directory),
                    log.Length > 0 ? Path.GetFullPath(log, place.Directory) : "",
                    status!,
                    key,
                    test,
                    reload
                ),
                limit
            )
        );
    }

    public Task<Told<double>> ReadAsync(CancellationToken ct) => _bounded.AskAsync(ShareAsync, ct);

    public Task<Told<double>> SetAsync(double share, CancellationToken ct)
    {
        var wanted = LanesFile.Of(Shares.Checked(share), _places.Key);
        return _bounded.AskAsync(it => AloneAsync(() => ChangeAsync(wanted, it), it), ct);
    }

    public Task<Told<LaneCounts>> CountAsync(CancellationToken ct) =>
        _bounded.AskAsync(
            it =>
                _log is null
                    ? throw new NotToldException("no log is named in the settings, so nothing can be counted")
                    : AloneAsync(() => _log.CountAsync(it), it),
            ct
        );

    private async Task<double> ShareAsync(CancellationToken ct)
    {
        var mark = await MarkAsync(ct);
        var written = await LanesFile.ReadAsync(_places.File, ct) is { } bytes ? Encoding.UTF8.GetString(bytes) : "";
        return written.Contains($"\"{mark}\"", StringComparison.Ordinal)
            ? LanesFile.ShareIn(mark)
            : throw new NotToldException(
                $"the running nginx serves {Shares.Write(LanesFile.ShareIn(mark))} %, and {_places.File} says something else: it was not taken, or somebody changed it"
            );
    }

    private async Task<double> ChangeAsync(LanesFile wanted, CancellationToken ct)
    {
        var before = await LanesFile.ReadAsync(_places.File, ct);
        var text = Encoding.UTF8.GetBytes(wanted.Text());
        if (wanted.Share > 0 && before?.AsSpan().SequenceEqual(text) == true && await MarkAsync(ct) == wanted.Mark)
        {
            return wanted.Share;
        }

        // The way back is gone also where nobody tells what is served: nothing gives the candidate less than nothing.
        var running = wanted.Share > 0 ? LanesFile.ShareIn(await MarkAsync(ct)) : double.PositiveInfinity;
        LanesFile.Put(_places.File, text);
        var tried = false;
        try
        {
            await _command.RunAsync("tries the configuration", _places.Test, ct);
            tried = true;
            await _command.RunAsync("reloads nginx", _places.Reload, ct);
            await TakenAsync(wanted, ct);
            return wanted.Share;
        }
        catch (Exception failure) when (failure is NotToldException or OperationCanceledException or IOException)
        {
            // Whether a reload was taken is not known now. Of the two files the one stays that gives the candidate less: whoever reloads
            // nginx next must not send traffic there unasked.
            if (!tried || running <= wanted.Share)
            {
                LanesFile.Put(_places.File, before);
            }

            throw;
        }
    }

    /// <summary>Waits until nobody answers for the old file any more.</summary>
    private async Task TakenAsync(LanesFile wanted, CancellationToken ct)
    {
        for (var inARow = 0; inARow < Enough; )
        {
            inARow = await MarkAsync(ct) == wanted.Mark ? inARow + 1 : 0;
            if (inARow == 0)
            {
                await Task.Delay(BetweenLooks, _clock, ct);
            }
        }
    }

    private async Task<string> MarkAsync(CancellationToken ct)
    {
        var mark = (await _http.AskAsync("GET", _places.Status, null, ct)).Trim();
        _ = LanesFile.ShareIn(mark);
        return mark;
    }

    /// <summary>One call after the other: whoever has a turn has put a mark where only one fits.</summary>
    private async Task<T> AloneAsync<T>(Func<Task<T>> act, CancellationToken ct)
    {
        await _turn.Writer.WriteAsync(true, ct);
        try
        {
            return await act();
        }
        finally
        {
            _turn.Reader.TryRead(out _);
        }
    }
}

/// <summary>Where everything of nginx is.</summary>
/// <param name="File">The file that is included.</param>
/// <param name="Log">The access log; empty for none.</param>
/// <param name="Status">The location that says which file is taken.</param>
/// <param name="Key">What decides the lane of a request.</param>
/// <param name="Test">The command that tries the configuration.</param>
/// <param name="Reload">The command that takes it.</param>
internal sealed record NginxPlaces(string File, string Log, Uri Status, string Key, string Test, string Reload);
