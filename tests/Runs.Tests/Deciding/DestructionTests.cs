using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Tests.Doubles;

namespace Slipway.Runs.Tests.Deciding;

public sealed class DestructionTests
{
    [Theory]
    [InlineData("dropdb shop", "shop")]
    [InlineData("dropdb --if-exists shop", "shop")]
    [InlineData("psql -c \"DROP TABLE orders\"", "orders")]
    [InlineData("rm -rf ./data/", "./data/")]
    [InlineData("git push --force origin main", "main")]
    [InlineData("dropdb shop > /dev/null 2>&1", "shop")]
    [InlineData("dropdb shop || true", "shop")]
    [InlineData("psql shop < dump.sql", "shop")]
    [InlineData("gunzip -c dump.gz | psql shop", "shop")]
    public void the_name_to_type_is_that_of_the_target(string command, string target)
    {
        Destruction.TargetOf(Steps.Destroys(7, command)).ShouldBe(target);
    }

    [Theory]
    [InlineData("reset-everything")]
    [InlineData("reset-everything --all")]
    public void where_no_target_is_named_it_is_the_line(string command)
    {
        Destruction.TargetOf(Steps.Destroys(7, command)).ShouldBe("line 7");
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("y")]
    [InlineData("ok")]
    [InlineData("")]
    public void a_yes_covers_no_destruction(string typed)
    {
        new Story(Steps.Destroys(7, "dropdb shop")).Try(new RunCommand.ConfirmDestruction(Steps.Id(7), "Anna", typed)).ShouldNotBeNull();
    }
}
