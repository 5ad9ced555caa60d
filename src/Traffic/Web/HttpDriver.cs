using Slipway.Platform;
using Slipway.Traffic.Making;

namespace Slipway.Traffic.Web;

/// <summary>Moves traffic by calls over HTTP to a proxy that Slipway does not know.</summary>
internal sealed class HttpDriver : ITrafficDriver
{
    private static readonly string[] Methods = ["PUT", "POST", "PATCH"];

    private readonly HttpCalls _calls;
    private readonly BoundedHttp _http;
    private readonly Bounded _bounded;
    private readonly TimeProvider _clock;

    private HttpDriver(HttpCalls calls, string token, TimeSpan limit, TimeProvider clock)
    {
        (_calls, _clock) = (calls, clock);
        _http = new(new LimitedHttp(clock), token, limit);
        _bounded = new("http", limit, clock);
    }

    public string Name => "http";

    public static DriverMade Make(DriverPlace place)
    {
        var settings = new DriverSettings(place);
        var (read, set, count) = (settings.Address("read"), settings.Text("set"), settings.Address("count"));
        var (method, body, share) = (settings.Text("method"), settings.Text("body"), settings.Text("share"));
        var (token, limit) = (settings.Text("token"), settings.Limit());
        if (!Methods.Contains(method))
        {
            settings.Fault($"method is one of {string.Join(", ", Methods)}");
        }

        if (!share.StartsWith('$'))
        {
            settings.Fault("share is a path such as $.canary.weight");
        }

        if (set.Length > 0 && !HttpCalls.IsAddress(set.Replace(HttpCalls.Share, "1", StringComparison.Ordinal)))
        {
            settings.Fault("set is no address such as http://127.0.0.1:8081/path, without a name and password in it");
        }

        if (!$"{set}{body}".Contains(HttpCalls.Share, StringComparison.Ordinal))
        {
            settings.Fault($"neither set nor body says {HttpCalls.Share}, so it would set the same whatever is asked for");
        }

        return settings.Made(() => new HttpDriver(new(read!, set, count!, method, body, share), token, limit, place.Clock));
    }

    public Task<Told<double>> ReadAsync(CancellationToken ct) => _bounded.AskAsync(ShareAsync, ct);

    public Task<Told<double>> SetAsync(double share, CancellationToken ct)
    {
        var text = Shares.Write(Shares.Checked(share));
        return _bounded.AskAsync(
            async it =>
            {
                _ = await _http.AskAsync(_calls.Method, new(HttpCalls.With(_calls.Set, text)), HttpCalls.With(_calls.Body, text), it);
                return await ShareAsync(it);
            },
            ct
        );
    }

    public Task<Told<LaneCounts>> CountAsync(CancellationToken ct) =>
        _bounded.AskAsync(
            async it => LaneDocument.Read(await _http.AskAsync("GET", _calls.Count, null, it)).Counts(_clock.GetUtcNow()),
            ct
        );

    private async Task<double> ShareAsync(CancellationToken ct) =>
        LaneDocument.Read(await _http.AskAsync("GET", _calls.Read, null, ct)).Share(_calls.SharePath);
}

/// <summary>The calls of a proxy that is reached over HTTP.</summary>
/// <param name="Read">Answers the share.</param>
/// <param name="Set">Sets the share; may hold <c>{share}</c>.</param>
/// <param name="Count">Answers the counters.</param>
/// <param name="Method">Method of the call that sets.</param>
/// <param name="Body">Body of the call that sets; may hold <c>{share}</c>.</param>
/// <param name="SharePath">Where the share stands in the answer.</param>
internal sealed record HttpCalls(Uri Read, string Set, Uri Count, string Method, string Body, string SharePath)
{
    /// <summary>What stands for the share.</summary>
    public const string Share = "{share}";

    /// <summary>The text with the share put in.</summary>
    public static string With(string text, string share) => text.Replace(Share, share, StringComparison.Ordinal);

    /// <summary>Whether it is an absolute address without a name and password.</summary>
    public static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0;
}
