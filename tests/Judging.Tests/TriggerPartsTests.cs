using System.Globalization;
using System.Text;
using Slipway.Kernel;

namespace Slipway.Judging.Tests;

/// <summary>Conditions of several parts.</summary>
public sealed class TriggerPartsTests
{
    [Theory]
    [InlineData("> 0.10", "")]
    [InlineData("between 1 and 5", "up to 5")]
    [InlineData("between 1 and 5 and after 1h", "up to 5 after 01:00:00")]
    [InlineData("> 1000 and growing", "growing over 00:05:00")]
    [InlineData("value > 1000 and growing over 10m", "growing over 00:10:00")]
    [InlineData("> 2x baseline", "x baseline")]
    [InlineData(">= 1.5x baseline and 3 in a row", "x baseline 3 in a row")]
    [InlineData("> 5 and changed within 30m", "changed within 00:30:00")]
    [InlineData(
        "> 5 and growing over 2m and after 1h30m and changed within 2h and 4 in a row",
        "growing over 00:02:00 after 01:30:00 changed within 02:00:00 4 in a row"
    )]
    public void a_condition_has_one_bound_and_parts_beside_it(string text, string parts)
    {
        TriggerExpression.TryParse(text)!.Parts.Words.ShouldBe(parts);
    }

    [Theory]
    [InlineData("growing")]
    [InlineData("after 1h")]
    [InlineData("> 1 and > 2")]
    [InlineData("> 1 and growing and growing over 5m")]
    [InlineData("> 1 and after soon")]
    [InlineData("> 1 and after 0s")]
    [InlineData("> 1 and 1 in a row")]
    [InlineData("> 1 and 101 in a row")]
    [InlineData("> 1 and increasing")]
    [InlineData("> 1 or growing")]
    [InlineData("> 1 and")]
    [InlineData("> 10 % and growing")]
    [InlineData("between 5 and 1")]
    [InlineData("between 1 % and 5 %")]
    [InlineData("> 1 and not growing")]
    [InlineData("> 1 and changed within 30 beers")]
    [InlineData("")]
    public void what_is_not_wholly_understood_is_no_condition(string text)
    {
        TriggerExpression.TryParse(text).ShouldBeNull();
    }

    [Fact]
    public void a_band_holds_at_both_ends_and_not_beyond_them()
    {
        States("between 1 and 5", "0s", "0 0.99", "1 1", "2 5", "3 5.01").ShouldBe("inactive firing firing inactive");
    }

    [Fact]
    public void before_its_time_a_condition_does_not_hold_and_at_its_time_it_does()
    {
        States("> 1 and after 1h", "0s", "0 2", "3599 2", "3600 2").ShouldBe("inactive inactive firing");
    }

    [Fact]
    public void its_duration_begins_when_its_time_has_come()
    {
        States("> 1 and after 1m", "1m", "0 2", "60 2", "119 2", "120 2").ShouldBe("inactive pending pending firing");
    }

    [Fact]
    public void a_row_that_is_broken_begins_anew()
    {
        States("> 1 and 3 in a row", "0s", "0 2", "1 2", "2 0", "3 2", "4 2", "5 2")
            .ShouldBe("pending pending inactive pending pending firing");
    }

    [Fact]
    public void what_is_not_seen_neither_counts_in_a_row_nor_breaks_it()
    {
        States("> 1 and 3 in a row", "0s", "0 2", "1 2", "2 missing", "3 NaN", "4 2").ShouldBe("pending pending pending hold firing");
    }

    [Fact]
    public void a_row_and_a_duration_must_both_be_reached()
    {
        States("> 1 and 3 in a row", "10s", "0 2", "1 2", "2 2", "10 2").ShouldBe("pending pending pending firing");
        States("> 1 and 3 in a row", "10s", "0 2", "10 2", "11 2").ShouldBe("pending pending firing");
    }

    [Fact]
    public void a_multiple_of_the_baseline_is_held_against_what_stands_beside_it()
    {
        States("> 2x baseline", "0s", "0 2 baseline=1", "1 2.1 baseline=1", "2 2.1 baseline=1.1").ShouldBe("inactive firing inactive");
    }

    [Fact]
    public void without_a_baseline_or_with_none_but_nought_nobody_can_tell()
    {
        States("> 2x baseline", "0s", "0 9", "1 9 baseline=0", "2 9 baseline=NaN").ShouldBe("hold hold hold");
    }

