using System.Globalization;
using System.Text;

namespace Slipway.Checks.Tls;

/// <summary>Status and headers of an HTTP answer; several values of one name are kept apart.</summary>
internal sealed record HttpHead(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    private const int Most = 64 * 1024;

    /// <summary>A service that is no web server may stay silent; the look must not end with that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Asks once over a connection that is encrypted already; null when what comes back is no HTTP.</summary>
    public static async Task<HttpHead?> AskAsync(Stream stream, TlsTarget target, TimeProvider clock, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        var host =
            target.Port == 443 ? target.ServerName : string.Create(CultureInfo.InvariantCulture, $"{target.ServerName}:{target.Port}");
        var question = $"GET {target.Path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: slipway/1\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(question), either.Token);
            return Read(await HeadAsync(stream, either.Token));
        }
        catch (Exception failure) when (failure is IOException || failure is OperationCanceledException && !ct.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The one value of a header; null when it is not there.</summary>
    public string? this[string name] => Headers.FirstOrDefault(it => it.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static async Task<string> HeadAsync(Stream stream, CancellationToken ct)
    {
        var head = new byte[Most];
        var length = 0;
        while (length < Most && await stream.ReadAsync(head.AsMemory(length), ct) is var read and > 0)
        {
            var from = Math.Max(0, length - 3);
            length += read;
            if (head.AsSpan(from, length - from).IndexOf("\r\n\r\n"u8) is var end and >= 0)
            {
                return Encoding.Latin1.GetString(head, 0, from + end);
            }
        }

        return "";
    }

    private static HttpHead? Read(string head)
    {
        var lines = head.Split("\r\n");
        var start = lines[0].Split(' ');
        if (
            start.Length < 2
            || !start[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            || !int.TryParse(start[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            || status is < 100 or > 599
        )
        {
            return null;
        }

        return new(
            status,
            [
                .. lines
                    .Skip(1)
                    .Select(it => it.Split(':', 2))
                    .Where(it => it.Length == 2)
                    .Select(it => KeyValuePair.Create(it[0].Trim(), it[1].Trim())),
            ]
        );
    }
}
