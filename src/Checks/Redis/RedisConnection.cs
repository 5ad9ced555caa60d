using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Slipway.Checks.Redis;

/// <summary>One connection. Only commands that read are sent over it: no other is in <see cref="Reading"/>.</summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    /// <summary>The commands that may be sent; none of them changes a key, and none waits.</summary>
    private static readonly HashSet<string> Reading = new(StringComparer.Ordinal)
    {
        "PING",
        "INFO",
        "TYPE",
        "PTTL",
        "STRLEN",
        "LLEN",
        "SCARD",
        "ZCARD",
        "HLEN",
        "XLEN",
        "HGET",
        "LINDEX",
        "ZRANGE",
        "XINFO",
        "XPENDING",
        "XRANGE",
        "EXISTS",
    };

    private readonly Stream _stream;
    private readonly RedisReader _reader;

    private RedisConnection(Stream stream) => (_stream, _reader) = (stream, new(stream));

    /// <summary>Connects, says who asks, and chooses the database.</summary>
    /// <exception cref="IOException">Refused, and why; never with the password.</exception>
    public static async Task<RedisConnection> OpenAsync(RedisAddress address, CancellationToken ct)
    {
        var connection = new RedisConnection(await StreamAsync(address, ct));
        try
        {
            await connection.EnterAsync(address, ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks; an error of the server is an answer.</summary>
    public async Task<RedisReply> TryAsync(CancellationToken ct, params IReadOnlyList<string> words) =>
        Reading.Contains(words[0])
            ? await SendAsync(words, ct)
            : throw new InvalidOperationException($"{words[0]} is no command that reads.");

    /// <summary>Asks.</summary>
    /// <exception cref="IOException">The server answered with an error.</exception>
    public async Task<RedisReply> AskAsync(CancellationToken ct, params IReadOnlyList<string> words) =>
        await TryAsync(ct, words) switch
        {
            RedisReply.Error it => throw new IOException($"The server answered {words[0]} with an error: {Shown(it.Text)}"),
            var it => it,
        };

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static async Task<Stream> StreamAsync(RedisAddress address, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, ct);
            var plain = new NetworkStream(socket, ownsSocket: true);
            return address.Tls ? await EncryptedAsync(plain, address, ct) : plain;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> EncryptedAsync(NetworkStream plain, RedisAddress address, CancellationToken ct)
    {
        var encrypted = new SslStream(plain);
        try
        {
            await encrypted.AuthenticateAsClientAsync(new() { TargetHost = address.Host, CertificateChainPolicy = Policy(address) }, ct);
            return encrypted;
        }
        catch (AuthenticationException refused)
        {
            throw new IOException($"TLS with {address} failed: {refused.Message}", refused);
        }
    }

    private static X509ChainPolicy? Policy(RedisAddress address)
    {
        if (address.Trusted is not { } file)
        {
            return null;
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (CryptographicException fault)
        {
            throw new IOException($"The file {file} holds no certificates in PEM.", fault);
        }

        return policy;
    }

    private async Task EnterAsync(RedisAddress address, CancellationToken ct)
    {
        if (address.Password is { } password)
        {
            Entered(await SendAsync(address.User is { } user ? ["AUTH", user, password] : ["AUTH", password], ct), "refuses the password");
        }

        if (address.Database > 0)
        {
            var number = address.Database.ToString(CultureInfo.InvariantCulture);
            Entered(await SendAsync(["SELECT", number], ct), $"refuses database {number}");
        }
    }

    /// <summary>The kind of error only: its text may repeat what was sent.</summary>
    private static void Entered(RedisReply reply, string what)
    {
        if (reply is not RedisReply.Words { Text: "OK" })
        {
            throw new IOException($"The server {what} ({(reply is RedisReply.Error it ? Shown(it.Text.Split(' ')[0]) : "no OK")}).");
        }
    }

    private async Task<RedisReply> SendAsync(IReadOnlyList<string> words, CancellationToken ct)
    {
        var command = new StringBuilder($"*{words.Count}\r\n");
        foreach (var word in words)
        {
            command.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        }

        await _stream.WriteAsync(Encoding.UTF8.GetBytes(command.ToString()), ct);
        await _stream.FlushAsync(ct);
        return await _reader.ReadAsync(ct);
    }

    private static string Shown(string text) => text.Length <= 300 ? text : text[..300];
}