    [Fact]
    public void what_grows_over_the_window_holds_and_what_has_stopped_does_not()
    {
        var (up, flat) = (Line(0, 30, it => 1000 + it), Line(300, 30, _ => 1300));

        States("> 1 and growing over 5m", "0s", [.. up]).Split(' ')[^1].ShouldBe("firing");
        States("> 1 and growing over 5m", "0s", [.. up, .. flat]).Split(' ')[^1].ShouldBe("inactive");
    }

    [Fact]
    public void one_step_up_is_no_growth_and_neither_is_a_saw()
    {
        States("> 1 and growing over 5m", "0s", [.. Line(0, 31, it => it < 150 ? 10 : 20)]).Split(' ')[^1].ShouldBe("inactive");
        States("> 1 and growing over 5m", "0s", [.. Line(0, 31, it => 10 + (it % 20))]).Split(' ')[^1].ShouldBe("inactive");
    }

    [Fact]
    public void a_few_falls_among_many_rises_are_still_a_growth()
    {
        States("> 1 and growing over 5m", "0s", [.. Line(0, 31, it => 1000 + it - (it % 60 == 0 ? 25 : 0) + (it == 300 ? 25 : 0))])
            .Split(' ')[^1]
            .ShouldBe("firing");
    }

    [Fact]
    public void until_the_window_is_filled_a_growth_cannot_be_told_but_a_bound_that_is_not_reached_can()
    {
        States("> 1000 and growing over 5m", "0s", "0 2000", "60 2001", "120 5").ShouldBe("hold hold inactive");
    }

    [Fact]
    public void behind_a_gap_as_long_as_the_window_a_growth_cannot_be_told()
    {
        States("> 1 and growing over 5m", "0s", [.. Line(0, 31, it => it + 2), "700 9999"]).Split(' ')[^1].ShouldBe("hold");
    }

    [Fact]
    public void a_change_long_ago_is_no_change_in_the_last_half_hour()
    {
        States("> 1 and changed within 30m", "0s", "0 2", "1800 2", "1801 2", "1900 2 changed", "3700 2", "3701 2")
            .ShouldBe("firing firing inactive firing firing inactive");
    }

    [Theory]
    [InlineData("between 1 and 5")]
    [InlineData("> 2x baseline")]
    [InlineData("> 1 and growing over 2m")]
    [InlineData("> 1 and after 1m")]
    [InlineData("> 1 and changed within 3m")]
    [InlineData("> 1 and 3 in a row")]
    public void without_a_number_every_part_holds(string condition)
    {
        States(condition, "0s", "0 NaN baseline=1", "400 missing", "401 stale", "402 Inf").ShouldBe("hold hold hold hold");
    }

