using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class TcpCheckTests : CheckContract
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private readonly Socket _full = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _waiting = [];

    public TcpCheckTests()
    {
        _listener.Start();
        // A queue that is full: the kernel swallows what else would connect.
        _full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _full.Listen(0);
        for (var i = 0; i < 4; i++)
        {
            _waiting.Add(new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false });
            try
            {
                _waiting[^1].Connect(_full.LocalEndPoint!);
            }
            catch (SocketException inProgress) when (inProgress.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // Not waited for.
            }
        }
    }

    protected override ICheck Check => CheckKinds.All["tcp"];

    protected override CheckSpec Answering => Spec("host", "127.0.0.1", "port", Port(_listener));

    protected override CheckSpec Silent => Spec("host", "127.0.0.1", "port", $"{((IPEndPoint)_full.LocalEndPoint!).Port}");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [Spec("port", FreePort.Find().ToString(CultureInfo.InvariantCulture)), Spec("host", "no-such-host.invalid", "port", "80")];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [Spec("port", "0"), Spec("port", "65536"), Spec("host", new string('a', 300), "port", "1")];

    [Fact(Timeout = 30_000)]
    public async Task a_port_where_something_listens_is_reachable_and_not_free()
    {
        var seen = await LookAsync(Spec("port", Port(_listener)));

        var port = Port(_listener);
        Expectation.Parse($"tcp {port} reachable").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
        Expectation.Parse($"tcp {port} free").Judge(seen).Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_port_that_refuses_is_free()
    {
        var port = FreePort.Find();

        var seen = await LookAsync(Spec("port", $"{port}"));

        Expectation.Parse($"tcp {port} free").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
        Check.DefaultExpectation!.Judge(seen).Verdict.ShouldBe(Verdict.Fail);
    }

    public override void Dispose()
    {
        _listener.Dispose();
        _full.Dispose();
        _waiting.ForEach(it => it.Dispose());
        base.Dispose();
    }

    private static string Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
}
