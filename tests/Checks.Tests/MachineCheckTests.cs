using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Slipway.Checks.Machine;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

[SupportedOSPlatform("linux")]
public sealed class MachineCheckTests : CheckContract
{
    private readonly Process _sleeper;
    private readonly Socket _silent = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public MachineCheckTests()
    {
        File.Copy("/usr/bin/sleep", Folder["slipway-probe-with-a-long-name"]);
        _sleeper = Process.Start(Folder["slipway-probe-with-a-long-name"], "300");
        _silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Start();
        Folder.Write("nonsense.pid", "many");
        Folder.Write("own.pid", $"{_sleeper.Id}\n");
    }

    protected override ICheck Check => CheckKinds.All["machine"];

    protected override CheckSpec Answering => Spec("fact", "process", "name", "slipway-probe-with-a-long-name", "bound", "1");

    protected override CheckSpec Silent => Spec("fact", "clock", "ntp", $"127.0.0.1:{((IPEndPoint)_silent.LocalEndPoint!).Port}");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("fact", "process", "name", "no-such-program"),
            Spec("fact", "process"),
            Spec("fact", "process", "pid", "2147483647"),
            Spec("fact", "process", "pid-file", "nosuch.pid"),
            Spec("fact", "process", "pid-file", "nonsense.pid"),
            Spec("fact", "disk", "path", "nosuch"),
            Spec("fact", "disk", "path", "/proc"),
            Spec("fact", "memory-growth", "name", "no-such-program", "window", "200ms"),
            Spec("fact", "descriptors", "name", "no-such-program"),
            Spec("fact", "port", "port", FreePort.Find().ToString(CultureInfo.InvariantCulture)),
            Spec("fact", "clock", "ntp", $"127.0.0.1:{FreePort.Find()}"),
            Spec("fact", "clock", "url", $"http://127.0.0.1:{FreePort.Find()}/"),
            Spec("fact", "clock"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Spec("fact", "process", "pattern", "(a*)*b"),
            Spec("fact", "process", "pattern", "("),
            Spec("fact", "process", "pid-file", "/dev/zero"),
            Spec("fact", "cpu", "window", "10d"),
            Spec("fact", "load", "bound", "1 s"),
        ];

    [Fact(Timeout = 30_000)]
    public async Task a_process_is_found_by_name_pattern_number_and_file_and_slipway_is_none_of_them()
    {
        var pid = _sleeper.Id.ToString(CultureInfo.InvariantCulture);
        foreach (
            var (name, value) in new[]
            {
                ("name", "slipway-probe-with-a-long-name"),
                ("pattern", $"{Folder.Path}.* 300"),
                ("pid", pid),
                ("pid-file", "own.pid"),
            }
        )
        {
            var seen = await LookAsync(Spec("fact", "process", name, value));

            seen.Value.ShouldBe(new Quantity(1, ""), $"{name}={value}");
            Expectation.Parse($"json '$.processes[0].pid' = {pid} and json '$.rssBytes' > 0").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
        }

        // Other runs of the same tests may be there; this one never is.
        (await LookAsync(Spec("fact", "process", "pattern", "Slipway.Checks.Tests"))).Body!.ShouldNotContain(
            $"\"pid\": {Environment.ProcessId},"
        );
    }