    [Theory]
    [InlineData("between 0.05 and 0.2")]
    [InlineData("> 2x baseline")]
    [InlineData("> 0.05 and growing over 2m")]
    [InlineData("> 0.05 and after 5m")]
    [InlineData("> 0.05 and changed within 3m")]
    [InlineData("> 0.05 and 3 in a row")]
    [InlineData("between 0.05 and 0.3 and growing over 1m and after 2m and changed within 10m and 2 in a row")]
    public void a_restart_at_any_line_makes_no_difference_to_any_part(string condition)
    {
        var chance = new Random(7);
        var heard = new HashSet<string>(StringComparer.Ordinal);
        for (var series = 0; series < 60; series++)
        {
            var lines = Lines(chance);
            var whole = States(condition, "30s", lines);
            heard.UnionWith(whole.Split(' '));
            for (var cut = 0; cut < lines.Length; cut++)
            {
                StatesWithRestart(condition, "30s", lines, cut).ShouldBe(whole);
            }
        }

        heard.ShouldContain("hold");
        heard.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void a_condition_with_parts_never_fires_where_its_bound_alone_does_not()
    {
        var chance = new Random(11);
        for (var series = 0; series < 300; series++)
        {
            var lines = Lines(chance);
            var bound = States("> 0.1", "0s", lines).Split(' ');
            foreach (var parts in (string[])["growing over 1m", "after 2m", "changed within 2m"])
            {
                States($"> 0.1 and {parts}", "0s", lines)
                    .Split(' ')
                    .Zip(bound)
                    .ShouldAllBe(it => it.First != "firing" || it.Second == "firing");
            }
        }
    }

    [Fact]
    public void the_memory_of_parts_stays_small_however_often_is_looked()
    {
        var rule = Rule("> 1 and growing over 1h", "0s");
        var memory = TriggerMemory.Empty;
        for (var at = 0; at < 20_000; at++)
        {
            memory = TriggerJudge.Next(rule, memory, TimeSpan.FromSeconds(at), Sample.Of(at));
        }

        memory.Trail.Count.ShouldBeLessThanOrEqualTo(66);
        memory.State.ShouldBe(TriggerState.Firing);
        TriggerMemoryJson.TryRead(TriggerMemoryJson.Write(memory, rule), rule).ShouldBe(memory);
    }

    [Theory]
    [InlineData("[[\"1\"]]")]
    [InlineData("[[null,\"2\"]]")]
    [InlineData("[null]")]
    [InlineData("[[1,2]]")]
    [InlineData("{}")]
    [InlineData("7")]
    public void a_memory_whose_trail_was_changed_is_not_read(string trail)
    {
        var rule = Rule("> 1 and growing", "0s");
        var written = TriggerMemoryJson.Write(TriggerMemory.Empty, rule);

        TriggerMemoryJson.TryRead(written, rule).ShouldBe(TriggerMemory.Empty);
        TriggerMemoryJson.TryRead(written.Replace("\"trail\":[]", $"\"trail\":{trail}", StringComparison.Ordinal), rule).ShouldBeNull();
    }

    [Fact]
    public void what_a_bound_alone_remembers_is_written_as_ever()
    {
        TriggerMemoryJson
            .Write(TriggerMemory.Empty, Rule("> 0.1", "5m"))
            .ShouldBe(
                """{"at":null,"fired":false,"misses":"0","number":null,"rule":"Greater 0.1 for 00:05:00 Strict tolerate 0/1 stale after 00:05:00","schema":"slipway.trigger/1","seenAt":null,"since":null,"state":"hold"}"""
            );
    }

    [Fact]
    public void prometheus_mode_knows_no_parts()
    {
        var rule = Rule("> 1 and after 1m", "0s") with { Mode = TriggerMode.Prometheus };

        Should.Throw<ArgumentException>(() => TriggerJudge.Next(rule, TriggerMemory.Empty, TimeSpan.Zero, Sample.Of(2)));
    }

    [Theory]
    [InlineData("1 2 3")]
    [InlineData("1 2 baseline=")]
    [InlineData("1 2 baseline=1 baseline=2")]
    [InlineData("1 2 changed changed")]
    [InlineData("1 2 base=1")]
    public void what_stands_behind_the_value_is_understood_or_a_fault(string line)
    {
        SampleLine.Read(Encoding.UTF8.GetBytes(line)).Fault.ShouldNotBeNull();
    }

    private static IEnumerable<string> Line(int from, int count, Func<int, double> value) =>
        Enumerable
            .Range(0, count)
            .Select(it => from + (it * 10))
            .Select(at => string.Create(CultureInfo.InvariantCulture, $"{at} {value(at)}"));

    private static string[] Lines(Random chance)
    {
        string[] tails = ["", "", " baseline=0.05", " baseline=0.04", " changed", " baseline=0 changed"];
        return [.. RandomSeries.Lines(chance, 40).Select(it => it + tails[chance.Next(tails.Length)])];
    }

    private static TriggerRule Rule(string condition, string duration)
    {
        var read = TriggerExpression.TryParse(condition)!;
        return TriggerJudgeTests.Rule("> 0", duration) with
        {
            Comparison = read.Condition.Comparison,
            Bound = read.Condition.Bound,
            Parts = read.Parts,
        };
    }

    private static string States(string condition, string duration, params string[] lines) =>
        StatesWithRestart(condition, duration, lines, -1);

    private static string StatesWithRestart(string condition, string duration, string[] lines, int cut)
    {
        var rule = Rule(condition, duration);
        var (memory, said) = (TriggerMemory.Empty, new List<string>());
        for (var i = 0; i < lines.Length; i++)
        {
            memory = i == cut ? TriggerMemoryJson.TryRead(TriggerMemoryJson.Write(memory, rule), rule)! : memory;
            var line = SampleLine.Read(Encoding.UTF8.GetBytes(lines[i])).Line!.Value;
            memory = TriggerJudge.Next(rule, memory, line.At, line.Look);
            said.Add(memory.State.ToString().ToLowerInvariant());
        }

        return string.Join(' ', said);
    }
}
