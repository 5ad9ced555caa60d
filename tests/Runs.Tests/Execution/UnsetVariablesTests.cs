using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Execution;

namespace Slipway.Runs.Tests.Execution;

public sealed class UnsetVariablesTests
{
    [Theory]
    [InlineData("rm -rf $DIR/", "DIR")]
    [InlineData("rm -rf \"$DIR/data\"", "DIR")]
    [InlineData("rm -rf ${DIR}/data", "DIR")]
    [InlineData("echo ${#DIR}", "")]
    [InlineData("echo ${DIR%/}", "DIR")]
    [InlineData("rm -rf ${DIR:-/tmp/x}", "")]
    [InlineData("rm -rf ${DIR:?}", "")]
    [InlineData("echo '$DIR'", "")]
    [InlineData("echo \\$DIR", "")]
    [InlineData("echo \"it's\" && rm -rf $DIR/ && echo \"it's gone\"", "DIR")]
    [InlineData("DIR=/tmp/x; rm -rf $DIR", "")]
    [InlineData("export DIR=/tmp/x\nrm -rf $DIR", "")]
    [InlineData("export DIR\nrm -rf $DIR", "DIR")]
    [InlineData("read -r ANSWER\necho $ANSWER", "")]
    [InlineData("for HOST in a b; do ping $HOST; done", "")]
    [InlineData("echo restoring DATABASE\npsql $DATABASE", "DATABASE")]
    [InlineData("cd $HOME && echo $PWD $RANDOM", "")]
    [InlineData("curl $BASE_URL/health -H \"Token: $TOKEN\"", "BASE_URL TOKEN")]
    public void a_variable_that_nobody_sets_is_a_hole(string command, string names)
    {
        string.Join(' ', UnsetVariables.In([new(1, command, Effect.Changes)], new HashSet<string>())).ShouldBe(names);
    }

    [Fact]
    public void what_the_host_gives_is_known()
    {
        UnsetVariables.In([new(1, "psql $DATABASE_URL", Effect.Reads)], new HashSet<string> { "DATABASE_URL" }).ShouldBeEmpty();
    }

    [Fact]
    public void other_languages_are_not_read_as_shell()
    {
        UnsetVariables
            .In([new PlanCommand(1, "Write-Output $HOST_NAME", Effect.Reads) { Language = "powershell" }], new HashSet<string>())
            .ShouldBeEmpty();
    }
}