    [Fact(Timeout = 30_000)]
    public async Task a_process_that_ended_no_longer_runs()
    {
        _sleeper.Kill();
        await _sleeper.WaitForExitAsync(Ct);

        var seen = await LookAsync(Answering);

        seen.Flaws.ShouldBe(["number of processes that run as asked is 0; at least 1 is asked"]);
        Expectation.Parse("value = 0").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("disk", "%")]
    [InlineData("memory", "%")]
    [InlineData("cpu", "%")]
    [InlineData("load", "")]
    [InlineData("descriptors", "%")]
    public async Task this_machine_tells_each_fact(string fact, string unit)
    {
        var seen = await LookAsync(Spec("fact", fact, "window", "200ms"));

        seen.Problem.ShouldBeNull();
        seen.Value!.Value.Unit.ShouldBe(unit);
        seen.Value.Value.Number.ShouldBeInRange(0, 100);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("disk", "100", "free space of the file system of . is")]
    [InlineData("memory", "100", "available memory of the")]
    [InlineData("descriptors", "0", "share of open files of the system is")]
    public async Task what_is_beyond_its_bound_is_a_flaw_with_both_numbers(string fact, string limit, string begins)
    {
        var seen = await LookAsync(Spec("fact", fact, "bound", limit));

        seen.Flaws!.ShouldHaveSingleItem().ShouldStartWith(begins);
        Check.DefaultExpectation!.Judge(seen).Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact(Timeout = 30_000)]
    public async Task the_limit_of_a_container_is_its_size()
    {
        Folder.Write("proc/meminfo", "MemTotal: 1000 kB\nMemFree: 1 kB\nMemAvailable: 900 kB\n");
        Folder.Write("proc/self/cgroup", "0::/shop/web\n");
        Folder.Write("sys/fs/cgroup/shop/memory.max", "204800\n");
        Folder.Write("sys/fs/cgroup/shop/memory.current", "194560\n");
        Folder.Write("sys/fs/cgroup/shop/memory.stat", "anon 1\ninactive_file 10240\n");
        Folder.Write("sys/fs/cgroup/shop/web/memory.max", "max\n");
        Folder.Write("sys/fs/cgroup/shop/web/memory.current", "1\n");

        var seen = await new MachineCheck(Folder.Path).LookAsync(Spec("fact", "memory"), Here(TimeSpan.FromSeconds(5)), Ct);

        seen.Value.ShouldBe(new Quantity(10, "%"));
        Expectation.Parse("json '$.of' = 'control group' and json '$.totalBytes' = 204800").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("memory")]
    [InlineData("cpu")]
    [InlineData("load")]
    [InlineData("descriptors")]
    [InlineData("process")]
    public async Task a_kernel_that_tells_nothing_was_not_seen(string fact)
    {
        foreach (var name in new[] { "meminfo", "stat", "loadavg", "sys/fs/file-nr", "uptime" })
        {
            Folder.Write($"proc/{name}", "cpu nonsense\n");
        }

        var seen = await new MachineCheck(Folder.Path).LookAsync(
            Spec("fact", fact, "name", "x", "window", "200ms"),
            Here(TimeSpan.FromSeconds(5)),
            Ct
        );

        seen.Looking.ShouldBe(Looking.CouldNotLook);
    }

