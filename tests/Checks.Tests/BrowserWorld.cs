using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>A real web server with pages that work, and pages that are broken in every way.</summary>
public sealed class BrowserWorld : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Pages = new(StringComparer.Ordinal)
    {
        ["good"] = """<h1 id=top>Welcome <b>back</b></h1><script>fetch('/say/ok')</script>""",
        ["late"] = """<script>setTimeout(() => document.body.innerHTML = '<h1 id=top>Welcome <b>back</b></h1>', 150)</script>""",
        ["empty"] = "",
        ["hidden"] = """<h1 id=top style="visibility:hidden">Welcome</h1>""",
        ["lies"] = """<script>document.querySelectorAll = () => [document.body]; document.querySelector = () => document.body</script>""",
        ["broken"] =
            """<h1 id=top style="visibility:hidden">x</h1><img src="/gone?token=s3cret"><script>console.error('no stock', {a: 1}); boom()</script><iframe src="http://localhost:PORT/page/frame"></iframe>""",
        ["frame"] =
            """<script>fetch('http://127.0.0.1:1/x').catch(() => 0); for (let i = 0; i < 30; i++) console.error('error ' + i)</script>""",
        ["restless"] =
            """<h1 id=top>x</h1><script>const f = () => fetch('/say/ok').then(f); f(); new EventSource('/events'); alert(1); confirm(2); prompt(3)</script>""",
        ["hangs"] = """<h1 id=top>x</h1><script>fetch('/silent').catch(() => 0)</script>""",
        ["busy"] = """<h1 id=top>x</h1><script>addEventListener('load', () => setTimeout(() => { for (;;); }))</script>""",
        ["endless-dialogs"] = """<h1 id=top>x</h1><script>for (;;) alert(1)</script>""",
        ["loud"] = """<h1 id=top>x</h1><script>console.error('x'.repeat(9e6))</script>""",
        ["covered"] = """<button id=go>Go</button><div style="position:fixed;inset:0"></div>""",
        ["disabled"] = """<button id=go disabled>Go</button>""",
        ["dead"] = """<button id=go>Go</button>""",
        ["sign-in"] = """
            <form action="/session" method="post"><input id=user name=user><input id=word name=word type=password>
            <select id=shop name=shop><option value=1>North</option><option value=2>South</option></select>
            <button>Sign in</button></form>
            """,
    };

    private WebApplication? _app;

    public string Url { get; private set; } = "";

    public int Port { get; } = FreePort.Find();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(it => it.ListenLocalhost(Port));
        _app = builder.Build();
        _app.Map("/page/{name}", PageAsync);
        _app.Map("/say/{word}", (string word) => word);
        _app.Map("/status/{code:int}", (int code) => Results.Content(Html("<h1 id=top>x</h1>"), "text/html", statusCode: code));
        _app.Map("/silent", (HttpContext it) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, it.RequestAborted));
        _app.Map("/events", EventsAsync);
        _app.MapPost("/session", (Delegate)SignIn);
        await _app.StartAsync();
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app!.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private async Task PageAsync(HttpContext context, string name)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        var page = Pages[name].Replace("PORT", Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await context.Response.WriteAsync(Html(page), context.RequestAborted);
    }

    private static string Html(string body) => $"<!doctype html><title>Shop</title><body>{body}</body>";

    private static async Task EventsAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync("data: 1\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
    }

    private static async Task<IResult> SignIn(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        return form["user"] == "probe" && form["word"] == "pa$$ 'word' ü"
            ? Results.Content(Html($"<p id=hello>Hello probe of shop {(form["shop"] == "2" ? "South" : "North")}</p>"), "text/html")
            : Results.Content(Html("<p>Wrong</p>"), "text/html", statusCode: 401);
    }
}
