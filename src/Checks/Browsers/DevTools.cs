using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Browsers;

/// <summary>The browser ended while it was talked with.</summary>
internal sealed class BrowserGoneException() : Exception("The browser ended.");

/// <summary>What the browser told unasked.</summary>
/// <param name="Session">The page, frame or worker; empty for the browser itself.</param>
/// <param name="Method">What happened, for instance <c>Page.loadEventFired</c>.</param>
/// <param name="Data">The rest.</param>
internal sealed record DevToolsEvent(string Session, string Method, JsonElement Data);

/// <summary>
/// The Chrome DevTools Protocol over a pipe: JSON, each message with a zero byte behind it. Answers are matched by number; events
/// are handed on in their order, one at a time.
/// </summary>
internal sealed class DevTools(Stream input, Stream output) : IAsyncDisposable
{
    /// <summary>A message is a page's own doing: one that writes a longer one to its console ends the look.</summary>
    private const int MostBytes = 4 * 1024 * 1024;
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 256 };

    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1);
    private int _last;
    private volatile Exception? _over;

    /// <summary>Hears every event. It must not wait; what it throws ends the conversation.</summary>
    public Action<DevToolsEvent>? Heard { get; set; }

    /// <summary>Asks, and returns what was answered.</summary>
    /// <exception cref="DevToolsException">The browser says that it cannot.</exception>
    public async Task<JsonElement> AskAsync(string session, string method, JsonObject with, CancellationToken ct)
    {
        var number = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[number] = answer;
        if (_over is { } over)
        {
            throw over;
        }

        await WriteAsync(number, session, method, with, ct);
        return await answer.Task.WaitAsync(ct);
    }

    /// <summary>Asks without waiting for the answer; what is wrong with it does not matter.</summary>
    public async Task TellAsync(string session, string method, JsonObject with, CancellationToken ct)
    {
        try
        {
            await WriteAsync(Interlocked.Increment(ref _last), session, method, with, ct);
        }
        catch (Exception over) when (over is BrowserGoneException or OperationCanceledException)
        {
            // The one who waits for an answer hears of it.
        }
    }

    /// <summary>Reads until the browser ends or <paramref name="ct"/> is cancelled; never throws.</summary>
    public async Task ReadAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var message in PipeMessages.OfAsync(output, MostBytes, ct))
            {
                Take(message);
            }

            End(new BrowserGoneException());
        }
        catch (Exception failure) when (failure is NotSeenException or OperationCanceledException)
        {
            End(failure);
        }
        catch (Exception failure) when (failure is IOException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            End(new NotSeenException("The browser said what is not understood."));
        }
    }

    public ValueTask DisposeAsync()
    {
        _writing.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Take(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message, Reading);
        var said = document.RootElement;
        if (!said.TryGetProperty("id", out var number))
        {
            var session = said.TryGetProperty("sessionId", out var name) ? name.GetString() ?? "" : "";
            var data = said.TryGetProperty("params", out var rest) ? rest.Clone() : default;
            Heard?.Invoke(new(session, said.GetProperty("method").GetString() ?? "", data));
        }
        else if (_waiting.TryRemove(number.GetInt32(), out var waiting))
        {
            if (said.TryGetProperty("result", out var result))
            {
                waiting.TrySetResult(result.Clone());
            }
            else
            {
                waiting.TrySetException(new DevToolsException(said.GetProperty("error").GetProperty("message").GetString() ?? ""));
            }
        }
    }

    private void End(Exception why)
    {
        _over = why;
        foreach (var waiting in _waiting.Values)
        {
            waiting.TrySetException(why);
            // Nobody may be waiting any more.
            _ = waiting.Task.Exception;
        }
    }

    private async Task WriteAsync(int number, string session, string method, JsonObject with, CancellationToken ct)
    {
        var message = new JsonObject
        {
            ["id"] = number,
            ["method"] = method,
            ["params"] = with,
        };
        if (session.Length > 0)
        {
            message["sessionId"] = session;
        }

        byte[] bytes = [.. Encoding.UTF8.GetBytes(message.ToJsonString()), 0];
        await _writing.WaitAsync(ct);
        try
        {
            await input.WriteAsync(bytes, ct);
            await input.FlushAsync(ct);
        }
        catch (IOException)
        {
            throw new BrowserGoneException();
        }
        finally
        {
            _writing.Release();
        }
    }
}
