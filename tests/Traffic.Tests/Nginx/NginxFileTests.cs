using Slipway.Testing;
using Slipway.Traffic.Tests.Worlds;

namespace Slipway.Traffic.Tests.Nginx;

/// <summary>The file that nginx includes is never believed alone, and never left worse than it was.</summary>
public sealed class NginxFileTests(NginxWorld world) : IClassFixture<NginxWorld>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task a_configuration_that_nginx_refuses_is_put_back_as_it_was()
    {
        await SetAsync(world.Of(), 10);
        var before = world.Folder.Read("lanes.conf");

        var told = await world.Of(("test", "echo no good >&2; exit 1")).SetAsync(50, Ct);

        told.ShouldBeOfType<Told<double>.Unknown>().Why.ShouldContain("no good");
        world.Folder.Read("lanes.conf").ShouldBe(before);
        (await world.Of().ReadAsync(Ct)).ShouldBe(new Told<double>.Known(10));
    }

    [Fact(Timeout = 60_000)]
    public async Task a_share_that_rises_and_was_not_taken_is_taken_out_of_the_file()
    {
        await SetAsync(world.Of(), 10);

        (await world.Of(("reload", "true"), ("limit", "500ms")).SetAsync(50, Ct)).ShouldBeOfType<Told<double>.Unknown>();

        (await world.Of().ReadAsync(Ct)).ShouldBe(new Told<double>.Known(10));
    }

    [Fact(Timeout = 60_000)]
    public async Task a_share_that_falls_and_was_not_taken_stays_in_the_file_for_the_next_reload_and_is_not_known()
    {
        await SetAsync(world.Of(), 50);

        (await world.Of(("reload", "true"), ("limit", "5s")).SetAsync(0, Ct)).ShouldBeOfType<Told<double>.Unknown>();

        world.Folder.Read("lanes.conf").ShouldContain("slipway/1 0 ");
        (await world.Of().ReadAsync(Ct)).ShouldBeOfType<Told<double>.Unknown>().Why.ShouldContain("serves 50 %");
    }

    [Fact(Timeout = 60_000)]
    public async Task all_traffic_comes_back_also_where_nobody_tells_what_is_served_and_is_not_known()
    {
        await SetAsync(world.Of(), 50);

        (await world.Of(("status", "http://127.0.0.1:1/"), ("limit", "5s")).SetAsync(0, Ct)).ShouldBeOfType<Told<double>.Unknown>();

        await Eventually.Holds("nginx serves it", async () => await world.Of().ReadAsync(Ct) is Told<double>.Known { Value: 0 }, Ct);
    }

    [Fact(Timeout = 60_000)]
    public async Task a_file_that_somebody_changed_is_not_what_nginx_serves()
    {
        await SetAsync(world.Of(), 10);
        var file = world.Folder.Read("lanes.conf");
        world.Folder.Write("lanes.conf", file.Replace("slipway/1 10 ", "slipway/1 90 ", StringComparison.Ordinal));

        (await world.Of().ReadAsync(Ct)).ShouldBeOfType<Told<double>.Unknown>();
        world.Folder.Write("lanes.conf", file);
    }

    [Fact(Timeout = 60_000)]
    public async Task the_file_that_is_given_for_the_beginning_is_the_one_that_slipway_writes()
    {
        var given = Path.Combine(Root(), "deploy", "traffic", "slipway-lanes.conf");

        (await File.ReadAllTextAsync(given, Ct)).ShouldBe(Traffic.Nginx.LanesFile.Of(0, "$request_id").Text());
    }

    [Theory]
    [InlineData("$request_id", true)]
    [InlineData("$remote_addr$cookie_session", true)]
    [InlineData("request_id", false)]
    [InlineData("$a\"; return 200", false)]
    [InlineData("$", false)]
    [InlineData("${a}", false)]
    public void a_key_is_made_of_variables_and_of_nothing_that_ends_its_quotes(string key, bool does) =>
        Traffic.Nginx.LanesFile.IsKey(key).ShouldBe(does);

    private static async Task SetAsync(ITrafficDriver driver, double share) =>
        (await driver.SetAsync(share, Ct)).ShouldBe(new Told<double>.Known(share));

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
