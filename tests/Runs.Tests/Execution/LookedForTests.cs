using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Execution;

public sealed class LookedForTests
{
    [Theory]
    [InlineData(127, "bash: line 1: kubectl: command not found", "kubectl is not on this machine")]
    [InlineData(126, "bash: ./run.sh: Permission denied", "may not be run")]
    [InlineData(6, "curl: (6) Could not resolve host: shop.test", "the host shop.test is not known here")]
    [InlineData(255, "ssh: Could not resolve hostname db1: Name or service not known", "db1")]
    public void what_is_not_here_could_not_be_looked_at(int exit, string stderr, string why)
    {
        LookedFor.NotThere(exit, stderr).ShouldNotBeNull().ShouldContain(why);
    }

    [Theory]
    [InlineData(0, "warning: Could not resolve host: x")]
    [InlineData(1, "3 tests failed")]
    [InlineData(127, "")]
    public void an_exit_code_that_is_an_answer_stays_one(int exit, string stderr)
    {
        LookedFor.NotThere(exit, stderr).ShouldBeNull();
    }

    [Fact]
    public void the_paths_that_an_expectation_names_are_looked_at()
    {
        using var folder = new TempFolder();
        folder.Write("dist/app.js", "x");

        var paths = LookedFor.Paths(
            Expectation.Parse("path 'dist/app.js' exists and path 'dist/app.map' absent"),
            folder.Path,
            TimeProvider.System
        )!;

        (paths["dist/app.js"].Exists, paths["dist/app.map"].Exists).ShouldBe((true, false));
    }

    [Fact]
    public void without_paths_there_is_nothing_to_look_at()
    {
        LookedFor.Paths(Expectation.ExitZero, ".", TimeProvider.System).ShouldBeNull();
    }

    [Fact]
    public void what_was_seen_fits_one_line()
    {
        var seen = new Observation
        {
            ExitCode = 0,
            Status = 200,
            Stdout = "\n  ok \nmore",
        };

        ObservationWords.Short(seen).ShouldBe("exit code 0, status 200, \"ok\"");
        ObservationWords.Short(null).ShouldBe("not reached");
        ObservationWords.Short(new()).ShouldBe("nothing");
    }
}
