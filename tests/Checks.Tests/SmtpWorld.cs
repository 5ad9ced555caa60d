using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>A real aiosmtpd with a server for every way in which mail is taken rightly or wrongly, on a port each.</summary>
public sealed class SmtpWorld : IAsyncLifetime
{
    private const string Script = """
        import ssl, sys, threading
        from aiosmtpd.controller import Controller
        from aiosmtpd.smtp import AuthResult

        folder = sys.argv[1]
        ports = dict(word.split("=") for word in sys.argv[2:])

        class Strict:
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith("later@"):
                    return "451 4.7.1 come back later"
                if not address.endswith("@shop.test"):
                    return "550 5.7.1 relaying denied"
                envelope.rcpt_tos.append(address)
                return "250 OK"

            async def handle_DATA(self, server, session, envelope):
                open(folder + "/mail", "wb").write(envelope.content)
                return "250 taken"

        class Open(Strict):
            async def handle_RCPT(self, server, session, envelope, address, options):
                envelope.rcpt_tos.append(address)
                return "250 OK"

        def context(name):
            made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            made.load_cert_chain(f"{folder}/{name}.pem", f"{folder}/{name}.key")
            return made

        def login(*_):
            return AuthResult(success=False)

        def serve(name, handler, **more):
            Controller(handler, hostname="127.0.0.1", port=int(ports[name]), **more).start()

        serve("good", Strict(), tls_context=context("good"), authenticator=login)
        serve("clear-auth", Strict(), tls_context=context("good"), authenticator=login, auth_require_tls=False)
        serve("no-tls", Strict())
        serve("open", Open(), tls_context=context("good"))
        serve("self-signed", Strict(), tls_context=context("self"))
        serve("implicit", Strict(), ssl_context=context("good"))
        threading.Event().wait()
        """;

    private static readonly string[] Names = ["good", "clear-auth", "no-tls", "open", "self-signed", "implicit"];

    private readonly Dictionary<string, int> _ports = new(StringComparer.Ordinal);
    private Process? _server;

    public TempFolder Folder { get; } = new();

    public string this[string server] => _ports[server].ToString(CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync()
    {
        using var authority = new Authority();
        var (certificate, key) = authority.Sign("mail.test");
        var self = Authority.SelfSigned("mail.test");
        Folder.Write("root.pem", authority.RootPem);
        Folder.Write("good.pem", certificate + authority.IntermediatePem);
        Folder.Write("good.key", key);
        Folder.Write("self.pem", self.Certificate);
        Folder.Write("self.key", self.Key);
        foreach (var name in Names)
        {
            _ports[name] = FreePort.Find();
        }

        var start = new ProcessStartInfo(
            "/usr/bin/python3",
            [Folder.Write("serve.py", Script), Folder.Path, .. _ports.Select(it => $"{it.Key}={it.Value}")]
        )
        {
            UseShellExecute = false,
        };
        _server = Process.Start(start)!;
        await Eventually.Holds(
            "aiosmtpd listens",
            () => _server.HasExited || _ports.Values.All(Accepts),
            CancellationToken.None,
            TimeSpan.FromSeconds(60)
        );
        _server.HasExited.ShouldBeFalse("aiosmtpd ended; is it installed? apt-get install python3-aiosmtpd (./test does it).");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
        }

        _server?.Dispose();
        Folder.Dispose();
    }

    private static bool Accepts(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
