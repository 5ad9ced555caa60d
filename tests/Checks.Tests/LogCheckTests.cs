using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.Versioning;
using Npgsql;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

[SupportedOSPlatform("linux")]
public sealed class LogCheckTests : CheckContract
{
    private readonly PostgresServer _server;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public LogCheckTests(PostgresServer server)
    {
        _server = server;
        Folder.Write("app.log", $"{Iso(-60)} INFO started\n{Iso(-1)} INFO ready\n");
        Folder.Write("old.log", $"{Iso(-60)} INFO ready\n");
        Folder.Write("stale.log", $"{Iso(-1)} INFO ready\n");
        Age("stale.log", 60);
        Folder.Write("empty.log", "");
        Folder.Write("timeless.log", "all is well\nready\n");
        Folder.Write("torn.log.gz", "no gzip");
        Pack("whole.log.gz", string.Concat(Enumerable.Range(0, 20_000).Select(it => $"{Iso(-1)} INFO {it}\n")));
        File.WriteAllBytes(Folder["cut.log.gz"], File.ReadAllBytes(Folder["whole.log.gz"])[..^20_000]);
        Folder.Write("line.log", $"{Iso(-1)} {new string('x', 5_000_000)}\n");
        Folder.Write("many.log", string.Concat(Enumerable.Repeat($"{Iso(-1)} ERROR {new string('y', 300)}\n", 20_000)));
        Folder.Write("bytes.log", "\0\u001b[31m\uFFFD" + Iso(-1) + " ERROR \u202e\n");
        Process.Start("mkfifo", Folder["pipe"])!.WaitForExit();
        Journal("slow", "exec sleep 300");
        Journal("flood", "yes 1795762527 | head -c 80000000");
        Journal("broken", "echo 'No permission' >&2; exit 1");
        Journal("none", "exit 0");
        Journal("good", $"echo \"$@\" >asked; echo '{_now.ToUnixTimeSeconds()}.123456 host shop[7]: ready'");
    }

    protected override ICheck Check => CheckKinds.All["log"];

    protected override CheckSpec Answering => Spec("files", "app.log", "lacks", "ERROR|FATAL", "contains", "ready");

    /// <summary>A pipe that nobody writes to.</summary>
    protected override CheckSpec Silent => Spec("files", "pipe", "lacks", "x");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("files", "nosuch.log", "lacks", "x"),
            Spec("files", "app.log;nosuch.log", "lacks", "x"),
            Spec("files", "old.log", "lacks", "ERROR"),
            Spec("files", "stale.log", "lacks", "ERROR"),
            Spec("files", "empty.log", "lacks", "ERROR"),
            Spec("files", "timeless.log", "lacks", "ERROR"),
            Spec("files", "timeless.log", "lacks", "ERROR", "may-be-silent", "yes"),
            Spec("files", "app.log;timeless.log", "lacks", "ERROR"),
            Spec("files", "torn.log.gz", "lacks", "ERROR"),
            Spec("files", "cut.log.gz", "lacks", "ERROR"),
            Spec("files", "app.log"),
            Spec("lacks", "x"),
            Spec("files", "app.log", "lacks", "x", "since", "2099-01-01T00:00:00Z"),
            Spec("unit", "none", "lacks", "x"),
            Spec("unit", "broken", "lacks", "x"),
            Spec("unit", "flood", "lacks", "x"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Spec("files", "line.log", "lacks", "x"),
            Spec("files", "many.log", "lacks", "ERROR"),
            Spec("files", "bytes.log", "lacks", "ERROR"),
            Spec("files", "app.log", "lacks", "(a*)*b(?=c)"),
            Spec("files", "/dev/zero", "lacks", "x"),
            Spec("files", "/proc/self/mem", "lacks", "x"),
            Spec("unit", "--file=/etc/passwd", "lacks", "x"),
        ];

