using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Harbour.Tests;

/// <summary>A real server on a free port over a database of its own.</summary>
internal sealed class RunningHarbour : IAsyncDisposable
{
    private readonly WebApplication _server;

    private RunningHarbour(WebApplication server)
    {
        _server = server;
        Client = new HttpClient { BaseAddress = new Uri(server.Urls.First()), Timeout = TimeSpan.FromSeconds(20) };
        Client.DefaultRequestHeaders.Add("X-Api-Key", "a-key-for-tests");
    }

    public HttpClient Client { get; }

    public static string NewHome() => Directory.CreateTempSubdirectory("harbour-tests-").FullName;

    public static async Task<RunningHarbour> Start(Release release, string home, Fault fault = Fault.None)
    {
        var options = new HarbourOptions
        {
            Home = home,
            Port = 0,
            ApiKey = "a-key-for-tests",
            Fault = fault,
        };
        var server = HarbourServer.Build(release, options);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new RunningHarbour(server);
    }

    public static async Task<RunningHarbour> StartMigrated(Release release, Fault fault = Fault.None)
    {
        var home = NewHome();
        Migrate(release, home);
        return await Start(release, home, fault);
    }

    public static void Migrate(Release release, string home, Fault fault = Fault.None) =>
        Migrations.Apply(new HarbourDatabase(Path.Combine(home, "harbour.db")), release.Migrations, fault);

    public Task<HttpResponseMessage> Get(string path) => Client.GetAsync(path, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> Book(string berth, string arrives, string leaves, double? lengthM = null) =>
        Client.PostAsJsonAsync(
            "/bookings",
            new
            {
                berth,
                ship = "Aurora",
                arrives,
                leaves,
                lengthM,
            },
            TestContext.Current.CancellationToken
        );

    public async Task<JsonElement> Json(string path) =>
        await Client.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}
