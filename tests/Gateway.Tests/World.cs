using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Slipway.Testing;

namespace Slipway.Gateway.Tests;

/// <summary>A gateway in this process, with what it was asked for, and clients for its two sides.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly HttpMessageInvoker _connections = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    private World(GatewayServer gateway) => Gateway = gateway;

    public GatewayServer Gateway { get; }

    /// <summary>Serves these two, with what else is asked for.</summary>
    public static Task<World> OfAsync(Backend stable, Backend candidate, Func<GatewayCall, GatewayCall>? also = null) =>
        OfAsync(stable.Url, candidate.Url, also);

    public static async Task<World> OfAsync(string stable, string candidate, Func<GatewayCall, GatewayCall>? also = null)
    {
        var start = await StartAsync(CallOf(stable, candidate, also));
        return new(start.ShouldBeOfType<GatewayStart.Serving>().Server);
    }

    public static GatewayCall CallOf(string stable, string candidate, Func<GatewayCall, GatewayCall>? also = null)
    {
        var call = new GatewayCall
        {
            Listen = ["http://127.0.0.1:0"],
            Stable = [stable],
            Candidate = [candidate],
            Admin = "http://127.0.0.1:0",
        };
        return also?.Invoke(call) ?? call;
    }

    public static Task<GatewayStart> StartAsync(GatewayCall call)
    {
        var read = GatewaySpecReader.Read(call);
        (read as GatewayRead.Faulty)?.Faults.ShouldBeEmpty();
        return GatewayServer.StartAsync(((GatewayRead.Usable)read).Spec, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks the gateway; the answer is read to its end.</summary>
    public async Task<Answer> AskAsync(string path = "/", string method = "GET", string? body = null, params (string, string)[] headers)
    {
        using var request = Request(new(Gateway.Addresses[0], path), method, headers);
        request.Content = body is null ? null : new StringContent(body);
        return await SendAsync(request);
    }

    /// <summary>Asks the admin API.</summary>
    public async Task<Answer> AdminAsync(
        string path,
        string method = "GET",
        string? body = null,
        string type = "application/json",
        params (string, string)[] headers
    )
    {
        using var request = Request(new(Gateway.AdminAddress, path), method, headers);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8);
        request.Content?.Headers.Remove("Content-Type");
        request.Content?.Headers.TryAddWithoutValidation("Content-Type", type);
        return await SendAsync(request);
    }

    /// <summary>Sets the share and expects that it is done.</summary>
    public async Task SetAsync(double share)
    {
        var answer = await AdminAsync("/v1/lanes", "PUT", string.Create(CultureInfo.InvariantCulture, $$"""{"share":{{share}}}"""));
        answer.Status.ShouldBe(200, answer.Body);
    }

    /// <summary>What the admin API says of a lane.</summary>
    public async Task<(long Requests, long Errors, long InBuckets)> LaneAsync(string lane)
    {
        using var document = JsonDocument.Parse((await AdminAsync("/v1/lanes")).Body);
        var told = document.RootElement.GetProperty(lane);
        return (
            told.GetProperty("requests").GetInt64(),
            told.GetProperty("errors").GetInt64(),
            told.GetProperty("latency").EnumerateArray().Sum(it => it.GetInt64())
        );
    }

    /// <summary>A lane is counted a moment after its client has the answer; waits until so many are.</summary>
    public async Task<(long Requests, long Errors)> CountedAsync(string lane, long requests)
    {
        await Eventually.Holds(
            $"{requests} requests of {lane} are counted",
            async () => (await LaneAsync(lane)).Requests >= requests,
            TestContext.Current.CancellationToken
        );
        var told = await LaneAsync(lane);
        return (told.Requests, told.Errors);
    }

    /// <summary>The value of one line of the metrics.</summary>
    public async Task<double> MetricAsync(string line)
    {
        var text = (await AdminAsync("/metrics")).Body;
        var found = text.Split('\n').SingleOrDefault(it => it.StartsWith($"slipway_gateway_{line} ", StringComparison.Ordinal));
        return double.Parse(found.ShouldNotBeNull(text).Split(' ')[^1], CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        _connections.Dispose();
    }

    private static HttpRequestMessage Request(Uri address, string method, (string, string)[] headers)
    {
        var request = new HttpRequestMessage(new(method), address);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var answer = await _connections.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(
            (int)answer.StatusCode,
            body,
            answer
                .Headers.Concat(answer.Content.Headers)
                .ToDictionary(it => it.Key, it => string.Join(",", it.Value), StringComparer.OrdinalIgnoreCase)
        );
    }
}

/// <summary>What came back.</summary>
internal sealed record Answer(int Status, string Body, IReadOnlyDictionary<string, string> Headers);
