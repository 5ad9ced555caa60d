using System.Text;

namespace Slipway.Flakes.Tests;

public sealed class HistoryReaderTests
{
    [Theory]
    [InlineData("\"2026-01-05T06:00:00Z\"")]
    [InlineData("\"2026-01-05T07:00:00+01:00\"")]
    [InlineData("\"2026-01-05 06:00:00\"")]
    [InlineData("1767592800")]
    [InlineData("1767592800000")]
    [InlineData("\"1767592800\"")]
    public void a_time_is_read_as_people_write_it(string at)
    {
        var history = new TestHistory();

        Read($$"""{"test":"a","run":"1","outcome":"pass","at":{{at}}}""", history).FaultCount.ShouldBe(0);

        history.Outcomes().Single().At.ShouldBe(new DateTimeOffset(2026, 1, 5, 6, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("0", null)]
    [InlineData("\"\"", null)]
    [InlineData("17", "17")]
    [InlineData("\"17\"", "17")]
    public void a_pull_request_is_a_number_a_name_or_none(string written, string? pr)
    {
        var history = new TestHistory();

        Read($$"""{"test":"a","run":1,"outcome":"pass","at":1767592800,"pr":{{written}},"more":{"x":[1]} }""", history);

        history.Outcomes().Single().Pr.ShouldBe(pr);
    }

    [Theory]
    [InlineData("{\"test\":\"a\",\"run\":\"1\",\"outcome\":\"pass\"}", "\"at\" is missing")]
    [InlineData("{\"test\":\"a\",\"run\":\"1\",\"at\":1767592800}", "\"outcome\" is missing")]
    [InlineData("{\"test\":\"a\",\"outcome\":\"pass\",\"at\":1767592800}", "\"run\" is missing")]
    [InlineData("{\"test\":\"\",\"run\":\"1\",\"outcome\":\"pass\",\"at\":1767592800}", "\"test\" is missing")]
    [InlineData("{\"test\":\"a\",\"run\":\"1\",\"outcome\":\"maybe\",\"at\":1767592800}", "\"outcome\" is none of")]
    [InlineData("{\"test\":\"a\",\"run\":\"1\",\"outcome\":\"pass\",\"at\":\"noon\"}", "\"at\" is no time")]
    [InlineData("{\"test\":\"a\",\"run\":\"1\",\"outcome\":\"pass\",\"at\":1e300}", "\"at\" is no time")]
    [InlineData("{\"test\":\"a\",\"run\":\"1\",\"outco", "cut off")]
    [InlineData("[1]", "no JSON object")]
    [InlineData("{\"test\":{},\"run\":\"1\",\"outcome\":\"pass\",\"at\":1767592800}", "\"test\" is no text")]
    public void a_line_that_cannot_be_used_is_told_with_its_place(string line, string says)
    {
        var history = new TestHistory();

        var reading = Read($"\n{line}\n", history);

        history.Count.ShouldBe(0);
        reading.Faults.Single().ToString().ShouldStartWith("h.ndjson:2: ");
        reading.Faults.Single().Says.ShouldContain(says);
    }

    [Fact]
    public void a_line_without_end_is_passed_over_and_the_next_is_read()
    {
        var history = new TestHistory();
        var good = """{"test":"a","run":"1","outcome":"pass","at":1767592800}""";

        var reading = Read($"{new string('x', HistoryReader.LongestLine * 3)}\n{good}\n{good.Replace("\"1\"", "\"2\"")}", history);

        reading.FaultCount.ShouldBe(1);
        history.Count.ShouldBe(2);
    }

    [Fact]
    public void what_is_written_is_read_again()
    {
        var outcome = Histories.Outcome("a \"b\" ü", 3, 2, true, "said\n\"this\"") with { Pr = "9", Host = "h", Ms = 12.5, Suite = "s" };
        var history = new TestHistory();

        Read(Encoding.UTF8.GetString(HistoryWriter.Line(outcome).Span), history);

        history.Outcomes().Single().ShouldBe(outcome);
    }

    private static HistoryReading Read(string text, TestHistory history)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return HistoryReader.Read(stream, "h.ndjson", history, TestContext.Current.CancellationToken);
    }
}
