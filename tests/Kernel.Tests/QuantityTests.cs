using FsCheck;
using FsCheck.Fluent;

namespace Slipway.Kernel.Tests;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("212 ms", 212, "ms")]
    [InlineData("4.0", 4, "")]
    [InlineData("5%", 5, "%")]
    [InlineData("1,200", 1200, "")]
    [InlineData("-3", -3, "")]
    [InlineData("1.5e3 B", 1500, "B")]
    [InlineData("8 USD/day", 8, "USD/day")]
    [InlineData("3 Seconds", 3, "s")]
    [InlineData("5m", 5, "min")]
    [InlineData("340M", 340, "MiB")]
    [InlineData("10 gb", 10, "GB")]
    [InlineData("7 req/s", 7, "/s")]
    public void a_number_with_its_unit_is_read(string text, double number, string unit) =>
        Quantity.TryParse(text).ShouldBe(new Quantity(number, unit));

    [Theory]
    [InlineData("")]
    [InlineData("ms")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("4,5")]
    [InlineData("1,2000")]
    [InlineData("12:30")]
    [InlineData("2024-01-02")]
    [InlineData("1.2.3")]
    [InlineData("3 of 5")]
    [InlineData("0 errors found")]
    [InlineData("--5")]
    public void what_is_no_number_with_a_unit_is_not_read(string text) => Quantity.TryParse(text).ShouldBeNull();

    [Theory]
    [InlineData(0.3, "s", "ms", 300)]
    [InlineData(1, "GiB", "B", 1073741824)]
    [InlineData(50, "%", "ratio", 0.5)]
    [InlineData(60, "/min", "/s", 1)]
    public void units_of_one_dimension_convert(double number, string from, string to, double converted) =>
        new Quantity(number, from).In(to).ShouldBe(converted);

    [Theory]
    [InlineData("ms", "B")]
    [InlineData("", "ms")]
    [InlineData("USD", "EUR")]
    public void units_of_two_dimensions_do_not_convert(string from, string to) => new Quantity(1, from).In(to).ShouldBeNull();

    [Fact]
    public void what_is_written_reads_back() =>
        Prop.ForAll(
                ArbMap.Default.GeneratorFor<NormalFloat>().ToArbitrary(),
                Gen.Elements("", "ms", "s", "%", "GiB", "/s", "x", "USD/day").ToArbitrary(),
                (number, unit) => Quantity.TryParse(new Quantity(number.Get, unit).ToString()) == new Quantity(number.Get, unit)
            )
            .QuickCheckThrowOnFailure();
}
