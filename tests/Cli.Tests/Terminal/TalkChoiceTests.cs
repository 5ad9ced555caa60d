using Slipway.Cli.Terminal;

namespace Slipway.Cli.Tests.Terminal;

public sealed class TalkChoiceTests
{
    [Theory]
    [InlineData(true, true, "TERM=xterm")]
    [InlineData(false, false, "TERM=xterm")]
    [InlineData(false, true, "TERM=dumb")]
    [InlineData(false, true, "TERM=xterm", "NO_COLOR=1")]
    [InlineData(true, true, "TERM=xterm", "NO_COLOR=")]
    [InlineData(true, false, "FORCE_COLOR=1")]
    [InlineData(true, false, "CLICOLOR_FORCE=1")]
    [InlineData(false, false, "CLICOLOR_FORCE=0")]
    [InlineData(false, true, "TERM=xterm", "FORCE_COLOR=0")]
    [InlineData(false, true, "TERM=xterm", "CLICOLOR=0")]
    [InlineData(false, false, "FORCE_COLOR=1", "NO_COLOR=1")]
    public void colour_is_what_the_environment_asks_for(bool coloured, bool terminal, params string[] environment) =>
        TalkChoice.Coloured(Of(environment), terminal).ShouldBe(coloured);

    [Theory]
    [InlineData("Live", true, "TERM=xterm")]
    [InlineData("Lines", true, "TERM=dumb")]
    [InlineData("Lines", true)]
    [InlineData("Lines", false, "TERM=xterm")]
    [InlineData("Lines", true, "TERM=xterm", "CI=true")]
    [InlineData("GitHub", false, "CI=true", "GITHUB_ACTIONS=true")]
    public void a_run_is_told_as_fits_where_it_is_made(string mode, bool terminal, params string[] environment) =>
        TalkChoice.Of(ProgressMode.Auto, Of(environment), terminal).ToString().ShouldBe(mode);

    [Fact]
    public void what_was_asked_for_wins() =>
        TalkChoice.Of(ProgressMode.Lines, Of(["GITHUB_ACTIONS=true"]), terminal: true).ShouldBe(ProgressMode.Lines);

    private static Dictionary<string, string> Of(string[] environment) =>
        environment.Select(it => it.Split('=', 2)).ToDictionary(it => it[0], it => it[1]);
}
