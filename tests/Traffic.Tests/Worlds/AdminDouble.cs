using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Slipway.Traffic.Tests.Worlds;

/// <summary>A gateway's admin API on a real socket: <c>/v1/lanes</c>, behind a token. What it moves is the proxy behind it.</summary>
public sealed class AdminDouble : IAsyncDisposable
{
    public const string Token = "t0ken-of-the-gateway";
    private readonly WebApplication _app;

    private AdminDouble(ITrafficDriver behind)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(it => AnswerAsync(it, behind));
    }

    /// <summary>Its address.</summary>
    public string Url => _app.Urls.Single();

    public static async Task<AdminDouble> StartAsync(ITrafficDriver behind)
    {
        var server = new AdminDouble(behind);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context, ITrafficDriver behind)
    {
        if (context.Request.Headers.Authorization != $"Bearer {Token}" || context.Request.Path != "/v1/lanes")
        {
            context.Response.StatusCode = context.Request.Path == "/v1/lanes" ? 401 : 404;
            return;
        }

        if (context.Request.Method == "PUT")
        {
            using var reader = new StreamReader(context.Request.Body);
            var share = JsonNode.Parse(await reader.ReadToEndAsync())!["share"]!.GetValue<double>();
            _ = await behind.SetAsync(share, context.RequestAborted);
        }

        var read = await behind.ReadAsync(context.RequestAborted);
        var count = await behind.CountAsync(context.RequestAborted);
        if (read is Told<double>.Known now && count is Told<LaneCounts>.Known counts)
        {
            await context.Response.WriteAsync(Document(now.Value, counts.Value).ToJsonString());
            return;
        }

        context.Response.StatusCode = 503;
    }

    private static JsonObject Document(double share, LaneCounts counts) =>
        new()
        {
            ["epoch"] = counts.Epoch,
            ["at"] = counts.At.ToString("O", CultureInfo.InvariantCulture),
            ["share"] = share,
            ["stable"] = Lane(counts.Stable),
            ["candidate"] = Lane(counts.Candidate),
        };

    private static JsonObject Lane(LaneCount count) => new() { ["requests"] = count.Requests, ["errors"] = count.Errors };
}
