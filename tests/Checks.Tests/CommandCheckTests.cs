using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class CommandCheckTests : CheckContract
{
    protected override ICheck Check => CheckKinds.All["command"];

    protected override CheckSpec Answering => Spec("run", "echo ok");

    protected override CheckSpec Silent => Spec("run", "sleep 300");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [Spec("run", "nosuch-program"), Spec("run", "kill -9 $PPID; sleep 300"), Spec("run", "exit 3")];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Spec("run", "head -c 50000000 /dev/urandom"),
            Spec("run", "printf '\\033]0;\\0\\377'"),
            Spec("run", "trap '' TERM; setsid sleep 300 & exit 0"),
        ];

    [Fact(Timeout = 30_000)]
    public async Task the_variables_of_the_environment_are_the_shells_to_put_in()
    {
        var here = Here(TimeSpan.FromSeconds(10)) with { Variables = new Dictionary<string, string> { ["NAME"] = "a b" } };

        var seen = await Check.LookAsync(Spec("run", "echo \"${NAME}\" $((1+1))"), here, Ct);

        seen.Stdout.ShouldBe("a b 2\n");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_number_gets_the_unit_of_the_settings() =>
        (await LookAsync(Spec("run", "echo 0.2", "unit", "percent"))).Value.ShouldBe(new Quantity(0.2, "%"));

    [Fact(Timeout = 30_000)]
    public async Task a_failed_command_has_no_value() =>
        (await LookAsync(Spec("run", "echo 0; exit 2", "unit", "ms"))).Value.ShouldBeNull();

    [Fact(Timeout = 30_000)]
    public async Task nothing_that_it_started_lives_on()
    {
        await LookAsync(Spec("run", "setsid sleep 300 >/dev/null 2>&1 & echo $! > pid"));

        var pid = Folder.Read("pid").Trim();
        await Eventually.Holds(
            "the process is gone",
            () => !File.Exists($"/proc/{pid}/stat") || File.ReadAllText($"/proc/{pid}/stat").Contains(") Z"),
            Ct
        );
    }
}
