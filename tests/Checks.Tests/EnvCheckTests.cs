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

    protected override Surroundings Here(TimeSpan limit) =>
        base.Here(limit) with
        {
            Variables = new Dictionary<string, string> { ["TOKEN"] = "sk-secret", ["EMPTY"] = "" },
        };
}
