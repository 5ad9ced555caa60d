using System.Diagnostics;

namespace Slipway.Testing;

/// <summary>
/// A real gRPC server (Python on the C core) whose health service is told what to say. Needs the package <c>python3-grpcio</c>.
/// </summary>
public sealed class GrpcServer : IAsyncDisposable
{
    private const string Script = """
        import sys, threading, grpc
        from concurrent import futures
        plain, secure, bare, certificate, key = sys.argv[1:]
        said = {"": 1, "shop.Orders": 1, "shop.Carts": 2, "shop.Stock": 0, "shop.Odd": 9}
        errors = {"shop.Secret": grpc.StatusCode.PERMISSION_DENIED, "shop.Busy": grpc.StatusCode.UNAVAILABLE}
        def check(request, context):
            name = request[2:].decode()
            if name == "shop.Slow":
                gone = threading.Event()
                context.add_callback(gone.set)
                gone.wait(20)
            if name == "shop.Guarded" and ("authorization", "Bearer token") not in [tuple(it) for it in context.invocation_metadata()]:
                context.abort(grpc.StatusCode.UNAUTHENTICATED, "who are you?")
            if name in errors:
                context.abort(errors[name], "not for you")
            if name not in said and name != "shop.Guarded":
                context.abort(grpc.StatusCode.NOT_FOUND, "unknown service")
            status = said.get(name, 1)
            return bytes([8, status]) if status else b""
        health = grpc.method_handlers_generic_handler("grpc.health.v1.Health", {"Check": grpc.unary_unary_rpc_method_handler(check)})
        server = grpc.server(futures.ThreadPoolExecutor(8), handlers=[health])
        server.add_insecure_port("127.0.0.1:" + plain)
        pair = (open(key, "rb").read(), open(certificate, "rb").read())
        server.add_secure_port("127.0.0.1:" + secure, grpc.ssl_server_credentials([pair]))
        server.start()
        other = grpc.server(futures.ThreadPoolExecutor(1))
        other.add_insecure_port("127.0.0.1:" + bare)
        other.start()
        print("ready", flush=True)
        sys.stdin.read()
        """;

    private readonly Process _server;

    private GrpcServer(Process server) => _server = server;

    /// <summary>Starts it: with health on one port without and one with TLS, and without any service on a third.</summary>
    public static async Task<GrpcServer> StartAsync(int plain, int secure, int bare, string certificate, string key, CancellationToken ct)
    {
        if (!Directory.Exists("/usr/lib/python3/dist-packages/grpc"))
        {
            Assert.Fail("gRPC for Python is not installed: apt-get install python3-grpcio (./test does it).");
        }

        var server = Process.Start(
            new ProcessStartInfo("/usr/bin/python3", ["-c", Script, $"{plain}", $"{secure}", $"{bare}", certificate, key])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        (await server.StandardOutput.ReadLineAsync(ct)).ShouldBe("ready");
        return new(server);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
    }
}
