using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Slipway.EndToEnd;

/// <summary>Days of two versions beside each other, judged at every look by the program as it is installed.</summary>
[Trait("Promise", "12")]
public sealed class ComparisonTests
{
    private const int Day = 5760;
    private const int Runs = 40;

    /// <summary>Of 40 runs at a true 1 % more than three are seen once in 1,500 times; what is planted below is far beyond.</summary>
    private const int MostFalse = 3;

    [Fact]
    public async Task identical_versions_with_errors_in_bursts_are_seldom_taken_back_though_each_look_decides()
    {
        var said = await CompareAsync(run => ADay(run, perInterval: 25, Burst.Within));

        said.Count(it => it.Decision == "no-go").ShouldBeLessThanOrEqualTo(MostFalse);
    }

    [Fact]
    public async Task a_go_is_evidence_and_never_the_absence_of_an_alarm()
    {
        // An hour of ten requests a minute: nothing is wrong with any of them, and nothing is shown.
        var idle = await CompareAsync(run => ADay(run, perInterval: 3, Burst.Within).Take(240));
        var busy = await CompareAsync(run => ADay(run, perInterval: 2500, Burst.None).Take(480));

        idle.ShouldAllBe(it => it.Decision == "watch" || it.Decision == "hold" || it.Decision == "no-go");
        idle.Where(it => it.Decision == "watch").ShouldAllBe(it => it.Needed > 1000);
        busy.Count(it => it.Decision == "go").ShouldBeGreaterThan(Runs * 9 / 10);
        busy.Where(it => it.Decision == "go").ShouldAllBe(it => it.Evidence >= it.Bound);
    }

    [Fact]
    public async Task a_version_that_fails_five_times_as_often_is_taken_back_and_named()
    {
        var said = await CompareAsync(run => ADay(run, perInterval: 25, Burst.None, candidate: 0.05).Take(480));

        said.Count(it => it is { Decision: "no-go", Attribution: "candidate" }).ShouldBe(Runs);
    }

    [Fact]
    public async Task bursts_that_run_on_over_many_looks_are_found_beforehand_and_the_look_that_they_need_holds()
    {
        using var place = new Workplace();
        await WriteAsync(place, "yesterday", ADay(1000, 2, Burst.RunsOn).Select(it => Line(1, it)));
        var before = await place.ShellAsync("slipway judge dispersion < yesterday > said", "");
        var past = JsonNode.Parse(place.Text("said"))!;

        var without = await CompareAsync(run => ADay(run, 2, Burst.RunsOn));
        var with = await CompareAsync(run => ADay(run, 2, Burst.RunsOn), "--per-look", past["perLook"]!.ToString());

        before.ExitCode.ShouldBe(0);
        past["form"]!.ToString().ShouldBe("bursts");
        without.Count(it => it.Decision == "no-go").ShouldBeGreaterThan(Runs / 2);
        with.Count(it => it.Decision == "no-go").ShouldBeLessThanOrEqualTo(MostFalse);
    }

    [Fact]
    public async Task a_past_that_says_too_little_is_not_known_and_lines_that_do_not_fit_are_told()
    {
        using var place = new Workplace();
        place.With(
            "past",
            """
            {"t":15,"baseline":{"n":100,"errors":1}}
            {"t":30,"baseline":{"n":100,"errors":1},"candidate":{"n":100,"errors":1}}
            {"t":15,"baseline":{"n":100,"errors":1}}
            {"t":45,"baseline":{"n":100}}
            """
        );

        var ended = await place.ShellAsync("slipway judge dispersion < past 2> err", "");
        place.With("past", "{\"t\":15,\"baseline\":{\"n\":100,\"errors\":1}}\n");
        var little = await place.ShellAsync("slipway judge dispersion < past > out", "");
        place.With("past", "");
        var nothing = await place.ShellAsync("slipway judge dispersion < past", "");

        ended.ExitCode.ShouldBe(2);
        place.Text("err").ShouldContain("line 2: one line names a candidate and another does not");
        place.Text("err").ShouldContain("line 3: its t is not later");
        place.Text("err").ShouldContain("line 4: `baseline.errors` is missing");
        little.ExitCode.ShouldBe(1);
        place.Text("out").ShouldStartWith("{\"form\":\"unknown\",\"burst\":0,\"perLook\":100,");
        nothing.ExitCode.ShouldBe(2);
    }

