using System.Globalization;
using System.Text;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class BackendsCheckTests(BackendsWorld world) : CheckContract, IClassFixture<BackendsWorld>
{
    private const string Head = "# pxname,svname,scur,status,weight,bck,lastchg,type,check_status,tracked,agent_status,";

    private readonly SocketDouble _silent = SocketDouble.Silent();
    private readonly List<IDisposable> _doubles = [];

    protected override ICheck Check => CheckKinds.All["backends"];

    protected override CheckSpec Answering => At("shop");

    protected override CheckSpec? Silent => Spec("url", $"http://127.0.0.1:{_silent.Port}/stats");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("url", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}/stats")),
            Spec("url", string.Create(CultureInfo.InvariantCulture, $"tcp://127.0.0.1:{FreePort.Find()}")),
            Spec("url", $"tcp://127.0.0.1:{_silent.Port}", "timeout", "200ms"),
            Spec("url", "unix:/nosuch.sock"),
            Spec("url", "shop"),
            Spec("backend", "shop"),
            Spec("url", $"http://{world.Locked}"),
            Spec("url", $"http://watch:wrong@{world.Locked}"),
            Spec("url", world.Page.Replace("/stats", "/other")),
            Spec("url", world.Page),
            .. new[] { "nosuch", "half", "parked", "drained", "blind", "fresh", "empty", "shop,nosuch", " , " }.Select(it => At(it)),
            At("parked", "allow", "maint"),
            At("empty", "least-up", "0"),
            .. Tables.Select(it => Saying(it)),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Saying($"{Head}\n{string.Concat(Enumerable.Repeat("shop,a,0,UP,1,0,1,2,L4OK,,,\n", 60_000))}"),
            Saying($"{Head}\n{string.Concat(Enumerable.Range(0, 9000).Select(it => $"shop,{it},0,DOWN,1,0,1,2,L4CON,,,\n"))}"),
            Saying($"{Head}\n\"{new string('x', 500_000)}\",\"a\"\"\",0,UP,1,0,1,2,L4OK,,,\n"),
            Saying($"{new string(',', 900_000)}\n"),
        ];

    /// <summary>Tables that are none, are cut, or say nothing that counts.</summary>
    private static string[] Tables =>
        [
            "",
            "\n",
            "<html>",
            Head,
            $"{Head}\n",
            $"{Head}\nshop,a,0,UP,1,0,1,2,L4OK,,,",
            $"{Head}\nshop,a,0,UP,1\n",
            $"{Head}\nshop,a,0,UP,,0,1,2,L4OK,,,\n",
            $"{Head}\nshop,a,0,,1,0,1,2,L4OK,,,\n",
            $"{Head}\nshop,a,0,UP,1,0,1,2,,,,\n",
            $"{Head}\nshop,a,0,UP,1,0,1,2,INI,,,\n",
            $"{Head}\nshop,a,0,UP 1/3,1,0,1,2,L4OK,,,\n",
            $"{Head}\nshop,a,0,WELL,1,0,1,2,L4OK,,,\n",
            $"{Head}\nshop,FRONTEND,0,UP,1,0,1,0,L4OK,,,\nshop,BACKEND,0,UP,1,0,1,1,L4OK,,,\n",
        ];

    [Fact(Timeout = 30_000)]
    public async Task a_back_end_whose_servers_are_all_up_has_no_flaw_over_page_and_socket()
    {
        foreach (var url in new[] { world.Page, $"http://watch:pass%40word@{world.Locked}", world.Socket })
        {
            var seen = await LookAsync(Spec("url", url, "backend", "shop"));

            seen.Flaws.ShouldBe([]);
            Passes(seen, "value = 2 and count up = 2 and json '$.backends[0].servers[1].lastCheck' = 'L4OK'");
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task every_server_that_is_not_up_is_told_with_its_state_and_its_last_check()
    {
        var seen = await LookAsync(At("half"));

        seen.Flaws.ShouldBe(["the server half/b is down (DOWN, last check L4CON)"]);
        (await LookAsync(At("half", "least-up", "2"))).Flaws!.ShouldContain("the back end half has 1 servers up; wanted are 2");
    }

    [Fact(Timeout = 30_000)]
    public async Task back_ends_without_a_name_are_all_that_have_servers()
    {
        var seen = await LookAsync(Spec("url", world.Socket));

        Passes(seen, "json '$.backends.length' = 9");
        seen.Flaws!.ShouldContain("the server half/b is down (DOWN, last check L4CON)");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("parked", "the server parked/a is maint (MAINT")]
    [InlineData("drained", "the server drained/a is drain (")]
    [InlineData("blind", "the server blind/a is unchecked (no check)")]
    [InlineData("fresh", "the server fresh/a is unchecked (UP, last check INI)")]
    [InlineData("follows", "the server follows/b is down (DOWN")]
    [InlineData("empty", "the back end empty has no server")]
    public async Task what_is_not_up_is_told(string backend, string flaw) => (await LookAsync(At(backend))).Flaws![0].ShouldContain(flaw);

    [Fact(Timeout = 30_000)]
    public async Task a_server_that_follows_another_one_is_checked_as_that_one_is() =>
        (await LookAsync(At("follows"))).Flaws.ShouldBe([
            "the server follows/b is down (DOWN, last check L4CON)",
            "the server follows/c is unchecked (UP, last check INI)",
        ]);

    [Fact(Timeout = 30_000)]
    public async Task a_state_that_is_allowed_is_none_while_enough_are_up()
    {
        (await LookAsync(At("one-parked", "allow", "maint"))).Flaws.ShouldBe([]);
        (await LookAsync(At("parked", "allow", "maint"))).Flaws.ShouldBe(["the back end parked has 0 servers up; wanted are 1"]);
        (await LookAsync(At("blind", "allow", "unchecked", "least-up", "0"))).Flaws.ShouldBe([]);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_server_that_stands_in_for_others_does_not_count() =>
        (await LookAsync(At("spare", "least-up", "2"))).Flaws.ShouldBe(["the back end spare has 1 servers up; wanted are 2"]);

    [Fact(Timeout = 30_000)]
    public async Task a_back_end_that_is_not_there_was_not_seen() =>
        (await LookAsync(At("shop,shopp"))).Problem!.ShouldContain("no back end shopp; it has");

    [Fact(Timeout = 30_000)]
    public async Task the_source_of_the_environment_is_asked_and_its_password_is_not_told()
    {
        var here = Here(TimeSpan.FromSeconds(20)) with
        {
            Sources = new Dictionary<string, (string, string)> { ["lb"] = ("haproxy", $"http://watch:wrong@{world.Locked}") },
        };

        var seen = await Check.LookAsync(Spec(), here, Ct);

        seen.Problem!.ShouldContain("status 401");
        seen.Problem!.ShouldNotContain("wrong");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_table_is_read_as_it_is_written()
    {
        var seen = await LookAsync(Saying($"{Head}\n\"sh\"\"o,p\",a,7,UP,1,0,1,2,* L7OK,,,\n"));

        seen.Flaws.ShouldBe([]);
        Passes(seen, "json '$.backends[0].backend' = 'sh\"o,p' and json '$.backends[0].servers[0].sessions' = 7");
    }

    [Fact(Timeout = 30_000)]
    public async Task an_admin_socket_whose_answer_is_cut_was_not_seen()
    {
        var cut = new SocketDouble(
            (stream, ct) => stream.WriteAsync(Encoding.ASCII.GetBytes($"{Head}\nshop,a,0,UP,1,0,1,2,L4OK,,,\n"), ct).AsTask()
        );
        _doubles.Add(cut);

        (await LookAsync(Spec("url", $"tcp://127.0.0.1:{cut.Port}"))).Problem!.ShouldContain("no whole answer");
    }

    public override void Dispose()
    {
        _silent.Dispose();
        _doubles.ForEach(it => it.Dispose());
        base.Dispose();
    }

    private CheckSpec Saying(string table)
    {
        var server = new HttpDouble(_ => new(200, table));
        _doubles.Add(server);
        return Spec("url", $"{server.Url}stats");
    }

    private static void Passes(Observation seen, string expected) =>
        Expectation.Parse(expected).Judge(seen).ShouldSatisfyAllConditions(it => it.Verdict.ShouldBe(Verdict.Pass, it.Why));

    private CheckSpec At(string backend, params string[] more) => Spec(["url", world.Socket, "backend", backend, .. more]);
}
