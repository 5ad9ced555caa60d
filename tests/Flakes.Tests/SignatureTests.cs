using Slipway.Flakes.Reading;

namespace Slipway.Flakes.Tests;

public sealed class SignatureTests
{
    [Theory]
    [InlineData("Timeout after 5012 ms", "Timeout after # ms")]
    [InlineData("at /home/ci/build/17/Test.cs", "at <path>.cs")]
    [InlineData("object 7f3a9c00de is gone", "object # is gone")]
    [InlineData("expected true\n  at line 3", "expected true")]
    [InlineData("facade", "facade")]
    [InlineData("  ", "")]
    public void what_differs_from_failure_to_failure_is_left_out(string message, string signature)
    {
        Signature.Of(message).ShouldBe(signature);
    }

    [Fact]
    public void a_long_message_is_cut_off()
    {
        Signature.Of(new string('x', 100_000)).Length.ShouldBe(400);
    }
}