    /// <summary>The last thing said of each run.</summary>
    private static async Task<List<Said>> CompareAsync(Func<int, IEnumerable<Interval>> run, params string[] options)
    {
        using var place = new Workplace();
        await WriteAsync(place, "in", Enumerable.Range(1, Runs).SelectMany(id => run(id).Select(it => Line(id, it))));
        (await place.ShellAsync($"slipway judge compare {string.Join(' ', options)} < in > out", "")).ExitCode.ShouldBe(0);
        return
        [
            .. place
                .Text("out")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(it => JsonNode.Parse(it)!)
                .GroupBy(it => (int)it["run"]!)
                .Select(it => it.Last())
                .Select(it => new Said(
                    it["decision"]!.ToString(),
                    it["attribution"]!.ToString(),
                    (double)it["evidence"]!,
                    (double)it["bound"]!,
                    (long)it["needed"]!
                )),
        ];
    }

    private static async Task WriteAsync(Workplace place, string name, IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }

        await File.WriteAllTextAsync(place.In(name), text.ToString(), TestContext.Current.CancellationToken);
    }

    private static string Line(int run, Interval it) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"run\":{run},\"t\":{it.At},\"baseline\":{{\"n\":{it.Requests},\"errors\":{it.Errors}}},\"candidate\":{{\"n\":{it.Candidate},\"errors\":{it.CandidateErrors}}}}}"
        );

    /// <summary>A day of looks every 15 s; one request in a hundred of the baseline fails.</summary>
    private static IEnumerable<Interval> ADay(int seed, double perInterval, Burst burst, double candidate = 0.01)
    {
        var random = new Random(seed);
        var (one, other) = (new Arm(random, burst, 0.01), new Arm(random, burst, candidate));
        for (var look = 1; look <= Day; look++)
        {
            var (requests, candidates) = (Poisson(random, perInterval), Poisson(random, perInterval));
            yield return new(15 * look, requests, one.Errors(requests), candidates, other.Errors(candidates));
        }
    }

    private static int Poisson(Random random, double mean)
    {
        if (mean > 100)
        {
            // Sums of independent Poisson numbers are one.
            return Enumerable.Range(0, (int)mean / 100).Sum(_ => Poisson(random, 100));
        }

        var (count, product) = (0, random.NextDouble());
        for (var limit = Math.Exp(-mean); product > limit; count++)
        {
            product *= random.NextDouble();
        }

        return count;
    }

    private enum Burst
    {
        None,
        Within,
        RunsOn,
    }

    private sealed record Interval(int At, int Requests, int Errors, int Candidate, int CandidateErrors);

    private sealed record Said(string Decision, string Attribution, double Evidence, double Bound, long Needed);

    /// <summary>Errors of one version: alone, or in bursts of ten (geometric), within an interval or over those that follow.</summary>
    private sealed class Arm(Random random, Burst burst, double rate)
    {
        private int _rest;

        public int Errors(int requests)
        {
            if (burst == Burst.None)
            {
                return Math.Min(requests, Poisson(random, requests * rate));
            }

            var errors = burst == Burst.RunsOn ? _rest : 0;
            for (var bursts = Poisson(random, requests * rate / 10); bursts > 0; bursts--)
            {
                errors += 1 + (int)(Math.Log(1 - random.NextDouble()) / Math.Log(0.9));
            }

            _rest = Math.Max(0, errors - requests);
            return Math.Min(errors, requests);
        }
    }
}
