using Slipway.Cli.Terminal.Tty;

namespace Slipway.Cli.Tests.Terminal;

public sealed class TtyLinesTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly TtyDouble _tty = new();

    [Fact]
    public async Task a_line_is_one_answer()
    {
        _tty.Type("yes, three pods\n");

        (await new TtyLines(_tty).ReadAsync("> ", Ct)).ShouldBe(new TypedLine("yes, three pods", 1));
        _tty.Modes[^1].ShouldBe(TtyMode.Lines);
    }

    [Fact]
    public async Task what_was_typed_before_the_question_does_not_answer_it()
    {
        _tty.Type("y\n");
        var lines = new TtyLines(_tty);

        lines.Begin();
        _tty.Type("n\n");

        (await lines.ReadAsync("> ", Ct)).ShouldBe(new TypedLine("n", 1));
    }

    [Fact]
    public async Task lines_pasted_together_are_one_answer_also_the_last_that_nobody_ended()
    {
        _tty.Type("first\n", "\n", "sec", "ond\nthird");

        (await new TtyLines(_tty).ReadAsync("> ", Ct)).ShouldBe(new TypedLine("first second third", 3));
    }

    [Fact]
    public async Task line_ends_behind_one_line_do_not_make_it_several()
    {
        _tty.Type("212\n", "\n\n");

        (await new TtyLines(_tty).ReadAsync("> ", Ct)).ShouldBe(new TypedLine("212", 1));
    }

    [Fact]
    public async Task the_end_of_the_input_is_nobody()
    {
        _tty.Type("");

        (await new TtyLines(_tty).ReadAsync("> ", Ct)).ShouldBeNull();
    }

    [Fact(Timeout = 10_000)]
    public async Task a_question_that_nobody_answers_ends_with_the_run()
    {
        using var end = new CancellationTokenSource();
        var asked = new TtyLines(_tty).ReadAsync("> ", end.Token);

        await end.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(asked);
    }
}
