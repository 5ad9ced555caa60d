using System.Text.Json;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Browsers;

/// <summary>What a page asked for and what it wrote to its console, frames and workers included, as the browser tells it.</summary>
internal sealed class PageTraffic(BrowserSpec wanted, TimeProvider clock)
{
    private const int MostRequests = 10_000;

    /// <summary>What stays open by its nature is not waited for; that it was refused still counts.</summary>
    private static readonly string[] Open = ["EventSource", "WebSocket", "Ping"];

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Session, string Id), PageRequest> _underWay = [];
    private readonly PageFaults _failed = new();
    private readonly PageFaults _errors = new();
    private long _last = clock.GetTimestamp();

    /// <summary>The main frame; known once the page is there.</summary>
    public string Frame { get; set; } = "";

    /// <summary>How many times the page has loaded.</summary>
    public int Loads { get; private set; }

    /// <summary>Requests that were made.</summary>
    public int Requests { get; private set; }

    /// <summary>Requests that the page itself took back.</summary>
    public int Cancelled { get; private set; }

    /// <summary>What <c>ignore</c> leaves out.</summary>
    public int Ignored { get; private set; }

    /// <summary>Status of the page itself; null when none was told.</summary>
    public int? Status { get; private set; }

    /// <summary>Requests that failed.</summary>
    public PageFaults Failed => _failed;

    /// <summary>Errors of the console.</summary>
    public PageFaults Errors => _errors;

    /// <summary>What has been asked at least this long ago and is not answered, as it may be told.</summary>
    public IReadOnlyList<string> UnderWay(TimeSpan age)
    {
        lock (_lock)
        {
            return
            [
                .. _underWay
                    .Values.Where(it => !Open.Contains(it.Type) && !IsIgnored(it.Url) && clock.GetElapsedTime(it.Asked) >= age)
                    .Select(it => it.Shown),
            ];
        }
    }

    /// <summary>Since when nothing has been asked or answered.</summary>
    public TimeSpan Quiet()
    {
        lock (_lock)
        {
            return clock.GetElapsedTime(_last);
        }
    }

    /// <summary>Takes an event; what is none of the network or the console is left alone.</summary>
    /// <exception cref="NotSeenException">The page asks for more than anybody can follow, or is gone.</exception>
    public void Take(DevToolsEvent told)
    {
        lock (_lock)
        {
            var data = told.Data;
            switch (told.Method)
            {
                case "Network.requestWillBeSent":
                    Asked(told.Session, PageRequest.Of(data));
                    break;
                case "Network.responseReceived":
                    Answered(told.Session, data);
                    break;
                case "Network.loadingFinished":
                    Over((told.Session, Text(data, "requestId")));
                    break;
                case "Network.loadingFailed":
                    Broke(told.Session, data);
                    break;
                case "Target.detachedFromTarget":
                    Forget(it => it.Session == Text(data, "sessionId"), _ => true);
                    break;
                case "Page.frameNavigated" when Text(Of(data, "frame"), "id") == Frame:
                    Forget(it => it.Session == told.Session, it => it.Loader != Text(Of(data, "frame"), "loaderId"));
                    break;
                case "Page.loadEventFired":
                    Loads++;
                    break;
                case "Inspector.targetCrashed":
                    throw new NotSeenException("The page crashed in the browser.");
                default:
                    if (ConsoleErrors.Of(told) is var (words, url))
                    {
                        Write(words, url);
                    }

                    break;
            }
        }
    }

    private void Asked(string session, PageRequest request)
    {
        if (!request.IsOfThePage)
        {
            return;
        }

        Requests++;
        _last = clock.GetTimestamp();
        if (Requests > MostRequests)
        {
            throw new NotSeenException($"The page made more than {MostRequests} requests.");
        }

        _underWay[(session, request.Id)] = request with { Asked = _last };
    }

    private void Answered(string session, JsonElement data)
    {
        var (status, key) = (StatusOf(data), (session, Text(data, "requestId")));
        if (!_underWay.TryGetValue(key, out var request))
        {
            return;
        }

        if (request.IsPage(Frame))
        {
            Status = status;
        }

        if (status >= 400)
        {
            Fail(request, $"was answered with status {status}", mayBeIgnored: !request.IsPage(Frame));
        }
    }

    private void Broke(string session, JsonElement data)
    {
        var key = (session, Text(data, "requestId"));
        if (!_underWay.TryGetValue(key, out var request))
        {
            return;
        }

        var why = Text(data, "blockedReason") is { Length: > 0 } blocked ? $"blocked: {blocked}" : Text(data, "errorText");
        var cancelled = data.TryGetProperty("canceled", out var it) && it.ValueKind == JsonValueKind.True;
        if (cancelled && !why.StartsWith("blocked", StringComparison.Ordinal))
        {
            Cancelled++;
        }
        else
        {
            Fail(request, $"failed ({JsonTexts.Cut(why, 100)})");
        }

        Over(key);
    }

    private void Over((string Session, string Id) key)
    {
        if (_underWay.Remove(key))
        {
            _last = clock.GetTimestamp();
        }
    }

    /// <summary>What a page that has gone had asked for is never answered.</summary>
    private void Forget(Func<(string Session, string Id), bool> whose, Func<PageRequest, bool> which)
    {
        foreach (var (key, _) in _underWay.Where(it => whose(it.Key) && which(it.Value)).ToList())
        {
            Over(key);
        }
    }

    private void Fail(PageRequest request, string how, bool mayBeIgnored = true)
    {
        if (mayBeIgnored && IsIgnored(request.Url))
        {
            Ignored++;
        }
        else
        {
            _failed.Add($"{request.Shown} {how}");
        }
    }

    private void Write(string words, string url)
    {
        if (IsIgnored(words) || IsIgnored(url))
        {
            Ignored++;
        }
        else
        {
            _errors.Add(words);
        }
    }

    private bool IsIgnored(string text) => wanted.Ignored.Any(it => text.Contains(it, StringComparison.Ordinal));

    private static int? StatusOf(JsonElement data) =>
        Of(data, "response").TryGetProperty("status", out var status) && status.TryGetInt32(out var number) ? number : null;

    private static JsonElement Of(JsonElement data, string name) => PageRequest.Member(data, name);

    private static string Text(JsonElement data, string name) => PageRequest.Text(data, name);
}
