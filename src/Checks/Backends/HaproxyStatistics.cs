using System.Net.Sockets;
using System.Text;
using Slipway.Checks.Looks;
using Slipway.Platform;

namespace Slipway.Checks.Backends;

/// <summary>Fetches HAProxy's statistics as CSV, from its page or from its admin socket. No other command is sent.</summary>
internal static class HaproxyStatistics
{
    private const int MostBytes = 1024 * 1024;

    /// <summary>The table as text.</summary>
    /// <exception cref="NotSeenException">No answer, or not a whole one.</exception>
    public static Task<string> ReadAsync(Uri address, SettingReader settings, CancellationToken ct) =>
        address.Scheme is "http" or "https" ? OfPageAsync(address, settings, ct) : OfSocketAsync(address, ct);

    private static async Task<string> OfPageAsync(Uri address, SettingReader settings, CancellationToken ct)
    {
        using var http = new LimitedHttp(settings.Here.Clock, await Authorities.OfAsync(settings, "backends", ct));
        var page = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.PathAndQuery, UriFormat.UriEscaped);
        var question = new HttpQuestion
        {
            Url = new(page.EndsWith(";csv", StringComparison.Ordinal) ? page : $"{page};csv"),
            Headers = address.UserInfo.Length == 0 ? [] : [new("Authorization", Basic(address.UserInfo))],
            Limit = settings.Here.Limit,
            Redirects = 0,
        };
        return await http.AskAsync(question, ct) switch
        {
            HttpOutcome.Answer { Status: 200, Truncated: false } it => it.Body,
            HttpOutcome.Answer { Status: 200 } => throw new NotSeenException($"The statistics are longer than {MostBytes} bytes."),
            HttpOutcome.Answer it => throw new NotSeenException($"The page of statistics answered with status {it.Status}."),
            HttpOutcome.NoAnswer it => throw new NotSeenException(it.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string Basic(string user) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(user)))}";

    private static async Task<string> OfSocketAsync(Uri address, CancellationToken ct)
    {
        using var socket =
            address.Scheme == "unix"
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (address.Scheme == "unix")
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Uri.UnescapeDataString(address.AbsolutePath)), ct);
        }
        else
        {
            await socket.ConnectAsync(address.IdnHost, address.Port, ct);
        }

        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("show stat -1 6 -1\n"u8.ToArray(), ct);
        var bytes = new byte[MostBytes + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return length > MostBytes ? throw new NotSeenException($"The statistics are longer than {MostBytes} bytes.")
            : text.EndsWith("\n\n", StringComparison.Ordinal) ? text
            : throw new NotSeenException("The admin socket gave no whole answer: is it HAProxy's?");
    }
}
