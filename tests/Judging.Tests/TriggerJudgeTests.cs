using Slipway.Kernel;

namespace Slipway.Judging.Tests;

public sealed class TriggerJudgeTests
{
    private static readonly TriggerRule AboveTenPercent = Rule("> 0.10", "5m");

    [Fact]
    public void what_is_active_from_the_start_fires_after_exactly_five_minutes()
    {
        States(AboveTenPercent, "0 0.2", "60 0.2", "120 0.2", "180 0.2", "240 0.2", "299 0.2", "300 0.2")
            .ShouldBe("pending pending pending pending pending pending firing");
    }

    [Fact]
    public void one_low_sample_resets()
    {
        States(AboveTenPercent, "0 0.2", "240 0.2", "270 0.05", "300 0.2", "600 0.2").ShouldBe("pending pending inactive pending firing");
    }

    [Fact]
    public void a_bound_that_is_met_exactly_does_not_fire()
    {
        States(Rule("> 0.10", "0s"), "0 0.1", "15 0.1000001").ShouldBe("inactive firing");
    }

    [Fact]
    public void before_the_first_number_there_is_no_data()
    {
        States(AboveTenPercent, "0 missing", "15 NaN", "30 stale", "45 0.01").ShouldBe("hold hold hold inactive");
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Inf")]
    [InlineData("stale")]
    public void what_is_no_number_neither_resets_nor_fires(string value)
    {
        States(AboveTenPercent, "0 0.2", "240 0.2", $"300 {value}", "360 0.2").ShouldBe("pending pending hold firing");
    }

    [Fact]
    public void a_short_gap_changes_nothing_and_does_not_fire()
    {
        States(AboveTenPercent, "0 0.2", "240 0.2", "330 missing", "360 0.2").ShouldBe("pending pending pending firing");
    }

    [Fact]
    public void a_gap_over_the_limit_is_a_hold_and_its_time_does_not_count()
    {
        States(AboveTenPercent, "0 0.2", "240 0.2", "540 missing", "541 missing", "900 0.2", "959 0.2", "960 0.2")
            .ShouldBe("pending pending pending hold pending pending firing");
    }

    [Fact]
    public void a_gap_without_lines_counts_as_one()
    {
        States(AboveTenPercent, "0 0.2", "240 0.2", "7200 0.2", "7260 0.2").ShouldBe("pending pending pending firing");
    }

    [Fact]
    public void what_fired_before_a_gap_fires_behind_it_until_a_number_says_otherwise()
    {
        States(Rule("> 0.10", "1m"), "0 0.2", "60 0.2", "600 missing", "615 0.2", "630 0.05")
            .ShouldBe("pending firing hold firing inactive");
    }

    [Fact]
    public void one_miss_of_five_is_tolerated_and_a_second_resets()
    {
        var rule = AboveTenPercent with { Tolerance = new(1, 5) };

        States(rule, "0 0.2", "60 0.2", "120 0.05", "180 0.2", "240 0.2", "300 0.2", "360 0.2", "420 0.05", "480 0.05")
            .ShouldBe("pending pending pending pending pending firing firing firing inactive");
    }

    [Fact]
    public void a_tolerated_miss_does_not_fire_by_itself()
    {
        var rule = AboveTenPercent with { Tolerance = new(1, 5) };

        States(rule, "0 0.2", "240 0.2", "300 0.05", "315 0.2").ShouldBe("pending pending pending firing");
    }

    [Fact]
    public void prometheus_resets_on_what_is_not_known()
    {
        var rule = AboveTenPercent with { Mode = TriggerMode.Prometheus };

        States(rule, "0 0.2", "240 0.2", "255 NaN", "300 0.2", "540 stale", "600 0.2", "900 missing", "901 missing")
            .ShouldBe("pending pending inactive pending inactive pending firing inactive");
    }

    [Fact]
    public void time_goes_forward()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => States(AboveTenPercent, "60 0.2", "60 0.2"));
    }

    [Fact]
    public void a_restart_at_any_line_makes_no_difference()
    {
        var chance = new Random(7);
        var rule = AboveTenPercent with { Tolerance = new(1, 4) };
        for (var series = 0; series < 200; series++)
        {
            var lines = RandomSeries.Lines(chance, 40);
            var whole = States(rule, lines);
            Enumerable.Range(0, lines.Length).ShouldAllBe(cut => StatesWithRestart(rule, lines, cut) == whole);
        }
    }

    [Fact]
    public void a_memory_that_was_changed_is_not_read()
    {
        var rule = Rule("> 0.1", "5m");
        var written = TriggerMemoryJson.Write(TriggerMemory.Empty, rule);

        TriggerMemoryJson.TryRead(written, rule).ShouldBe(TriggerMemory.Empty);
        TriggerMemoryJson.TryRead(written.Replace("hold", "hopeful", StringComparison.Ordinal), rule).ShouldBeNull();
        TriggerMemoryJson.TryRead(written + " ", rule).ShouldBeNull();
        TriggerMemoryJson.TryRead("{}", rule).ShouldBeNull();
        TriggerMemoryJson.TryRead("", rule).ShouldBeNull();
    }

    [Fact]
    public void what_one_rule_remembers_says_nothing_to_another()
    {
        var written = TriggerMemoryJson.Write(TriggerMemory.Empty, Rule("> 0.1", "5m"));

        TriggerMemoryJson.TryRead(written, Rule("> 0.2", "5m")).ShouldBeNull();
        TriggerMemoryJson.TryRead(written, Rule("> 0.1", "6m")).ShouldBeNull();
        TriggerMemoryJson.TryRead(written, Rule("> 0.1", "5m") with { StaleAfter = TimeSpan.FromMinutes(1) }).ShouldBeNull();
        TriggerMemoryJson.TryRead(written, Rule("> 0.1", "5m") with { Tolerance = new(1, 5) }).ShouldBeNull();
    }

    [Theory]
    [InlineData("> 0.10", true)]
    [InlineData("<=-1e3", true)]
    [InlineData("≥ 2", true)]
    [InlineData("0.10", false)]
    [InlineData("> ", false)]
    [InlineData("> 10 %", false)]
    [InlineData("> NaN", false)]
    [InlineData(">> 1", false)]
    public void a_condition_is_a_sign_and_a_finite_number(string text, bool isOne)
    {
        Condition.TryParse(text).HasValue.ShouldBe(isOne);
    }

    [Theory]
    [InlineData("1/5", true)]
    [InlineData("0/1", true)]
    [InlineData("5/5", false)]
    [InlineData("1/65", false)]
    [InlineData("-1/5", false)]
    [InlineData("1", false)]
    public void a_tolerance_leaves_something_that_resets(string text, bool isOne)
    {
        Tolerance.TryParse(text).HasValue.ShouldBe(isOne);
    }

    [Theory]
    [InlineData("300")]
    [InlineData("300 ")]
    [InlineData("x 1")]
    [InlineData("-1 1")]
    [InlineData("1 nothing")]
    [InlineData("1 1e999")]
    [InlineData("1 2 3")]
    public void a_line_that_is_no_sample_is_a_fault(string line)
    {
        var (read, fault) = SampleLine.Read(System.Text.Encoding.UTF8.GetBytes(line));

        read.ShouldBeNull();
        fault.ShouldNotBeNull();
    }

    internal static TriggerRule Rule(string condition, string duration) =>
        new()
        {
            Comparison = Condition.TryParse(condition)!.Value.Comparison,
            Bound = Condition.TryParse(condition)!.Value.Bound,
            For = Durations.TryParse(duration)!.Value,
        };

    internal static string States(TriggerRule rule, params string[] lines) => StatesWithRestart(rule, lines, -1);

    private static string StatesWithRestart(TriggerRule rule, string[] lines, int cut)
    {
        var (memory, said) = (TriggerMemory.Empty, new List<string>());
        for (var i = 0; i < lines.Length; i++)
        {
            memory = i == cut ? TriggerMemoryJson.TryRead(TriggerMemoryJson.Write(memory, rule), rule)! : memory;
            var line = SampleLine.Read(System.Text.Encoding.UTF8.GetBytes(lines[i])).Line!.Value;
            memory = TriggerJudge.Next(rule, memory, line.At, line.Sample);
            said.Add(memory.State.ToString().ToLowerInvariant());
        }

        return string.Join(' ', said);
    }
}
