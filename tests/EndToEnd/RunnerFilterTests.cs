using System.Xml.Linq;
using Slipway.Testing;

namespace Slipway.EndToEnd;

/// <summary>Filters are held against the real runners: exactly the tests that were named are left out, or run.</summary>
[Trait("Promise", "21")]
public sealed class RunnerFilterTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task pytest_leaves_out_and_runs_exactly_what_was_named()
    {
        _work.With(
            "tests/test_cart.py",
            """
            import pytest
            class TestCart:
                def test_pays(self): pass
                def test_pays_twice(self): pass
            @pytest.mark.parametrize("what", ["a b", "it's", "$HOME"])
            def test_ships(what): pass
            def test_top(): pass
            """
        );
        string[] named = ["tests.test_cart › test_ships[it's]", "tests.test_cart › test_ships[$HOME]", "tests.test_cart › test_top"];
        const string Run = "/usr/bin/python3 -m pytest -q -p no:cacheprovider --junitxml=out.xml";

        (await RunAsync(Run, "pytest", named)).ShouldBe(["test_pays", "test_pays_twice", "test_ships[a b]"]);
        (await RunAsync(Run, "pytest", named, "--only")).ShouldBe(["test_ships[$HOME]", "test_ships[it's]", "test_top"]);
    }

    [Fact]
    public async Task pytest_does_not_leave_out_a_test_whose_name_begins_another()
    {
        _work.With("test_cart.py", "def test_pays(): pass\ndef test_pays_twice(): pass\n");

        (
            await RunAsync("/usr/bin/python3 -m pytest -q -p no:cacheprovider --junitxml=out.xml", "pytest", ["test_cart › test_pays"])
        ).Count.ShouldBe(2);
    }

    [Fact]
    public async Task ctest_leaves_out_and_runs_exactly_what_was_named()
    {
        _work.With(
            "CMakeLists.txt",
            """
            cmake_minimum_required(VERSION 3.21)
            project(shop NONE)
            enable_testing()
            foreach(name cart.pays cartXpays cart.pays.twice "costs 5$ (net)" "a+b" aab)
              add_test(NAME "${name}" COMMAND ${CMAKE_COMMAND} -E true)
            endforeach()
            """
        );
        (await _work.BashAsync("cmake -S . -B build")).ExitCode.ShouldBe(0, "cmake is needed: apt-get install cmake (./test does it).");
        string[] named = ["cart.pays", "costs 5$ (net)", "a+b"];
        const string Run = "ctest --test-dir build --output-junit ../out.xml";

        (await RunAsync(Run, "ctest", named)).ShouldBe(["aab", "cart.pays.twice", "cartXpays"]);
        (await RunAsync(Run, "ctest", named, "--only")).ShouldBe(["a+b", "cart.pays", "costs 5$ (net)"]);
    }

    [Fact]
    public async Task jest_leaves_out_and_runs_exactly_what_was_named()
    {
        var programs = await NpmPackage.InstalledAsync("jest", "29.7.0");
        _work.With("a.test.js", Javascript);

        var run = $"'{programs}/jest' --rootDir . --config '{{}}' --json --outputFile out.json";

        (await JsonAsync(run, "jest", JestNames)).ShouldBe(["cart pays (now) $5 twice", "top"]);
        (await JsonAsync(run, "jest", JestNames, "--only")).ShouldBe(["cart inner it's \"odd\" [1/2]", "cart pays (now) $5"]);
    }

    [Fact]
    public async Task vitest_leaves_out_and_runs_exactly_what_was_named()
    {
        var programs = await NpmPackage.InstalledAsync("vitest", "2.1.9");
        Directory.CreateSymbolicLink(_work.In("node_modules"), Path.GetDirectoryName(programs)!);
        _work.With("a.spec.mjs", $"import {{ describe, test }} from 'vitest';\n{Javascript}");
        string[] named = ["a.spec.mjs › cart > pays (now) $5", "a.spec.mjs › cart > inner > it's \"odd\" [1/2]"];
        var run = $"'{programs}/vitest' run --reporter=json --outputFile=out.json";

        (await JsonAsync(run, "vitest", named)).ShouldBe(["cart pays (now) $5 twice", "top"]);
        (await JsonAsync(run, "vitest", named, "--only")).ShouldBe(["cart inner it's \"odd\" [1/2]", "cart pays (now) $5"]);
    }

    [Fact]
    public async Task xunit_leaves_out_and_lists_exactly_what_was_named()
    {
        const string This = "Slipway.EndToEnd.FlakesTests";
        string[] named = [$"{This} › verdicts_are_printed_for_programs", $"{This} › a_history_without_an_outcome_is_not_usable"];
        var list = $"'{Environment.ProcessPath}' -list methods -noColor -noLogo";

        var left = await ListAsync($"{list} -class {This}", "xunit3", named);
        var only = await ListAsync(list, "xunit3", named, "--only");

        only.ShouldBe([$"{This}.a_history_without_an_outcome_is_not_usable", $"{This}.verdicts_are_printed_for_programs"]);
        left.ShouldNotBeEmpty();
        left.ShouldAllBe(it => it.StartsWith($"{This}.") && !only.Contains(it));
    }

    [Fact]
    public async Task what_a_runner_cannot_run_alone_is_no_filter_that_runs_everything()
    {
        var ended = await FilterAsync("pytest", ["gone › test_pays"], "--only");

        ended.ExitCode.ShouldBe(2);
        ended.Out.ShouldBeEmpty();
        ended.Err.ShouldContain("without a filter it would run all of them");
    }

    [Fact]
    public async Task the_list_of_known_flakes_is_left_out_but_for_what_has_lapsed()
    {
        _work.With(
            "tests-quarantine.yaml",
            """
            - {test: Pays, suite: Shop.Cart, messages: [Timeout], owner: ada, reason: r, until: 2999-12-31}
            - {test: Ships, suite: Shop.Cart, messages: [Timeout], owner: ada, reason: r, until: 2020-12-31}
            """
        );

        var ended = await _work.SlipwayAsync("tests", "filter", "--runner", "dotnet");

        ended.Out.ShouldBe("--filter 'FullyQualifiedName!=Shop.Cart.Pays'\n");
        ended.Err.ShouldContain("not left out: Ships (line 2), whose quarantine ended on 2020-12-31");
    }

    private static readonly string[] JestNames = ["cart › pays (now) $5", "cart › inner › it's \"odd\" [1/2]"];

    private const string Javascript = """
        describe('cart', () => {
          test('pays (now) $5', () => {});
          test('pays (now) $5 twice', () => {});
          describe('inner', () => { test('it\'s "odd" [1/2]', () => {}); });
        });
        test('top', () => {});
        """;

    private Task<Ended> FilterAsync(string runner, string[] named, params string[] more) =>
        _work.SlipwayAsync(["tests", "filter", "--runner", runner, .. named.SelectMany(it => (string[])["--test", it]), .. more]);

    /// <summary>Runs a runner with what the filter says, and gives the names of the tests that its JUnit XML shows.</summary>
    private async Task<List<string>> RunAsync(string run, string runner, string[] named, params string[] more)
    {
        var filter = await FilterAsync(runner, named, more);
        var ran = await _work.BashAsync($"{run} {filter.Out}");
        File.Exists(_work.In("out.xml")).ShouldBeTrue($"{filter.Err}\n{ran.Out}\n{ran.Err}");
        return
        [
            .. XDocument
                .Load(_work.In("out.xml"))
                .Descendants("testcase")
                .Select(it => it.Attribute("name")!.Value)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The same of a runner that writes Jest's JSON: full names of what passed.</summary>
    private async Task<List<string>> JsonAsync(string run, string runner, string[] named, params string[] more)
    {
        var filter = await FilterAsync(runner, named, more);
        var ran = await _work.BashAsync($"{run} {filter.Out}");
        File.Exists(_work.In("out.json")).ShouldBeTrue($"{filter.Err}\n{ran.Out}\n{ran.Err}");
        var tests = System.Text.Json.Nodes.JsonNode.Parse(_work.Text("out.json"))!["testResults"]![0]!["assertionResults"]!.AsArray();
        return
        [
            .. tests
                .Where(it => it!["status"]!.GetValue<string>() == "passed")
                .Select(it => it!["fullName"]!.GetValue<string>().Trim())
                .Order(StringComparer.Ordinal),
        ];
    }

    private async Task<List<string>> ListAsync(string list, string runner, string[] named, params string[] more)
    {
        var filter = await FilterAsync(runner, named, more);
        var ran = await _work.BashAsync($"{list} {filter.Out}");
        ran.ExitCode.ShouldBe(0, ran.Err);
        return
        [
            .. ran.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal),
        ];
    }
}
