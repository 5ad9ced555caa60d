using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Browsers;

/// <summary>One page of the browser: opened, asked, clicked, filled in.</summary>
internal sealed class BrowserPage(DevTools tools, PageTraffic traffic)
{
    private static readonly string[] Told = ["Page.enable", "Runtime.enable", "Network.enable", "Log.enable"];
    private string _session = "";
    private string _frame = "";

    /// <summary>Dialogs that the page opened; each is dismissed.</summary>
    public int Dialogs { get; private set; }

    /// <summary>Makes the page, empty, and listens to it before anything is asked.</summary>
    public async Task MakeAsync(CancellationToken ct)
    {
        tools.Heard = it => Take(it, ct);
        await tools.AskAsync("", "Browser.setDownloadBehavior", new() { ["behavior"] = "deny" }, ct);
        var target = await tools.AskAsync("", "Target.createTarget", new() { ["url"] = "about:blank" }, ct);
        _frame = PageRequest.Text(target, "targetId");
        traffic.Frame = _frame;
        var attach = new JsonObject { ["targetId"] = _frame, ["flatten"] = true };
        _session = PageRequest.Text(await tools.AskAsync("", "Target.attachToTarget", attach, ct), "sessionId");
        foreach (var method in Told)
        {
            await AskAsync(method, [], ct);
        }

        await AskAsync("Target.setAutoAttach", Attaching(), ct);
        await AskAsync("Emulation.setFocusEmulationEnabled", new() { ["enabled"] = true }, ct);
        var screen = new JsonObject
        {
            ["width"] = 1280,
            ["height"] = 800,
            ["deviceScaleFactor"] = 1,
            ["mobile"] = false,
        };
        await AskAsync("Emulation.setDeviceMetricsOverride", screen, ct);
    }

    /// <summary>Opens an address; true when a page will load, false when only its place within the page changed.</summary>
    /// <exception cref="NotSeenException">The page could not be opened.</exception>
    public async Task<bool> OpenAsync(Uri url, CancellationToken ct)
    {
        var opened = await AskAsync("Page.navigate", new() { ["url"] = url.AbsoluteUri }, ct);
        if (PageRequest.Text(opened, "errorText") is { Length: > 0 } why)
        {
            throw new NotSeenException($"{PageRequest.Place(url.AbsoluteUri)} could not be opened: {why}.");
        }

        return PageRequest.Text(opened, "loaderId").Length > 0;
    }

    /// <summary>Asks the page; null while it changes to another.</summary>
    public async Task<JsonElement?> AskPageAsync(string script, CancellationToken ct, params string[] arguments)
    {
        try
        {
            var world = new JsonObject { ["frameId"] = _frame, ["worldName"] = "slipway" };
            var context = await AskAsync("Page.createIsolatedWorld", world, ct);
            var call = new JsonObject
            {
                ["functionDeclaration"] = script,
                ["executionContextId"] = PageRequest.Member(context, "executionContextId").GetInt64(),
                ["arguments"] = new JsonArray([.. arguments.Select(it => (JsonNode?)new JsonObject { ["value"] = it })]),
                ["returnByValue"] = true,
            };
            var answer = await AskAsync("Runtime.callFunctionOn", call, ct);
            return answer.TryGetProperty("exceptionDetails", out _)
                ? null
                : PageRequest.Member(PageRequest.Member(answer, "result"), "value");
        }
        catch (DevToolsException)
        {
            return null;
        }
    }

    public async Task ClickAsync(double x, double y, CancellationToken ct)
    {
        foreach (var type in new[] { "mouseMoved", "mousePressed", "mouseReleased" })
        {
            var mouse = new JsonObject
            {
                ["type"] = type,
                ["x"] = x,
                ["y"] = y,
                ["button"] = type == "mouseMoved" ? "none" : "left",
                ["clickCount"] = type == "mouseMoved" ? 0 : 1,
            };
            await AskAsync("Input.dispatchMouseEvent", mouse, ct);
        }
    }

    /// <summary>Types into what has the focus.</summary>
    public Task TypeAsync(string text, CancellationToken ct) => AskAsync("Input.insertText", new() { ["text"] = text }, ct);

    private Task<JsonElement> AskAsync(string method, JsonObject with, CancellationToken ct) => tools.AskAsync(_session, method, with, ct);

    private void Take(DevToolsEvent told, CancellationToken ct)
    {
        traffic.Take(told);
        if (told.Method == "Page.javascriptDialogOpening")
        {
            Dialogs++;
            var leaves = PageRequest.Text(told.Data, "type") == "beforeunload";
            _ = tools.TellAsync(told.Session, "Page.handleJavaScriptDialog", new() { ["accept"] = leaves }, ct);
        }
        else if (told.Method == "Target.attachedToTarget" && told.Session.Length > 0)
        {
            _ = ListenAsync(PageRequest.Text(told.Data, "sessionId"), ct);
        }
    }

    /// <summary>A frame of another origin, or a worker: it waits until it is listened to.</summary>
    private async Task ListenAsync(string session, CancellationToken ct)
    {
        foreach (var method in Told)
        {
            await tools.TellAsync(session, method, [], ct);
        }

        await tools.TellAsync(session, "Target.setAutoAttach", Attaching(), ct);
        await tools.TellAsync(session, "Runtime.runIfWaitingForDebugger", [], ct);
    }

    private static JsonObject Attaching() =>
        new()
        {
            ["autoAttach"] = true,
            ["waitForDebuggerOnStart"] = true,
            ["flatten"] = true,
        };
}
