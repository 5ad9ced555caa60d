using System.Runtime.Versioning;
using System.Text.Json;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>Programs in bash that say what they like; those of <c>examples/checks</c> are run as they stand.</summary>
[SupportedOSPlatform("linux")]
public sealed class ProgramCheckTests : CheckContract
{
    private const string Good = """echo '{"facts":{"depth":3},"flaws":[],"counts":{"jobs":3},"value":{"number":3,"unit":"s"}}'""";

    protected override ICheck Check => CheckKinds.All["program"];

    protected override CheckSpec Answering => Run(Good);

    protected override CheckSpec Silent => Run("exec sleep 300");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("run", "nosuch"),
            Run(""),
            Run("echo"),
            Run($"{Good}; exit 3"),
            Run($"{Good}; {Good}"),
            Run("""echo '{}'"""),
            Run("""echo '{"flaws":[]}'"""),
            Run("""echo '{"flaws":[],"facts":{"depth":null},"counts":{}}'"""),
            Run("""echo '{"facts":{"depth":3}}'"""),
            Run("""echo '{"facts":{"depth":3},"flaw":["it is full"],"flaws":[]}'"""),
            Run("""echo '{"facts":{"depth":3},"flaws":[],"flaws":["it is full"]}'"""),
            Run("""echo '{"facts":{"depth":3},"flaws":[""]}'"""),
            Run("""echo '{"facts":{"depth":3},"flaws":"none"}'"""),
            Run("""echo '{"facts":{"depth":3},"flaws":null}'"""),
            Run("""echo '{"facts":{"flaws":[]},"flaws":[]}'"""),
            Run("""echo '{"facts":[],"flaws":[]}'"""),
            Run("""echo '{"flaws":[],"counts":{"flaws":0}}'"""),
            Run("""echo '{"flaws":[],"counts":{"jobs":-1}}'"""),
            Run("""echo '{"flaws":[],"counts":{"jobs":1.5}}'"""),
            Run("""echo '{"flaws":[],"value":{"number":"3"}}'"""),
            Run("""echo '{"flaws":[],"value":{"number":1e999}}'"""),
            Run("""echo '{"flaws":[],"value":{"number":1,"unit":"5 apples"}}'"""),
            Run("""echo '{"flaws":[],"value":{"number":1,"unti":"s"}}'"""),
            Run("""echo '{"flaws":[],"value":{"number":NaN}}'"""),
            Run("""echo '{"contract":2,"facts":{"depth":3},"flaws":[]}'"""),
            Run("""echo '{"facts":{"depth":3},"flaws":[],"unseen":"the queue is away"}'"""),
            Run("""echo '{"unseen":""}'"""),
            Run("""echo '[]'"""),
            Run("""echo 'all is well'"""),
            Run("""printf '{"facts":{"depth":3},"flaws":[]'"""),
            Run("""printf '{"facts":{"a":"\xff"},"flaws":[]}'"""),
            Run("""printf '{"facts":{"a":"\\ud800"},"flaws":[]}'"""),
            Run($"""printf '%*s' 1100000 ''; {Good}"""),
            Run($"""{Good}; kill -9 $$"""),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Run("exec head -c 5000000 /dev/urandom"),
            Run("exec yes"),
            Run("""printf '{"facts":'; head -c 5000 /dev/zero | tr '\0' '['"""),
            Run("""printf '{"facts":{"a":"'; head -c 1000000 /dev/zero | tr '\0' '"'; echo '"},"flaws":[]}'"""),
            Run("""printf '{"facts":{"a":"'; yes $'\u2028' | head -n 300000 | tr -d '\n'; echo '"},"flaws":[]}'"""),
            Run("""printf '{"flaws":["'; head -c 1000000 /dev/zero | tr '\0' x; echo '"]}'"""),
            Run("""printf '{"unseen":"'; head -c 1000000 /dev/zero | tr '\0' x; echo '"}'"""),
            Run("""yes oops | head -n 100000 >&2; exit 9"""),
            Run("trap '' TERM; setsid sleep 300 & exit 0", "timeout", "300ms"),
        ];

    [Fact(Timeout = 30_000)]
    public async Task what_it_is_told_is_one_object_of_the_contract()
    {
        var here = Here(TimeSpan.FromSeconds(10)) with
        {
            BaseUrl = new("https://shop.example.org/"),
            Variables = new Dictionary<string, string> { ["TOKEN"] = "a \"b\" $(id)" },
        };

        await Check.LookAsync(
            Run("cat > asked.json", "name", "queue-age", "set.queue", "mails", "set.token", "${TOKEN}", "timeout", "8s"),
            here,
            Ct
        );

        using var asked = JsonDocument.Parse(Folder.Read("asked.json"));
        JsonElement
            .DeepEquals(
                asked.RootElement,
                JsonDocument
                    .Parse(
                        $$"""
                        {"contract":1,"kind":"queue-age","settings":{"queue":"mails","token":"a \"b\" $(id)"},
                         "directory":"{{Folder.Path}}","baseUrl":"https://shop.example.org/","limitMs":8000}
                        """
                    )
                    .RootElement
            )
            .ShouldBeTrue(Folder.Read("asked.json"));
    }

    [Fact(Timeout = 30_000)]
    public async Task facts_counts_value_and_flaws_come_home()
    {
        var seen = await LookAsync(
            Run(
                """echo '{"contract":1,"facts":{"depth":3},"flaws":["it is old"],"counts":{"jobs":3},"value":{"number":90,"unit":"seconds"}}'"""
            )
        );

        seen.Flaws.ShouldBe(["it is old"]);
        seen.Value.ShouldBe(new Quantity(90, "s"));
        Expectation.Parse("json '$.depth' = 3").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
        Expectation.Parse("count jobs < 4 and value < 2 min").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
        Check.DefaultExpectation!.Judge(seen).Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_program_that_only_measures_is_judged_by_its_number_and_passes_nothing_by_itself()
    {
        var seen = await LookAsync(Run("""echo '{"value":{"number":3,"unit":"ms"}}'"""));

        Expectation.Parse("value < 5 ms").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
        Check.DefaultExpectation!.Judge(seen).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("""echo '{"unseen":"the queue is away"}'""", "the queue is away")]
    [InlineData("echo 'no such queue' >&2; exit 7", "ended with code 7: no such queue")]
    [InlineData("""echo '{"flaw":[]}'""", "the member 'flaw', which the contract does not have")]
    [InlineData("""echo '{"contract":2}'""", "speaks the contract 2")]
    [InlineData("exec yes", "wrote more than the 1048576 bytes that are read")]
    [InlineData("printf '%*s' 1100000 ''", "wrote more than the 1048576 bytes")]
    public async Task why_it_was_not_seen_is_said(string script, string why) => (await LookAsync(Run(script))).Problem!.ShouldContain(why);

    [Fact(Timeout = 30_000)]
    public async Task an_executable_that_may_not_be_run_is_told_how()
    {
        Folder.Write("plain.sh", "echo");

        (await LookAsync(Spec("run", "plain.sh"))).Problem.ShouldBe("plain.sh may not be run: chmod +x makes it executable.");
    }

    [Fact(Timeout = 30_000)]
    public async Task nothing_that_it_started_lives_on_after_its_limit_or_after_its_answer()
    {
        await LookAsync(Run("setsid sleep 300 </dev/null >/dev/null 2>&1 & echo $! >late; exec sleep 300"), TimeSpan.FromSeconds(3));
        await LookAsync(Run($"setsid sleep 300 </dev/null >/dev/null 2>&1 & echo $! >early; {Good}"));

        foreach (var pid in new[] { Folder.Read("late").Trim(), Folder.Read("early").Trim() })
        {
            await Eventually.Holds(
                "the process is gone",
                () => !File.Exists($"/proc/{pid}/stat") || File.ReadAllText($"/proc/{pid}/stat").Contains(") Z"),
                Ct
            );
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task the_example_in_python_tells_the_age_of_what_waits()
    {
        File.SetLastWriteTimeUtc(Folder.Write("queue/a", ""), TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-90));
        Folder.Write("queue/b", "");

        var seen = await LookAsync(Example("queue-age.py", "set.folder", "queue"));
        var patient = await LookAsync(Example("queue-age.py", "set.folder", "queue", "set.most", "600"));
        var nothing = await LookAsync(Example("queue-age.py", "set.folder", "nowhere"));

        seen.Flaws!.ShouldHaveSingleItem().ShouldStartWith("a has been waiting for 9");
        Expectation.Parse("count waiting = 2 and value > 89 s and json '$.oldest' = 'a'").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
        Check.DefaultExpectation!.Judge(patient).Verdict.ShouldBe(Verdict.Pass);
        nothing.Problem!.ShouldEndWith("nowhere is not there");
    }

    [Fact(Timeout = 30_000)]
    public async Task the_example_in_bash_finds_scripts_that_no_shell_runs()
    {
        Folder.Write("good/a.sh", "echo\n");
        Folder.Write("bad/b.sh", "echo\r\n");

        Check.DefaultExpectation!.Judge(await LookAsync(Example("line-ends.sh", "set.folder", "good"))).Verdict.ShouldBe(Verdict.Pass);
        (await LookAsync(Example("line-ends.sh", "set.folder", "bad")))
            .Flaws!.ShouldHaveSingleItem()
            .ShouldStartWith("bad/b.sh has line ends");
        (await LookAsync(Example("line-ends.sh", "set.folder", "."))).Counts!["scripts"].ShouldBe(2);
        (await LookAsync(Example("line-ends.sh", "set.folder", "none"))).Looking.ShouldBe(Looking.CouldNotLook);
    }

    [Fact(Timeout = 30_000)]
    public async Task the_example_in_javascript_compares_clocks()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var right = new HttpDouble(_ => new(200, "", ("Date", $"{now:R}")));
        using var late = new HttpDouble(_ => new(200, "", ("Date", $"{now.AddHours(-1):R}")));

        Check.DefaultExpectation!.Judge(await LookAsync(Example("clock.mjs", "set.url", $"{right.Url}"))).Verdict.ShouldBe(Verdict.Pass);
        (await LookAsync(Example("clock.mjs", "set.url", $"{late.Url}"))).Flaws!.ShouldHaveSingleItem().ShouldContain("s away from ours");
        (await LookAsync(Example("clock.mjs"))).Problem!.ShouldContain("give url, or a base-url");
    }

    /// <summary>A program in bash, in the folder of the test.</summary>
    private CheckSpec Run(string script, params string[] more)
    {
        var path = Folder.WriteProgram($"program-{Guid.CreateVersion7()}.sh", script, "/usr/bin/env bash");
        return Spec(["run", Path.GetFileName(path), .. more]);
    }

    private CheckSpec Example(string name, params string[] more)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Slipway.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Spec(["run", Path.Combine(folder, "examples", "checks", name), .. more]);
    }
}
