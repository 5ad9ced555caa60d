using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class EnvCheckTests : CheckContract
{
    protected override ICheck Check => CheckKinds.All["env"];

    protected override CheckSpec Answering => Spec("name", "TOKEN", "matches", "sk-[a-z]+");

    protected override CheckSpec? Silent => null;

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("name", "NOT_SET"),
            Spec("name", "EMPTY"),
            Spec("name", "TOKEN", "matches", "sk-"),
            Spec("name", "TOKEN", "min-length", "50"),
            Spec("name", "NOT_SET", "matches", ".*"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [Spec("name", "TOKEN", "matches", "(a+)+$"), Spec("name", "TOKEN", "matches", "(?=x)"), Spec("name", "TOKEN", "matches", "((")];

    [Fact]
    public async Task the_value_is_never_brought_home()
    {
        var seen = await LookAsync(Answering);

        System.Text.Json.JsonSerializer.Serialize(seen).ShouldNotContain("sk-secret");
    }

    [Theory]
    [InlineData("WORD", "not-default", "yes", 0)]
    [InlineData("DRAWN", "not-default", "yes", 1)]
    [InlineData("WORD", "min-entropy", "60", 0)]
    [InlineData("DRAWN", "min-entropy", "60", 1)]
    [InlineData("ROW", "not-default", "yes", 0)]
    [InlineData("EMPTY", "not-default", "yes", 0)]
    [InlineData("NOT_SET", "not-default", "yes", 0)]
    [InlineData("NOT_SET", "min-entropy", "1", 0)]
    public async Task a_secret_that_is_short_of_chance_or_known_to_everybody_is_told(
        string name,
        string setting,
        string value,
        int fulfilled
    ) => (await LookAsync(Spec("name", name, setting, value))).Counts!["fulfilled"].ShouldBe(fulfilled);

    protected override Surroundings Here(TimeSpan limit) =>
        base.Here(limit) with
        {
            Variables = new Dictionary<string, string>
            {
                ["TOKEN"] = "sk-secret",
                ["EMPTY"] = "",
                ["WORD"] = "changeme",
                ["ROW"] = "0123456789abcdefghij",
                ["DRAWN"] = "h7Qz-pT2wLx9_Rv4",
            },
        };
}
