using System.Text.Json.Nodes;
using Slipway.Checklists;

namespace Slipway.Cli.Lsp;

/// <summary>The language server: diagnostics, hover, code actions, completion of annotations.</summary>
internal sealed class LspServer(Host host, LspChannel channel) : IDisposable
{
    private const int UnknownMethod = -32601;
    private const int BadParameters = -32602;

    private readonly Dictionary<string, LspDocument> _documents = new(StringComparer.Ordinal);
    private LintRepositories _repositories = new(host, null, null);
    private bool _isShutDown;

    /// <summary>Goes on until the editor ends it; the exit code is 0 when it said so before.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        while (await channel.ReadAsync(ct) is { } message)
        {
            if (message["method"] is not JsonValue said || !said.TryGetValue<string>(out var method))
            {
                continue;
            }

            if (method == "exit")
            {
                break;
            }

            await HandleAsync(method, message, ct);
        }

        return _isShutDown ? ExitCodes.Go : ExitCodes.NoGo;
    }

    public void Dispose() => _repositories.Dispose();

    private async Task HandleAsync(string method, JsonObject message, CancellationToken ct)
    {
        var isRequest = message.ContainsKey("id");
        var parameters = message["params"] as JsonObject ?? [];
        try
        {
            switch (method)
            {
                case "textDocument/didOpen":
                    await LookAsync(Uri(parameters), parameters["textDocument"]!["text"]!.GetValue<string>(), ct);
                    break;
                case "textDocument/didChange":
                    await LookAsync(Uri(parameters), parameters["contentChanges"]!.AsArray()[^1]!["text"]!.GetValue<string>(), ct);
                    break;
                case "textDocument/didSave":
                    // What was saved may be a part of the repository: it is read anew for the next look.
                    _repositories.Dispose();
                    _repositories = new(host, null, null);
                    break;
                case "textDocument/didClose":
                    _documents.Remove(Uri(parameters));
                    break;
                default:
                    if (isRequest)
                    {
                        await AnswerAsync(method, message["id"], parameters, ct);
                    }

                    break;
            }
        }
        catch (Exception bad)
            when (bad is InvalidOperationException or NullReferenceException or UriFormatException or ArgumentException or FormatException)
        {
            if (isRequest)
            {
                await channel.RefuseAsync(message["id"], BadParameters, $"The parameters of {method} cannot be used.", ct);
            }
        }
    }

    private Task AnswerAsync(string method, JsonNode? id, JsonObject parameters, CancellationToken ct)
    {
        switch (method)
        {
            case "initialize":
                return channel.AnswerAsync(id, Capabilities(), ct);
            case "shutdown":
                _isShutDown = true;
                return channel.AnswerAsync(id, null, ct);
            case "textDocument/hover":
                return channel.AnswerAsync(id, Hover(parameters), ct);
            case "textDocument/codeAction":
                return channel.AnswerAsync(id, Actions(parameters), ct);
            case "textDocument/completion":
                return channel.AnswerAsync(id, Completions(parameters), ct);
            default:
                return channel.RefuseAsync(id, UnknownMethod, $"{method} is not known here.", ct);
        }
    }

    private static JsonObject Capabilities() =>
        new()
        {
            ["capabilities"] = new JsonObject
            {
                ["positionEncoding"] = "utf-16",
                ["textDocumentSync"] = new JsonObject
                {
                    ["openClose"] = true,
                    ["change"] = 1,
                    ["save"] = true,
                },
                ["hoverProvider"] = true,
                ["codeActionProvider"] = new JsonObject { ["codeActionKinds"] = new JsonArray("quickfix") },
                ["completionProvider"] = new JsonObject { ["triggerCharacters"] = new JsonArray(" ", "=") },
            },
            ["serverInfo"] = new JsonObject { ["name"] = "slipway" },
        };

    private async Task LookAsync(string uri, string text, CancellationToken ct)
    {
        var document = LspDocument.Of(host, _repositories, uri, text);
        _documents[uri] = document;
        await channel.TellAsync("textDocument/publishDiagnostics", new() { ["uri"] = uri, ["diagnostics"] = document.Diagnostics() }, ct);
    }

    private JsonObject? Hover(JsonObject parameters) =>
        Document(parameters)?.Hover(Line(parameters)) is { } text
            ? new()
            {
                ["contents"] = new JsonObject { ["kind"] = "plaintext", ["value"] = text },
            }
            : null;

    private JsonArray Actions(JsonObject parameters)
    {
        var first = parameters["range"]!["start"]!["line"]!.GetValue<int>() + 1;
        var last = parameters["range"]!["end"]!["line"]!.GetValue<int>() + 1;
        return Document(parameters) is { } document
            ? new([
                .. document
                    .Findings.Where(it => it.Fix is not null && it.Line >= first && it.Line <= last)
                    .Select(it => Action(document, it)),
            ])
            : [];
    }

    private static JsonObject Action(LspDocument document, Finding finding)
    {
        var fix = finding.Fix!;
        return new()
        {
            ["title"] = finding.Suggest ?? $"{finding.Code}: {fix.Text}",
            ["kind"] = "quickfix",
            ["diagnostics"] = new JsonArray(document.Diagnostic(finding)),
            ["edit"] = new JsonObject
            {
                ["changes"] = new JsonObject
                {
                    [document.Uri] = new JsonArray(
                        new JsonObject { ["range"] = LspDocument.RangeOf(fix.Line, fix.Column, fix.EndColumn), ["newText"] = fix.Text }
                    ),
                },
            },
        };
    }

    /// <summary>Inside <c>&lt;!-- slipway:</c> the keys of an annotation; behind a key with choices those choices.</summary>
    private JsonArray Completions(JsonObject parameters)
    {
        var before = Document(parameters)?.Before(Line(parameters), parameters["position"]!["character"]!.GetValue<int>()) ?? "";
        var open = before.LastIndexOf("<!-- slipway:", StringComparison.Ordinal);
        if (open < 0 || before.IndexOf("-->", open, StringComparison.Ordinal) > 0)
        {
            return [];
        }

        var word = before[(before.LastIndexOfAny([' ', ':']) + 1)..];
        var keys = JsonNode.Parse(Schemas.Annotation)!["properties"]!.AsObject();
        return word.IndexOf('=', StringComparison.Ordinal) is var sign and > 0
            ? new([.. (keys[word[..sign]]?["enum"] as JsonArray ?? []).Select(it => Completion(it!.ToString(), it.ToString(), ""))])
            : new([.. keys.Select(it => Completion(it.Key, $"{it.Key}=", it.Value!["description"]?.GetValue<string>() ?? ""))]);
    }

    private static JsonObject Completion(string label, string inserted, string says) =>
        new()
        {
            ["label"] = label,
            ["kind"] = 10,
            ["insertText"] = inserted,
            ["documentation"] = says,
        };

    private LspDocument? Document(JsonObject parameters) => _documents.GetValueOrDefault(Uri(parameters));

    private static string Uri(JsonObject parameters) => parameters["textDocument"]!["uri"]!.GetValue<string>();

    private static int Line(JsonObject parameters) => parameters["position"]!["line"]!.GetValue<int>();
}
