using Slipway.Cli.Terminal.Live;
using Slipway.Cli.Terminal.Tty;
using Slipway.Kernel;
using Slipway.Runs;
using Slipway.Testing;

namespace Slipway.Cli.Tests.Terminal;

public sealed class LiveLayoutTests
{
    private static readonly OutputTail Tail = new(
        1,
        ["adding column length_m", "旅行 120000 of 400000 rows", "\e[2Jnot a control 🚢 sequence"]
    );

    [Theory]
    [InlineData("running", 100, 30)]
    [InlineData("running", 60, 30)]
    [InlineData("running", 30, 24)]
    [InlineData("running", 20, 10)]
    [InlineData("waiting", 100, 30)]
    [InlineData("failed", 100, 30)]
    [InlineData("failed", 60, 30)]
    [InlineData("rolling-back", 100, 30)]
    [InlineData("ending", 100, 30)]
    public void a_picture_is_laid_out_as_the_golden_file_shows(string name, int columns, int rows) =>
        Golden.Matches(
            $"{name}-{columns}.txt",
            string.Join('\n', LiveLayout.Of(Picture(name), new(columns, rows)).Select(it => it.Text.TrimEnd())) + "\n"
        );

    [Fact]
    public void colours_are_those_of_the_golden_file() =>
        Golden.Matches(
            "failed-100-coloured.txt",
            string.Join('\n', LiveLayout.Of(Picture("failed"), new(100, 30)).Select(new Paint(colour: true).Of)).Replace('\e', '␛') + "\n"
        );

    [Fact]
    public void no_row_is_wider_than_the_terminal_and_the_picture_leaves_half_of_the_rows_to_what_happened()
    {
        foreach (var name in (string[])["running", "waiting", "failed", "rolling-back", "ending"])
        {
            for (var columns = 2; columns <= 130; columns += 3)
            {
                for (var rows = 1; rows <= 40; rows += 3)
                {
                    var shown = LiveLayout.Of(Picture(name), new(columns, rows));
                    shown.Count.ShouldBeInRange(1, Math.Max(1, rows / 2), $"{name} at {columns}x{rows}");
                    shown.ShouldAllBe(it => it.Width < columns, $"{name} at {columns}x{rows}");
                }
            }
        }
    }

    [Fact]
    public void words_of_a_document_or_a_command_hold_no_control_characters() =>
        LiveLayout.Of(Picture("running"), new(100, 30)).ShouldAllBe(it => !it.Text.Any(char.IsControl));

    [Fact]
    public void without_data_there_is_no_estimate() =>
        LiveLayout.Of(Picture("running") with { Earlier = EarlierDurations.None }, new(100, 30))[^1].Text.ShouldNotContain("left");

    [Fact]
    public void many_readers_side_by_side_are_named_or_counted()
    {
        var story = new Story([.. Enumerable.Range(1, 9).Select(it => Story.Block(it, "Checks", $"check {it}", "true"))]);
        for (var line = 1; line <= 9; line++)
        {
            story.Begins(1, line);
        }

        var rows = LiveLayout.Of(Of(story, 5), new(80, 24)).Select(it => it.Text).ToList();

        rows.Count(it => it.Contains('●', StringComparison.Ordinal)).ShouldBe(3);
        rows.ShouldContain(it => it.Contains("and 6 more", StringComparison.Ordinal));
    }

    private static LivePicture Picture(string name) =>
        name switch
        {
            "running" => Of(Story.Harbour().Deploying(), 58) with { Earlier = Earlier() },
            "waiting" => Of(Story.Harbour().Deploying().Ends(60, 30, Verdict.Pass, "exit code 0"), 75) with
            {
                Waiting = (Story.Ask(44, "Smoke tests", "Traffic to 10 % at 23:30", null), Story.Began.AddMinutes(90)),
            },
            "failed" => Of(Story.Harbour().Deploying().Ends(60, 30, Verdict.Fail, "exit code 1; wanted exit code 0").Begins(61, 36), 670),
            "rolling-back" => Of(
                Story
                    .Harbour()
                    .Deploying()
                    .Ends(60, 30, Verdict.Fail, "exit code 1")
                    .Then(61, new RunEvent.RollbackBegan("Ada Demo", "the migration failed"))
                    .Begins(62, 60),
                64
            ),
            _ => Of(Story.Harbour().Deploying(), 58) with { Ending = true },
        };

    private static LivePicture Of(Story story, int second) =>
        new()
        {
            State = story.State,
            Now = Story.Began.AddSeconds(second),
            Tails = new Dictionary<StepId, OutputTail> { [StepId.OfLine(30)] = Tail },
        };

    /// <summary>One earlier run, in which the migration took 30 s and the restart 4 min.</summary>
    private static EarlierDurations Earlier() =>
        EarlierDurations.Of([
            Story
                .Harbour()
                .Deploying()
                .Ends(46, 30, Verdict.Pass, "exit code 0")
                .Begins(50, 36)
                .Ends(290, 36, Verdict.Pass, "exit code 0")
                .State,
        ]);
}
