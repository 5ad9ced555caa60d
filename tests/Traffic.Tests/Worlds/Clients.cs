using System.Net.Sockets;
using System.Text;

namespace Slipway.Traffic.Tests.Worlds;

/// <summary>
/// Clients on connections that stay open, written on sockets: the framework's own would send a request again where a connection
/// was dropped, and hide that.
/// </summary>
public sealed class Clients : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _all;
    private long _answers;

    private Clients(int port, int count) => _all = [.. Enumerable.Range(0, count).Select(_ => Task.Run(() => LoopAsync(port)))];

    /// <summary>Requests that were answered with 200.</summary>
    public long Answers => Interlocked.Read(ref _answers);

    /// <summary>What went wrong, in words.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Failures { get; } = new();

    /// <summary>Starts so many clients, each with one request at a time.</summary>
    public static Clients Start(int port, int count) => new(port, count);

    /// <summary>Lets them finish the request that they are at.</summary>
    public async Task StopAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_all);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _over.Dispose();
    }

    /// <summary>Sends so many requests, one after the other, on a connection that is kept while it stays open, and returns their statuses; 0 is no answer.</summary>
    public static async Task<IReadOnlyList<int>> SendAsync(int port, int count, string path, CancellationToken ct)
    {
        var statuses = new List<int>();
        Connection? connection = null;
        for (var i = 0; i < count; i++)
        {
            connection ??= await Connection.OpenAsync(port, ct);
            var (status, stays) = await AskedAsync(connection, path, ct);
            statuses.Add(status);
            if (!stays)
            {
                connection.Dispose();
                connection = null;
            }
        }

        connection?.Dispose();
        return statuses;
    }

    private static async Task<(int Status, bool Stays)> AskedAsync(Connection connection, string path, CancellationToken ct)
    {
        try
        {
            return await connection.AskAsync(path, ct);
        }
        catch (Exception dropped) when (dropped is IOException or SocketException)
        {
            return (0, false);
        }
    }

    private async Task LoopAsync(int port)
    {
        Connection? connection = null;
        while (!_over.IsCancellationRequested)
        {
            try
            {
                connection ??= await Connection.OpenAsync(port, CancellationToken.None);
                var (status, stays) = await connection.AskAsync("/", CancellationToken.None);
                if (status == 200)
                {
                    Interlocked.Increment(ref _answers);
                }
                else
                {
                    Failures.Enqueue($"status {status}");
                }

                if (stays)
                {
                    continue;
                }
            }
            catch (Exception dropped) when (dropped is IOException or SocketException)
            {
                Failures.Enqueue(dropped.Message);
            }

            connection?.Dispose();
            connection = null;
        }

        connection?.Dispose();
    }
}

/// <summary>One connection of HTTP/1.1.</summary>
public sealed class Connection : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly byte[] _bytes = new byte[16 * 1024];

    private Connection() { }

    public static async Task<Connection> OpenAsync(int port, CancellationToken ct)
    {
        var connection = new Connection();
        await connection._client.ConnectAsync("127.0.0.1", port, ct);
        connection._client.NoDelay = true;
        return connection;
    }

    /// <summary>The status, and whether the connection stays open.</summary>
    /// <exception cref="IOException">It was dropped before the answer was whole.</exception>
    public async Task<(int Status, bool Stays)> AskAsync(string path, CancellationToken ct)
    {
        var stream = _client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: test\r\n\r\n"), ct);
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(_bytes.AsMemory(length), ct);
            length += read;
            var text = Encoding.ASCII.GetString(_bytes, 0, length);
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head >= 0 && (length - head - 4 >= Length(text[..head]) || read == 0))
            {
                var stays = !text[..head].Contains("connection: close", StringComparison.OrdinalIgnoreCase) && read > 0;
                return (int.Parse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), stays);
            }

            if (read == 0)
            {
                throw new IOException($"dropped after {length} bytes");
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private static int Length(string head)
    {
        const string name = "content-length: ";
        var at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return int.MaxValue;
        }

        var end = head.IndexOf('\r', at);
        return int.Parse(
            head.AsSpan()[(at + name.Length)..(end < 0 ? head.Length : end)],
            System.Globalization.CultureInfo.InvariantCulture
        );
    }
}
