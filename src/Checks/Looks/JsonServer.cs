using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Looks;

/// <summary>A server that speaks JSON over HTTP, at an address that may have a path. What is no whole, proper answer is not seen.</summary>
internal sealed class JsonServer(IHttp http, SettingReader settings, string address, string what)
{
    private const int MostBytes = 16 * 1024 * 1024;
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Headers of every request, for instance Authorization.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The answer to a path with its query; a status that is not 2xx is not seen, and what the server says of it is told.</summary>
    /// <exception cref="NotSeenException">No answer, another status than 2xx, more than 16 MiB, or no JSON.</exception>
    public async Task<JsonElement> GetAsync(string path, CancellationToken ct)
    {
        var answer = await AskAsync(path, ct);
        try
        {
            using var document = JsonDocument.Parse(answer.Body, Reading);
            return answer.Status is >= 200 and < 300
                ? document.RootElement.Clone()
                : throw new NotSeenException($"{what} answered with status {answer.Status}{Said(document.RootElement)}.");
        }
        catch (JsonException)
        {
            throw new NotSeenException(
                answer.Status is >= 200 and < 300
                    ? $"{what} answered with what is no JSON: is it another server?"
                    : $"{what} answered with status {answer.Status}."
            );
        }
    }

    /// <summary>The answer to a path as text, for what is no JSON.</summary>
    /// <exception cref="NotSeenException">No answer, another status than 2xx, or more than 16 MiB.</exception>
    public async Task<string> TextAsync(string path, CancellationToken ct)
    {
        var answer = await AskAsync(path, ct);
        return answer.Status is >= 200 and < 300
            ? answer.Body
            : throw new NotSeenException($"{what} answered with status {answer.Status} at /{path}.");
    }

    /// <summary>Sends JSON to a path, without following redirects, and returns the body of the answer.</summary>
    /// <exception cref="NotSeenException">No answer, another status than 2xx, or more than 16 MiB.</exception>
    public async Task<string> PostAsync(string path, JsonNode body, CancellationToken ct)
    {
        var answer = await AskAsync(path, ct, body.ToJsonString());
        return answer.Status is >= 200 and < 300
            ? answer.Body
            : throw new NotSeenException($"{what} answered with status {answer.Status}: {Cut(answer.Body)}");
    }

    private async Task<HttpOutcome.Answer> AskAsync(string path, CancellationToken ct, string? body = null)
    {
        var question = new HttpQuestion
        {
            Method = body is null ? "GET" : "POST",
            Body = body,
            Redirects = body is null ? 10 : 0,
            Url = new($"{Root().AbsoluteUri.TrimEnd('/')}/{path}"),
            Headers = body is null ? Headers : [new("Content-Type", "application/json"), .. Headers],
            Limit = settings.Here.Limit,
            MaxBodyBytes = MostBytes,
        };
        return await http.AskAsync(question, ct) switch
        {
            HttpOutcome.Answer { Truncated: true } => throw new NotSeenException($"{what} answered with more than {MostBytes} bytes."),
            HttpOutcome.Answer it => it,
            HttpOutcome.NoAnswer it => throw new NotSeenException($"{what} did not answer: {it.Why}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private Uri Root() =>
        Uri.TryCreate(address, UriKind.Absolute, out var root) && root.Scheme is "http" or "https"
            ? root
            : throw new NotSeenException($"The address of {what} is no http or https address.");

    private static string Said(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object
        && answer.TryGetProperty("error", out var error)
        && error.ValueKind == JsonValueKind.String
        && error.GetString() is { Length: > 0 } text
            ? $": {Cut(text)}"
            : "";

    private static string Cut(string text) => text.Length > 300 ? $"{text[..300]}…" : text;
}
