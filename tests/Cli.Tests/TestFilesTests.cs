using Slipway.Flakes;

namespace Slipway.Cli.Tests;

/// <summary>A test's file is found without doubt or not at all.</summary>
public sealed class TestFilesTests
{
    [Theory]
    [InlineData("shop.Cart", null, "web/Cart.cs")]
    [InlineData("Shop.Web.Cart+Inner", null, "web/Cart.cs")]
    [InlineData("tests.test_cart.TestCart", null, "tests/test_cart.py")]
    [InlineData("web/cart.test.ts", null, "web/cart.test.ts")]
    [InlineData("any", "web/Cart.cs", "web/Cart.cs")]
    [InlineData("any", "./web/Cart.cs", "web/Cart.cs")]
    [InlineData("any", "/ci/build/17/web/Cart.cs", "web/Cart.cs")]
    [InlineData("any", "D:\\ci\\web\\Cart.cs", "web/Cart.cs")]
    [InlineData("any", "cart.test.ts", "web/cart.test.ts")]
    public void a_file_is_known_by_what_is_told_or_by_the_name_of_the_suite(string suite, string? told, string file) =>
        Find(suite, told).ShouldBe(new TestPlace(file, ""));

    [Theory]
    [InlineData("shop.Order", null, "its suite is called shop.Order, and 2 files here may be meant")]
    [InlineData("shop.Nothing", null, "its suite is called shop.Nothing, and no file here is called so")]
    [InlineData("", null, "its suite is called , and no file here is called so")]
    [InlineData("shop.Cart", "Order.cs", "its report names Order.cs, and 2 files here may be meant")]
    [InlineData("shop.Cart", "../../etc/passwd", "its report names ../../etc/passwd, and no file here is called so")]
    public void where_there_is_doubt_nobody_is_guessed(string suite, string? told, string why) =>
        Find(suite, told).ShouldBe(new TestPlace(null, why));

    private static TestPlace Find(string suite, string? told)
    {
        var history = new TestHistory();
        history.Add(
            new()
            {
                Test = "pays",
                Suite = suite,
                Run = "1",
                Attempt = 1,
                At = DateTimeOffset.UnixEpoch,
                Outcome = OutcomeKind.Pass,
                File = told,
            }
        );
        return TestFiles
            .Among(["web/Cart.cs", "web/cart.test.ts", "a/Order.cs", "b/Order.cs", "tests/test_cart.py", "docs/Nothing.md"])
            .Find(history, suite, "pays");
    }
}
