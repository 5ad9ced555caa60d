using Slipway.Cli.Terminal.Talk;

namespace Slipway.Cli.Tests.Terminal;

public sealed class WorkflowCommandsTests
{
    [Fact]
    public void values_are_escaped_so_that_they_end_nothing() =>
        WorkflowCommands
            .Of("error", "50 % of it\n::add-mask::x", ("file", "a,b:c.md"), ("line", "3"))
            .ShouldBe("::error file=a%2Cb%3Ac.md,line=3::50 %25 of it%0A::add-mask::x");

    [Theory]
    [InlineData("::error::x")]
    [InlineData("   ::stop-commands::x")]
    [InlineData("\t::set-output name=a::b")]
    [InlineData("12:00 ##[add-mask]x")]
    public void words_that_would_be_a_command_are_none(string words)
    {
        var harmless = WorkflowCommands.Harmless(words);

        harmless.TrimStart().ShouldNotStartWith("::");
        harmless.ShouldNotContain("##[");
    }

    [Fact]
    public void other_words_stay_as_they_are() =>
        WorkflowCommands.Harmless("22:00:01 pass a::b # [x]").ShouldBe("22:00:01 pass a::b # [x]");

    [Fact]
    public void output_stands_between_marks_with_a_word_of_their_own()
    {
        var first = WorkflowCommands.Fenced(["::add-mask::x"]).ToList();
        var second = WorkflowCommands.Fenced(["y"]).ToList();

        first[0].ShouldStartWith("::stop-commands::");
        first[^1].ShouldBe($"::{first[0]["::stop-commands::".Length..]}::");
        second[0].ShouldNotBe(first[0]);
    }

    [Fact]
    public void a_writer_of_talk_lets_no_command_through()
    {
        using var text = new StringWriter();
        using var writer = new HarmlessWriter(text);

        writer.Write("::err");
        writer.WriteLine("or::x");
        writer.Write("plain");
        writer.WriteLine();

        text.ToString().ShouldBe("· ::error::x\nplain\n");
    }
}
