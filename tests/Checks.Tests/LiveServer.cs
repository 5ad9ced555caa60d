using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Slipway.Checks.Tests;

/// <summary>A real web server with WebSockets and streams of events, good and bad.</summary>
internal static class LiveServer
{
    public static async Task<WebApplication> StartAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(it => it.ListenLocalhost(port));
        var app = builder.Build();
        app.UseWebSockets();
        app.Map("/ws/{name}", SocketAsync);
        app.Map("/events/{name}", EventsAsync);
        await app.StartAsync();
        return app;
    }

    private static async Task SocketAsync(HttpContext context, string name)
    {
        var end = context.RequestAborted;
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = 400;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(
            context.WebSockets.WebSocketRequestedProtocols.Contains("chat") && name != "stubborn" ? "chat" : null
        );
        switch (name)
        {
            case "goes":
                await socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, "not you", end);
                break;
            case "drops":
                context.Abort();
                break;
            case "mute":
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end);
                break;
            default:
                await EchoAsync(socket, name, end);
                break;
        }
    }

    private static async Task EchoAsync(WebSocket socket, string name, CancellationToken end)
    {
        for (var i = 1; name == "greets" && i <= 3; i++)
        {
            await SayAsync(socket, string.Create(CultureInfo.InvariantCulture, $$"""{"type":"greeting","n":{{i}}}"""), end);
        }

        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer, end) is { MessageType: not WebSocketMessageType.Close } got)
        {
            await socket.SendAsync(buffer.AsMemory(0, got.Count), got.MessageType, got.EndOfMessage, end);
        }
    }

    private static Task SayAsync(WebSocket socket, string text, CancellationToken end) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, end);

    private static async Task EventsAsync(HttpContext context, string name)
    {
        var answer = context.Response;
        answer.ContentType = name == "page" ? "text/html" : "text/event-stream; charset=utf-8";
        answer.StatusCode = name == "gone" ? 204 : 200;
        var first = name == "again" ? context.Request.Headers["Last-Event-ID"].ToString() : "8";
        var text = name switch
        {
            "gone" or "ends" => "",
            "quiet" => ": still here\n\n",
            "half" => "event: price\nid: 8\ndata: {\"n\":1}\n",
            _ => $"event: hello\nid: {first}\ndata: x\n\nevent: price\nid: 9\ndata: {{\"n\":1}}\n\nid: 10\ndata: plain\n\n",
        };
        if (text.Length > 0)
        {
            await answer.WriteAsync(text, context.RequestAborted);
            await answer.Body.FlushAsync(context.RequestAborted);
        }

        if (name is not ("gone" or "ends" or "half"))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        }
    }
}
