using Slipway.Cli.Terminal.Talk;
using Slipway.Kernel;
using Slipway.Runs;
using Slipway.Testing;

namespace Slipway.Cli.Tests.Terminal;

public sealed class LinesTests : IDisposable
{
    private readonly StringWriter _text = new();

    [Fact]
    public void plain_lines_are_those_of_the_golden_file() =>
        Matches("lines.txt", new ProgressLines(_text, colour: false, TimeZoneInfo.Utc));

    [Fact]
    public void quiet_lines_hold_only_what_did_not_pass() =>
        Matches("lines-quiet.txt", new ProgressLines(_text, colour: false, TimeZoneInfo.Utc, quiet: true));

    [Fact]
    public void github_lines_are_those_of_the_golden_file() =>
        Matches("lines-github.txt", new GitHubLines(_text, TimeZoneInfo.Utc, "/nowhere", quiet: false));

    public void Dispose() => _text.Dispose();

    private void Matches(string name, IRunListener lines)
    {
        var story = Story
            .Harbour()
            .Deploying()
            .Ends(60, 30, Verdict.Fail, "exit code 1; wanted ##[group] exit code 0\n::error::injected")
            .Then(61, new RunEvent.FailureAccepted(StepId.OfLine(30), "Ada Demo", "seen before"))
            .Begins(62, 36)
            .Ends(70, 36, Verdict.Inconclusive, "did not end within 10m and was ended")
            .Then(71, new RunEvent.RunEnded(Outcome.NoGo, "line 30 failed"));
        lines.Happened(story.Started, RunState.Begin(story.Started, Story.Began), Story.Began);
        foreach (var (happened, state, at) in story.Told)
        {
            lines.Happened(happened, state, at);
        }

        lines.Notice("::notice that is none");
        Golden.Matches(name, _text.ToString());
    }
}
