using System.Runtime.Versioning;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

[SupportedOSPlatform("linux")]
public sealed class VersionCheckTests : CheckContract
{
    private readonly HttpDouble _server;

    public VersionCheckTests()
    {
        Program("slow", "exec sleep 300");
        Program("silent", "exit 0");
        Program("wordy", "echo no number here");
        Program("broken", "echo 1.2.3; exit 1");
        Program("flood", "yes 1.2.3 | head -c 20000000");
        Program("old", "echo 'old version 1.2.3 (build 99)' >&2");
        Folder.Write("package.json", """{"name":"shop","version":"4.1.0","build":{"version":"v4.1.0-rc.2+abc"},"commit":"a1b2c3d"}""");
        Folder.Write("VERSION", "4.1.0\n");
        Folder.Write("empty", "");
        Folder.Write("words", "about 4.1");
        Folder.Write("torn.json", """{"version":"4.1""");
        Folder.Write("large", new string('1', 5_000_000));
        _server = new(
            async (asked, stream, ct) =>
            {
                if (asked.Path == "/silent")
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
                }

                await stream.WriteAsync(
                    (
                        asked.Path switch
                        {
                            "/health" => new(200, """{"version":"4.1.0"}"""),
                            "/down" => new(503, """{"version":"4.1.0"}"""),
                            "/flood" => new(200, $$"""{"version":"{{new string('1', 3_000_000)}}"}"""),
                            _ => new HttpDoubleAnswer(200, """{"version":null}"""),
                        }
                    ).Bytes(),
                    ct
                );
            }
        );
    }

    protected override ICheck Check => CheckKinds.All["version"];

    protected override CheckSpec Answering => Spec("program", "bash", "min", "3");

    protected override CheckSpec Silent => Spec("url", $"{_server.Url}silent", "min", "1");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("program", "no-such-program", "min", "1"),
            Spec("program", "silent", "min", "1"),
            Spec("program", "wordy", "min", "1"),
            Spec("program", "broken", "min", "1"),
            Spec("program", "bash"),
            Spec("min", "1"),
            Spec("file", "nosuch", "min", "1"),
            Spec("file", "empty", "min", "1"),
            Spec("file", "words", "min", "1"),
            Spec("file", "torn.json", "min", "1"),
            Spec("file", "package.json", "key", "$.nosuch", "min", "1"),
            Spec("file", "package.json", "key", "$.build", "min", "1"),
            Spec("url", $"{_server.Url}null", "min", "1"),
            Spec("url", $"{_server.Url}down", "min", "1"),
            Spec("url", $"http://127.0.0.1:{FreePort.Find()}/", "min", "1"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Spec("program", "flood", "min", "1"),
            Spec("program", "../slow", "min", "1"),
            Spec("program", "bash", "ask", "-c reboot", "min", "1"),
            Spec("file", "large", "min", "1"),
            Spec("file", "/dev/zero", "min", "1"),
            Spec("url", $"{_server.Url}flood", "min", "1"),
        ];

    [Theory(Timeout = 30_000)]
    [InlineData("git", "2.20", "3")]
    [InlineData("dotnet", "10", "11")]
    [InlineData("bash", "4.0", "99")]
    public async Task an_installed_program_tells_its_version(string program, string min, string below)
    {
        (await LookAsync(Spec("program", program, "min", min, "below", below))).Flaws.ShouldBeEmpty();
        (await LookAsync(Spec("program", program, "min", "1000"))).Flaws!.ShouldHaveSingleItem().ShouldContain("at least 1000 is asked");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_program_that_never_answers_is_given_up() =>
        (await LookAsync(Spec("program", "slow", "min", "1", "timeout", "300ms"))).Looking.ShouldBe(Looking.CouldNotLook);

    [Theory(Timeout = 30_000)]
    [InlineData("program", "old", "$.version", "is=1.2.3", "")]
    [InlineData("program", "old", "$.version", "min=1.3", "the version of old is 1.2.3; at least 1.3 is asked")]
    [InlineData("file", "package.json", "$.version", "is=4.1", "")]
    [InlineData("file", "package.json", "$.version", "below=4.1", "the version of package.json is 4.1.0; one below 4.1 is asked")]
    [InlineData("file", "package.json", "$.build.version", "min=4.1.0-rc.1", "")]
    [InlineData("file", "package.json", "$.build.version", "below=4.1.0-rc.10", "")]
    [InlineData(
        "file",
        "package.json",
        "$.build.version",
        "min=4.1.0",
        "the version of package.json is v4.1.0-rc.2+abc; at least 4.1.0 is asked"
    )]
    [InlineData("file", "package.json", "$.build.version", "is=4.1.0", "the version of package.json is v4.1.0-rc.2+abc; 4.1.0 is asked")]
    [InlineData("file", "package.json", "$.commit", "is=a1b2c3d", "")]
    [InlineData("file", "VERSION", "$.version", "is=4.1.0", "")]
    public async Task a_version_is_compared_as_far_as_the_bound_gives_it(string from, string name, string key, string bound, string flaw)
    {
        var seen = await LookAsync(Spec(from, name, "key", key, bound.Split('=')[0], bound.Split('=')[1]));

        seen.Problem.ShouldBeNull();
        seen.Flaws.ShouldBe(flaw.Length == 0 ? [] : [flaw]);
    }

    [Fact(Timeout = 30_000)]
    public async Task what_answers_tells_its_version()
    {
        (await LookAsync(Spec("url", $"{_server.Url}health", "is", "4.1.0"))).Flaws.ShouldBeEmpty();
        (await LookAsync(Spec("url", $"{_server.Url}health", "is", "4.2.0"))).Flaws!.Count.ShouldBe(1);
    }

    public override void Dispose()
    {
        _server.Dispose();
        base.Dispose();
    }

    /// <summary>The programs of the test are found by the PATH of the environment.</summary>
    protected override Surroundings Here(TimeSpan limit) =>
        base.Here(limit) with
        {
            Variables = new Dictionary<string, string> { ["PATH"] = $"{Folder["bin"]}:/usr/local/bin:/usr/bin:/bin" },
        };

    private void Program(string name, string script) => Folder.WriteProgram($"bin/{name}", script, "/bin/bash");
}
