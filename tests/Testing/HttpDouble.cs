using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Testing;

/// <summary>
/// An HTTP server on a real socket that answers with bytes, so that it can misbehave in every way. One answer per connection.
/// </summary>
public sealed class HttpDouble : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Func<HttpDoubleRequest, Stream, CancellationToken, Task> _answer;

    /// <summary>Answers by writing whatever it likes to the connection.</summary>
    public HttpDouble(Func<HttpDoubleRequest, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        Url = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    /// <summary>Answers properly.</summary>
    public HttpDouble(Func<HttpDoubleRequest, HttpDoubleAnswer> answer)
        : this((request, stream, ct) => stream.WriteAsync(answer(request).Bytes(), ct).AsTask()) { }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<HttpDoubleRequest> Asked { get; } = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        _over.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_over.Token));
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var request = await ReadAsync(stream, _over.Token);
                Asked.Enqueue(request);
                await _answer(request, stream, _over.Token);
            }
            catch (Exception over) when (over is IOException or OperationCanceledException or SocketException)
            {
                // The other side has heard enough.
            }
        }
    }

    private static async Task<HttpDoubleRequest> ReadAsync(NetworkStream stream, CancellationToken ct)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (
            bytes.Count < 65536 && !(bytes.Count >= 4 && bytes[^4] == '\r' && bytes[^3] == '\n' && bytes[^2] == '\r' && bytes[^1] == '\n')
        )
        {
            if (await stream.ReadAsync(one, ct) == 0)
            {
                break;
            }

            bytes.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines
            .Skip(1)
            .Select(it => it.Split(": ", 2))
            .Where(it => it.Length == 2)
            .GroupBy(it => it[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(it => it.Key, it => it.Last()[1], StringComparer.OrdinalIgnoreCase);
        var length = headers.TryGetValue("Content-Length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, ct);
        return new(lines[0].Split(' ')[0], lines[0].Split(' ')[1], headers, Encoding.UTF8.GetString(body));
    }
}

/// <summary>What was asked.</summary>
public sealed record HttpDoubleRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A proper answer.</summary>
public sealed record HttpDoubleAnswer(int Status, string Body = "", params (string Name, string Value)[] Headers)
{
    /// <summary>As it goes over the wire.</summary>
    public byte[] Bytes()
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var head = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {Status} Status\r\nContent-Length: {body.Length}\r\nConnection: close\r\n"
        );
        foreach (var (name, value) in Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body];
    }
}
