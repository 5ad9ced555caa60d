using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Cli.Lsp;

/// <summary>JSON-RPC over a pair of streams, each message behind a header that says its length in bytes.</summary>
internal sealed class LspChannel(Stream input, Stream output)
{
    /// <summary>Longer messages end the conversation: nobody edits such a checklist.</summary>
    private const int Longest = 16 * 1024 * 1024;

    /// <summary>The next message; null when the other side has ended, or sends something that is none.</summary>
    public async Task<JsonObject?> ReadAsync(CancellationToken ct)
    {
        if (await LengthAsync(ct) is not { } length)
        {
            return null;
        }

        var bytes = new byte[length];
        try
        {
            await input.ReadExactlyAsync(bytes, ct);
            return JsonNode.Parse(bytes) as JsonObject;
        }
        catch (Exception broken) when (broken is EndOfStreamException or JsonException)
        {
            return null;
        }
    }

    public Task AnswerAsync(JsonNode? id, JsonNode? result, CancellationToken ct) =>
        WriteAsync(
            new()
            {
                ["jsonrpc"] = "2.0",
                ["id"] = id?.DeepClone(),
                ["result"] = result,
            },
            ct
        );

    public Task RefuseAsync(JsonNode? id, int code, string message, CancellationToken ct) =>
        WriteAsync(
            new()
            {
                ["jsonrpc"] = "2.0",
                ["id"] = id?.DeepClone(),
                ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
            },
            ct
        );

    public Task TellAsync(string method, JsonObject parameters, CancellationToken ct) =>
        WriteAsync(
            new()
            {
                ["jsonrpc"] = "2.0",
                ["method"] = method,
                ["params"] = parameters,
            },
            ct
        );

    private async Task WriteAsync(JsonObject message, CancellationToken ct)
    {
        var body = Encoding.UTF8.GetBytes(message.ToJsonString());
        await output.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"), ct);
        await output.WriteAsync(body, ct);
        await output.FlushAsync(ct);
    }

    /// <summary>Reads the header; null at the end of the stream, or when no usable length stands in it.</summary>
    private async Task<int?> LengthAsync(CancellationToken ct)
    {
        int? length = null;
        while (await LineAsync(ct) is { } line)
        {
            if (line.Length == 0)
            {
                return length is > 0 and <= Longest ? length : null;
            }

            const string Name = "Content-Length:";
            if (line.StartsWith(Name, StringComparison.OrdinalIgnoreCase))
            {
                length = int.TryParse(line.AsSpan(Name.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var said)
                    ? said
                    : null;
            }
        }

        return null;
    }

    private async Task<string?> LineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length < 1000 && await input.ReadAsync(one, ct) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return null;
    }
}
