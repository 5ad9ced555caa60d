using FsCheck;
using FsCheck.Fluent;

namespace Slipway.Kernel.Tests;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("5m", 300)]
    [InlineData("5 min", 300)]
    [InlineData("48h", 172800)]
    [InlineData("7d", 604800)]
    [InlineData("1w", 604800)]
    [InlineData("250ms", 0.25)]
    [InlineData("1h30m", 5400)]
    [InlineData("1.5h", 5400)]
    [InlineData("0s", 0)]
    public void a_duration_is_read(string text, double seconds) => Durations.TryParse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("5")]
    [InlineData("-5s")]
    [InlineData("5x")]
    [InlineData("1..5s")]
    [InlineData("99999d")]
    [InlineData("99999999999999999999999999999999999999w")]
    public void what_is_no_duration_is_not_read(string text) => Durations.TryParse(text).ShouldBeNull();

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(90, "90s")]
    [InlineData(3600, "1h")]
    [InlineData(86400, "1d")]
    [InlineData(0.25, "250ms")]
    [InlineData(0.0000001, "0.0000001s")]
    public void a_duration_is_written_in_the_largest_unit_that_divides_it(double seconds, string text) =>
        Durations.Write(TimeSpan.FromTicks((long)Math.Round(seconds * 1e7))).ShouldBe(text);

    [Fact]
    public void what_is_written_reads_back() =>
        Prop.ForAll(
                ArbMap
                    .Default.GeneratorFor<long>()
                    .Select(it => TimeSpan.FromTicks(Math.Abs(it % (315_360_000L * TimeSpan.TicksPerSecond))))
                    .ToArbitrary(),
                it => Durations.TryParse(Durations.Write(it)) == it
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