    [Fact(Timeout = 60_000)]
    public async Task the_log_of_a_real_server_is_read()
    {
        var log = Path.Combine(_server.SocketFolder, "log");
        var word = $"nosuch_{Guid.NewGuid():N}";
        (
            await LookAsync(Spec("files", log, "since", "1h", "contains", "ready to accept connections", "lacks", word))
        ).Flaws.ShouldBeEmpty();
        await using var connection = new NpgsqlConnection(_server.Connection);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand($"SELECT * FROM {word}", connection);
        await Should.ThrowAsync<PostgresException>(command.ExecuteNonQueryAsync(Ct));

        var seen = await LookAsync(Spec("files", log, "since", "1h", "lacks", $"ERROR.*{word}"));

        seen.Flaws!.ShouldHaveSingleItem().ShouldContain("1 of ");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss.fff'Z' 'ERROR'")]
    [InlineData("yyyy-MM-dd HH:mm:ss',123 +00:00' 'ERROR'")]
    [InlineData("'['yyyy-MM-dd HH:mm:ss' UTC] ERROR'")]
    [InlineData("yyyy'/'MM'/'dd HH:mm:ss 'Z [error] ERROR'")]
    [InlineData("'127.0.0.1 - - ['dd'/'MMM'/'yyyy':'HH:mm:ss' +0000] ERROR'")]
    [InlineData("'{\"level\":\"ERROR\",\"time\":\"'yyyy-MM-dd'T'HH:mm:ss'Z\"}'")]
    public async Task a_line_is_dated_by_its_time_in_every_common_form(string form)
    {
        string Line(int minutes) => _now.AddMinutes(minutes).ToString(form, CultureInfo.InvariantCulture);
        Folder.Write("a.log", $"{Line(-60)} old\n{Line(-2)} new\n");

        var seen = await LookAsync(Spec("files", "a.log", "lacks", "ERROR"));

        seen.Problem.ShouldBeNull();
        (seen.Counts!["lines"], seen.Counts["unwanted"]).ShouldBe((1, 1));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("{\"ts\":EPOCH.5,\"msg\":\"ERROR\"}")]
    [InlineData("{\"msg\":\"ERROR\",\"time\":EPOCH000}")]
    [InlineData("EPOCH.123 ERROR")]
    [InlineData("[EPOCH] ERROR")]
    public async Task seconds_since_1970_are_times(string form)
    {
        string Line(int minutes) => form.Replace("EPOCH", $"{_now.AddMinutes(minutes).ToUnixTimeSeconds()}", StringComparison.Ordinal);
        Folder.Write("a.log", $"{Line(-60)}\n{Line(-2)}\n");

        (await LookAsync(Spec("files", "a.log", "lacks", "ERROR"))).Counts!["unwanted"].ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task syslog_and_apache_write_the_time_of_the_machine()
    {
        var local = TimeZoneInfo.ConvertTime(_now.AddMinutes(-2), TimeZoneInfo.Local);
        var day = local.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2);
        Folder.Write("syslog", $"{local.ToString("MMM", CultureInfo.InvariantCulture)} {day} {local:HH:mm:ss} host shop[1]: ERROR\n");
        Folder.Write("apache", $"{local.ToString("'['ddd MMM dd HH:mm:ss'.123456' yyyy']'", CultureInfo.InvariantCulture)} ERROR\n");

        (await LookAsync(Spec("files", "syslog;apache", "lacks", "ERROR"))).Counts!["unwanted"].ShouldBe(2);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_line_without_a_time_belongs_to_the_one_before()
    {
        Folder.Write("a.log", $"{Iso(-60)} INFO a\n  FATAL of old\n{Iso(-1)} INFO b\n  at FATAL.Line()\n");
        Folder.Write("b.log", $"FATAL: cannot begin\n{Iso(-1)} INFO b\n");

        (await LookAsync(Spec("files", "a.log", "lacks", "FATAL"))).Counts!["unwanted"].ShouldBe(1);
        (await LookAsync(Spec("files", "b.log", "lacks", "FATAL"))).Counts!["unwanted"].ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task what_was_rotated_away_in_that_time_is_part_of_the_log()
    {
        Folder.Write("app.log.1", $"{Iso(-5)} ERROR a\n");
        Folder.Write("app.log.3", $"{Iso(-5)} ERROR too old a file\n");
        Age("app.log.3", 60);
        Pack("app.log-20300101.gz", $"{Iso(-6)} ERROR b\n");

        var seen = await LookAsync(Answering);

        (seen.Counts!["unwanted"], seen.Counts["wanted"]).ShouldBe((2, 1));
    }

    [Fact(Timeout = 30_000)]
    public async Task a_silent_log_passes_only_where_it_may_be_silent()
    {
        (await LookAsync(Spec("files", "old.log", "lacks", "ERROR"))).Problem!.ShouldStartWith("The log is silent since ");
        Expected.Judge(await LookAsync(Spec("files", "old.log", "lacks", "ERROR", "may-be-silent", "yes"))).Verdict.ShouldBe(Verdict.Pass);
        Expected
            .Judge(await LookAsync(Spec("files", "old.log", "contains", "ready", "may-be-silent", "yes")))
            .Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact(Timeout = 30_000)]
    public async Task matches_are_shown_shortened_and_some_may_be_allowed()
    {
        var seen = await LookAsync(Spec("files", "many.log", "lacks", "ERROR", "at-most", "19999"));

        seen.Flaws!.ShouldHaveSingleItem().Length.ShouldBeLessThan(500);
        seen.Body!.Length.ShouldBeLessThan(5_000);
        (await LookAsync(Spec("files", "many.log", "lacks", "ERROR", "at-most", "20000"))).Flaws.ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task the_journal_is_asked_for_a_unit_and_a_moment()
    {
        var seen = await LookAsync(Spec("unit", "good", "contains", "ready"));

        seen.Flaws.ShouldBeEmpty();
        Folder.Read("asked").ShouldMatch("^--no-pager --quiet --output=short-unix --unit=good --since=@[0-9]+\n$");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_journal_that_never_answers_is_given_up() =>
        (await LookAsync(Spec("unit", "slow", "lacks", "x", "timeout", "300ms"))).Looking.ShouldBe(Looking.CouldNotLook);

    /// <summary>The journalctl of a unit is found by the PATH of the environment.</summary>
    protected override Task<Observation> LookAsync(CheckSpec spec, TimeSpan? limit = null) =>
        Check.LookAsync(
            spec,
            Here(limit ?? TimeSpan.FromSeconds(20)) with
            {
                Variables = new Dictionary<string, string>
                {
                    ["PATH"] = $"{Folder[Path.GetFileName(spec["unit"]?.Replace('\0', 'x') ?? "none")]}:/usr/bin:/bin",
                },
            },
            Ct
        );

    private string Iso(int minutes) => _now.AddMinutes(minutes).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private void Age(string name, int minutes) => File.SetLastWriteTimeUtc(Folder[name], _now.UtcDateTime.AddMinutes(-minutes));

    private void Pack(string name, string text)
    {
        using var packed = new GZipStream(File.Create(Folder[name]), CompressionMode.Compress);
        packed.Write(System.Text.Encoding.UTF8.GetBytes(text));
    }

    private void Journal(string unit, string script) => Folder.WriteProgram($"{unit}/journalctl", script, "/bin/bash");
}
