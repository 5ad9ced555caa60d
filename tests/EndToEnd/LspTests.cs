using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Slipway.EndToEnd;

/// <summary>The language server, spoken to as an editor does: a process, headers, messages.</summary>
[Trait("Promise", "3")]
public sealed class LspTests : IDisposable
{
    private const string Document = "# T\n\n```sh\nnpm run biuld\n```\n\n- [ ] Error rate < 1%\n";

    private readonly Workplace _work = new();
    private readonly Process _server;
    private int _id;

    public LspTests()
    {
        _work.With("package.json", """{ "scripts": { "build": "tsc" } }""").With(".git/HEAD", "ref: refs/heads/main\n");
        _server = Process.Start(
            new ProcessStartInfo(Workplace.Executable, ["lsp"])
            {
                WorkingDirectory = _work.Folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
    }

    private string Uri => new Uri(_work.In("GO-LIVE.md")).ToString();

    [Fact(Timeout = 60_000)]
    public async Task an_editor_gets_diagnostics_hover_actions_and_completions()
    {
        var hello = await AskAsync("initialize", new());
        await OpenAsync(Document);
        var told = await ReadAsync();
        var hover = await AskAsync("textDocument/hover", At(6, 8));
        var actions = await AskAsync("textDocument/codeAction", Ranged(3));
        await ChangeAsync(Document.TrimEnd('\n') + " <!-- slipway: kind= -->\n");
        await ReadAsync();
        var keys = await AskAsync("textDocument/completion", At(6, 36));
        var kinds = await AskAsync("textDocument/completion", At(6, 41));

        hello["result"]!["capabilities"]!["hoverProvider"]!.GetValue<bool>().ShouldBeTrue();
        told["method"]!.GetValue<string>().ShouldBe("textDocument/publishDiagnostics");
        var dead = told["params"]!["diagnostics"]!.AsArray().Single(it => it!["code"]!.GetValue<string>() == "SW2102")!;
        dead["range"]!["start"]!.ToJsonString().ShouldBe("""{"line":3,"character":8}""");
        hover["result"]!["contents"]!["value"]!.GetValue<string>().ShouldContain("expects  value < 1 %");
        var edit = actions["result"]!.AsArray().Single(it => it!["diagnostics"]![0]!["code"]!.GetValue<string>() == "SW2102")!["edit"]![
            "changes"
        ]![Uri]![0]!;
        edit["newText"]!.GetValue<string>().ShouldBe("build");
        keys["result"]!.AsArray().Select(it => it!["label"]!.GetValue<string>()).ShouldContain("expect");
        kinds["result"]!.AsArray().Select(it => it!["label"]!.GetValue<string>()).ShouldContain("rollback-step");
        (await EndAsync()).ShouldBe(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_change_is_looked_at_anew_and_what_is_not_known_is_refused()
    {
        await AskAsync("initialize", new());
        await OpenAsync(Document);
        await ReadAsync();

        await ChangeAsync(Document.Replace("biuld", "build", StringComparison.Ordinal));
        var told = await ReadAsync();
        var odd = await AskAsync("workspace/odd", new());
        var bad = await AskAsync("textDocument/hover", new());

        told["params"]!["diagnostics"]!.AsArray().ShouldNotContain(it => it!["code"]!.GetValue<string>() == "SW2102");
        odd["error"]!["code"]!.GetValue<int>().ShouldBe(-32601);
        bad["error"]!["code"]!.GetValue<int>().ShouldBe(-32602);
        (await EndAsync()).ShouldBe(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task an_annotation_that_cannot_be_used_is_shown_where_it_stands()
    {
        await AskAsync("initialize", new());
        await OpenAsync("# T\n\n- [ ] x <!-- slipway: kind=lunch -->\n");

        var told = await ReadAsync();

        told["params"]!["diagnostics"]![0]!["range"]!["start"]!["line"]!.GetValue<int>().ShouldBe(2);
        (await EndAsync()).ShouldBe(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task an_included_document_that_is_not_the_pinned_one_is_shown_at_its_comment()
    {
        _work.With("runbooks/db.md", "- [ ] Migrated\n");
        await AskAsync("initialize", new());
        await OpenAsync($"# T\n\n- [ ] x\n\n<!-- slipway-include: file=runbooks/db.md sha256={new string('0', 64)} -->\n");

        var told = await ReadAsync();

        var shown = told["params"]!["diagnostics"]!.AsArray().Single()!;
        shown["range"]!["start"]!["line"]!.GetValue<int>().ShouldBe(4);
        shown["message"]!.GetValue<string>().ShouldContain("is not the document that was pinned");
        (await EndAsync()).ShouldBe(0);
    }

    [Fact(Timeout = 60_000)]
    public async Task rubbish_ends_the_conversation()
    {
        await _server.StandardInput.BaseStream.WriteAsync(
            "Content-Length: many\r\n\r\n{}"u8.ToArray(),
            TestContext.Current.CancellationToken
        );
        _server.StandardInput.Close();

        await _server.WaitForExitAsync(TestContext.Current.CancellationToken);

        _server.ExitCode.ShouldBe(1);
    }

    public void Dispose()
    {
        if (!_server.HasExited)
        {
            _server.Kill();
        }

        _server.Dispose();
        _work.Dispose();
    }

    private Task OpenAsync(string text) =>
        TellAsync(
            "textDocument/didOpen",
            new()
            {
                ["textDocument"] = new JsonObject
                {
                    ["uri"] = Uri,
                    ["languageId"] = "markdown",
                    ["version"] = 1,
                    ["text"] = text,
                },
            }
        );

    private Task ChangeAsync(string text) =>
        TellAsync(
            "textDocument/didChange",
            new()
            {
                ["textDocument"] = new JsonObject { ["uri"] = Uri, ["version"] = 2 },
                ["contentChanges"] = new JsonArray(new JsonObject { ["text"] = text }),
            }
        );

    private JsonObject At(int line, int character) =>
        new()
        {
            ["textDocument"] = new JsonObject { ["uri"] = Uri },
            ["position"] = new JsonObject { ["line"] = line, ["character"] = character },
        };

    private JsonObject Ranged(int line) =>
        new()
        {
            ["textDocument"] = new JsonObject { ["uri"] = Uri },
            ["range"] = new JsonObject
            {
                ["start"] = new JsonObject { ["line"] = line, ["character"] = 0 },
                ["end"] = new JsonObject { ["line"] = line, ["character"] = 99 },
            },
            ["context"] = new JsonObject { ["diagnostics"] = new JsonArray() },
        };

    private async Task<JsonObject> AskAsync(string method, JsonObject parameters)
    {
        await SendAsync(
            new()
            {
                ["jsonrpc"] = "2.0",
                ["id"] = ++_id,
                ["method"] = method,
                ["params"] = parameters,
            }
        );
        var answer = await ReadAsync();
        answer["id"]!.GetValue<int>().ShouldBe(_id);
        return answer;
    }

    private Task TellAsync(string method, JsonObject parameters) =>
        SendAsync(
            new()
            {
                ["jsonrpc"] = "2.0",
                ["method"] = method,
                ["params"] = parameters,
            }
        );

    private async Task<int> EndAsync()
    {
        await AskAsync("shutdown", new());
        await TellAsync("exit", new());
        await _server.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _server.ExitCode;
    }

    private async Task SendAsync(JsonObject message)
    {
        var body = Encoding.UTF8.GetBytes(message.ToJsonString());
        var stream = _server.StandardInput.BaseStream;
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"), TestContext.Current.CancellationToken);
        await stream.WriteAsync(body, TestContext.Current.CancellationToken);
        await stream.FlushAsync(TestContext.Current.CancellationToken);
    }

    private async Task<JsonObject> ReadAsync()
    {
        var stream = _server.StandardOutput.BaseStream;
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            (await stream.ReadAsync(one, TestContext.Current.CancellationToken)).ShouldBe(1, "the server ended");
            head.Append((char)one[0]);
        }

        var body = new byte[int.Parse(head.ToString().Split(':')[1].Trim(), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, TestContext.Current.CancellationToken);
        return JsonNode.Parse(body)!.AsObject();
    }
}
