using Slipway.Checklists.Meaning;
using Slipway.Checklists.Meaning.Commands;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Tests.Meaning;

public sealed class FenceSplitterTests
{
    [Fact]
    public void continuations_heredocs_and_compounds_stay_whole()
    {
        var commands = Split(
            "docker run \\\n  --rm app\ncat <<EOF > a.conf\n# not a comment\nport 1\nEOF\nfor i in 1 2; do\n  echo $i\ndone\necho \"two\nlines\"\nls |\n  wc -l"
        );

        commands.Select(it => it.Line).ShouldBe([1, 3, 7, 10, 12]);
        commands[1].Text.ShouldBe("cat <<EOF > a.conf\n# not a comment\nport 1\nEOF");
        commands[2].Text.ShouldEndWith("done");
    }

    [Fact]
    public void comments_above_are_titles_and_numbers_go()
    {
        var commands = Split("# 1. Stop it\nsystemctl stop web\n\n# 2. Start it\nsystemctl start web # quickly");

        commands.Select(it => it.Title).ShouldBe(["Stop it", "Start it"]);
        commands[1].Text.ShouldBe("systemctl start web");
        commands[1].Notes.ShouldBe(["quickly"]);
    }

    [Fact]
    public void a_comment_that_states_an_expectation_belongs_to_the_command_above()
    {
        var commands = Split("redis-cli ping\n# Expected: PONG\nls");

        commands[0].Notes.ShouldBe(["Expected: PONG"]);
        commands[1].Title.ShouldBeNull();
    }

    [Fact]
    public void behind_prompts_stand_commands_and_everything_else_is_their_output()
    {
        var commands = Split("$ whoami\nroot\nops@web:~$ uptime\n 12:00 up");

        commands.Select(it => it.Text).ShouldBe(["whoami", "uptime"]);
    }

    [Fact]
    public void a_numbered_comment_without_a_command_is_an_instruction()
    {
        var content = Content("# 1. Go back\nmake rollback\n# 2. Call the lead");

        content.Instructions.ShouldHaveSingleItem().Line.ShouldBe(3);
    }

    [Fact]
    public void a_quote_that_is_never_closed_swallows_nothing()
    {
        var commands = Split("echo \"oops\nls\npwd");

        commands.Select(it => it.Text).ShouldBe(["echo \"oops", "ls", "pwd"]);
    }

    [Fact]
    public void sql_is_split_at_its_semicolons()
    {
        var lines = "-- counts\nSELECT count(*)\nFROM a;\n\\dt\nDROP TABLE b;"
            .Split('\n')
            .Select((it, i) => new SourceLine(i + 1, it))
            .ToList();

        var commands = FenceSplitter.Split(lines, "sql", Lexicon.English).Commands;

        commands.Select(it => it.Line).ShouldBe([2, 4, 5]);
        commands[0].Title.ShouldBe("counts");
    }

    private static IReadOnlyList<FencedCommand> Split(string body) => Content(body).Commands;

    private static FenceContent Content(string body) =>
        FenceSplitter.Split([.. body.Split('\n').Select((it, i) => new SourceLine(i + 1, it))], "sh", Lexicon.English);
}