    [Fact(Timeout = 60_000)]
    public async Task memory_that_grows_is_told_by_its_slope()
    {
        using var eater = Process.Start(
            new ProcessStartInfo(
                "/usr/bin/python3",
                ["-c", "import time\na=[]\nwhile len(a) < 400: a.append(bytearray(b'x' * 1048576)); time.sleep(0.02)\ntime.sleep(300)"]
            )
        )!;
        try
        {
            var seen = await LookAsync(Spec("fact", "memory-growth", "pid", $"{eater.Id}", "window", "2s"));

            seen.Flaws!.ShouldHaveSingleItem();
            seen.Value!.Value.ShouldSatisfyAllConditions(it => it.Unit.ShouldBe("MiB/min"), it => it.Number.ShouldBeGreaterThan(100));
        }
        finally
        {
            eater.Kill();
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task memory_that_does_not_grow_passes() =>
        Expected
            .Judge(await LookAsync(Spec("fact", "memory-growth", "pid", $"{_sleeper.Id}", "window", "500ms")))
            .Verdict.ShouldBe(Verdict.Pass);

    [Fact(Timeout = 30_000)]
    public async Task who_listens_at_a_port_is_told()
    {
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var seen = await LookAsync(Spec("fact", "port", "port", port));
        Expectation.Parse($"json '$.owners[0].pid' = {Environment.ProcessId}").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
        (await LookAsync(Spec("fact", "port", "port", port, "name", "postgres")))
            .Flaws!.ShouldHaveSingleItem()
            .ShouldContain("not to postgres");
    }

    [Fact(Timeout = 60_000)]
    public async Task a_real_time_server_is_asked()
    {
        var port = FreePort.Find();
        Folder.Write(
            "chrony.conf",
            $"port {port}\ncmdport 0\nbindaddress 127.0.0.1\nallow 127.0.0.1\nlocal stratum 3\npidfile {Folder["chrony.pid"]}\n"
        );
        File.Exists("/usr/sbin/chronyd").ShouldBeTrue("chronyd is not installed: apt-get install chrony (./test does it).");
        using var server = Process.Start(
            new ProcessStartInfo("/usr/sbin/chronyd", ["-U", "-x", "-d", "-u", Environment.UserName, "-f", Folder["chrony.conf"]])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        try
        {
            await Eventually.Holds(
                "chronyd listens",
                () => File.ReadAllText("/proc/net/udp").Contains($":{port:X4} ", StringComparison.Ordinal),
                Ct
            );

            var seen = await LookAsync(Spec("fact", "clock", "ntp", $"127.0.0.1:{port}", "bound", "50ms"));

            seen.Problem.ShouldBeNull();
            seen.Flaws.ShouldBeEmpty();
            seen.Value!.Value.Unit.ShouldBe("ms");
        }
        finally
        {
            server.Kill();
        }
    }

    [Theory(Timeout = 30_000)]
    [InlineData(50_000, 4, 2, 1, "difference to the other clock is")]
    [InlineData(0, 4, 2, 0, "")]
    [InlineData(0, 4, 0, -1, "does not know the time")]
    [InlineData(0, 3, 2, -1, "does not know the time")]
    public async Task a_time_server_that_differs_is_a_flaw_and_one_that_does_not_know_was_not_seen(
        int milliseconds,
        byte mode,
        byte stratum,
        int flaws,
        string says
    )
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var looking = LookAsync(Spec("fact", "clock", "ntp", $"{server.LocalEndPoint}", "bound", "20s"));
        var asked = new byte[48];
        var from = await server.ReceiveFromAsync(asked, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), Ct);
        var answer = new byte[48];
        (answer[0], answer[1]) = ((byte)(0b00_100_000 | mode), stratum);
        asked.AsSpan(40, 8).CopyTo(answer.AsSpan(24));
        var seconds = (
            TimeProvider.System.GetUtcNow().AddMilliseconds(milliseconds) - new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero)
        ).TotalSeconds;
        foreach (var at in new[] { 32, 40 })
        {
            BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(at), (uint)seconds);
            BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(at + 4), (uint)((seconds % 1) * 4294967296.0));
        }

        await server.SendToAsync(answer, from.RemoteEndPoint, Ct);

        var seen = await looking;
        (seen.Flaws?.Count ?? -1).ShouldBe(flaws, seen.Problem);
        $"{seen.Problem}{string.Concat(seen.Flaws ?? [])}".ShouldContain(says);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(0, "20s", 0)]
    [InlineData(60, "20s", 1)]
    [InlineData(-2, "2s", -1)]
    public async Task the_date_of_an_answer_is_compared_within_its_uncertainty(int secondsAhead, string bound, int flaws)
    {
        using var server = new HttpDouble(_ =>
            new(204, "", ("Date", TimeProvider.System.GetUtcNow().AddSeconds(secondsAhead).ToString("r", CultureInfo.InvariantCulture)))
        );

        var seen = await LookAsync(Spec("fact", "clock", "url", server.Url.ToString(), "bound", bound));

        (seen.Flaws?.Count ?? -1).ShouldBe(flaws, seen.Problem);
    }

    public override void Dispose()
    {
        if (!_sleeper.HasExited)
        {
            _sleeper.Kill();
        }

        _sleeper.Dispose();
        _silent.Dispose();
        _listener.Dispose();
        base.Dispose();
    }
}
