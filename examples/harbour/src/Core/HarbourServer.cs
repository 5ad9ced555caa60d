using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Harbour;

/// <summary>The service: what every version has.</summary>
public static partial class HarbourServer
{
    private static readonly string[] OwnRoutes = ["/health", "/version", "/metrics"];

    /// <summary>A server that is ready to start. It does not touch the schema.</summary>
    public static WebApplication Build(Release release, HarbourOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole(it => (it.SingleLine, it.TimestampFormat) = (true, "yyyy-MM-dd HH:mm:ss "));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        var server = builder.Build();

        var database = new HarbourDatabase(options.DatabaseFile);
        var measurements = new Measurements();
        server.Use((call, next) => MeasureAsync(call, next, measurements, server.Logger));
        server.Use(FaultOf(options.Fault));
        server.Use((call, next) => CheckKeyAsync(call, next, options.ApiKey));

        server.MapGet("/version", () => new VersionView(release.Version));
        server.MapGet("/health", () => Health(release, database));
        server.MapGet("/metrics", () => Results.Text(measurements.Print(release.Version), "text/plain; version=0.0.4"));
        server.MapGet("/ships", () => Ships(database));
        release.Map(server, database);
        LogStarting(server.Logger, release.Version, options.Port);
        return server;
    }

    private static async Task MeasureAsync(HttpContext call, RequestDelegate next, Measurements measurements, ILogger log)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(call);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(log, failure, call.Request.Method, call.Request.Path);
            call.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }

        if (!OwnRoutes.Contains(call.Request.Path.Value))
        {
            measurements.Note(call.Response.StatusCode, Stopwatch.GetElapsedTime(started));
        }
    }

    /// <summary>Health and version stay well: a fault that every probe sees would be no exercise.</summary>
    private static Func<HttpContext, RequestDelegate, Task> FaultOf(Fault fault)
    {
        var calls = 0;
        return async (call, next) =>
        {
            var mine = !OwnRoutes.Contains(call.Request.Path.Value);
            if (mine && fault == Fault.Errors && Interlocked.Increment(ref calls) % 5 == 0)
            {
                throw new InvalidOperationException("The berth plan could not be read (HARBOUR_FAULT=errors).");
            }

            if (mine && fault == Fault.Slow)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(600), call.RequestAborted);
            }

            await next(call);
        };
    }

    private static Task CheckKeyAsync(HttpContext call, RequestDelegate next, string key)
    {
        if (HttpMethods.IsGet(call.Request.Method) || SameKey(call.Request.Headers["X-Api-Key"].ToString(), key))
        {
            return next(call);
        }

        call.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static bool SameKey(string shown, string key) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(key));

    /// <summary>Healthy means that the database answers and has the schema that this version needs.</summary>
    private static IResult Health(Release release, HarbourDatabase database)
    {
        try
        {
            var schema = database.Schema();
            return schema >= release.Schema
                ? Results.Json(new HealthView("healthy", release.Version, schema))
                : Results.Json(new HealthView($"needs schema {release.Schema}", release.Version, schema), statusCode: 503);
        }
        catch (SqliteException)
        {
            return Results.Json(new HealthView("database unreachable", release.Version, 0), statusCode: 503);
        }
    }

    private static List<ShipView> Ships(HarbourDatabase database)
    {
        using var connection = database.Open();
        return connection.Rows("SELECT name, imo FROM ships ORDER BY name", it => new ShipView(it.GetString(0), it.GetString(1)));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Harbour {Version} starts on port {Port}.")]
    private static partial void LogStarting(ILogger log, string version, int port);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private static partial void LogFailed(ILogger log, Exception failure, string method, string path);
}

/// <summary>Answer of <c>/version</c>.</summary>
public sealed record VersionView(string Version);

/// <summary>Answer of <c>/health</c>.</summary>
public sealed record HealthView(string Status, string Version, int Schema);

/// <summary>A ship.</summary>
public sealed record ShipView(string Name, string Imo);
