using System.Text;

namespace Slipway.Judging.Tests;

public sealed class IntervalLineTests
{
    private const string Arm = """{"n":100,"errors":1}""";

    [Fact]
    public void a_whole_line_is_read()
    {
        var line = new IntervalLine();

        line.Read(
                """{"run":7,"t":15.5,"more":[{"x":1}],"baseline":{"n":100,"errors":1,"latency":[90,10]},"candidate":{"errors":0,"n":100.0}}"""u8
            )
            .ShouldBeNull();

        line.Run.ShouldBe(7);
        line.At.ShouldBe(TimeSpan.FromSeconds(15.5));
        line.Baseline.Latency.ToArray().ShouldBe([90, 10]);
        line.Candidate.Requests.ShouldBe(100);
        line.Candidate.Latency.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void nothing_of_a_line_is_left_for_the_next()
    {
        var line = new IntervalLine();
        line.Read(Encoding.UTF8.GetBytes($$"""{"run":1,"t":15,"baseline":{"n":9,"errors":1,"latency":[9]},"candidate":{{Arm}}}"""));

        line.Read(Encoding.UTF8.GetBytes($$"""{"run":1,"t":30,"candidate":{{Arm}}}""")).ShouldBe("`baseline` is missing");
        line.Baseline.Latency.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("", "it is no JSON")]
    [InlineData("[1]", "it is no JSON object")]
    [InlineData("{\"run\":1", "it is no JSON")]
    [InlineData("{}{}", "it is no JSON")]
    [InlineData("{}", "`run` is missing")]
    [InlineData("{\"run\":1.5}", "`run` is no whole number")]
    [InlineData("{\"run\":1,\"run\":2}", "`run` stands in it twice")]
    [InlineData("{\"run\":1,\"t\":-1}", "`t` is no time")]
    [InlineData("{\"run\":1,\"t\":1,\"baseline\":3}", "`baseline` is no object")]
    [InlineData("{\"run\":1,\"t\":1,\"baseline\":{\"n\":\"1\"}}", "`baseline.n` is no whole number")]
    [InlineData("{\"run\":1,\"t\":1,\"baseline\":{\"n\":1}}", "`baseline.errors` is missing")]
    [InlineData(
        "{\"run\":1,\"t\":1,\"baseline\":{\"n\":1,\"errors\":2},\"candidate\":{\"n\":1,\"errors\":0}}",
        "baseline: errors is 2 of n = 1"
    )]
    [InlineData(
        "{\"run\":1,\"t\":1,\"baseline\":{\"n\":1,\"errors\":0,\"latency\":[-1]},\"candidate\":{\"n\":1,\"errors\":0}}",
        "baseline: a latency bucket holds -1"
    )]
    [InlineData("{\"run\":1,\"t\":1,\"baseline\":{\"n\":1,\"errors\":0,\"latency\":{}}}", "`baseline.latency` is no list")]
    [InlineData("{\"run\":1,\"t\":1,\"baseline\":{\"n\":1e300,\"errors\":0}}", "`baseline.n` is no whole number")]
    public void what_cannot_be_used_is_said(string text, string fault)
    {
        new IntervalLine().Read(Encoding.UTF8.GetBytes(text)).ShouldNotBeNull().ShouldStartWith(fault);
    }

    [Fact]
    public void depth_and_buckets_are_bounded()
    {
        var deep = new string('[', 5000);
        var wide = string.Join(',', Enumerable.Repeat("1", 600));

        new IntervalLine().Read(Encoding.UTF8.GetBytes($$"""{"x":{{deep}}""")).ShouldNotBeNull();
        new IntervalLine()
            .Read(Encoding.UTF8.GetBytes($$"""{"run":1,"t":1,"baseline":{"n":1,"errors":0,"latency":[{{wide}}]} }"""))
            .ShouldBe("`baseline.latency` has more than 512 buckets");
    }
}
