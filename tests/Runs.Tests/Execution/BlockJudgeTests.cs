using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Runs.Tests.Doubles;

namespace Slipway.Runs.Tests.Execution;

public sealed class BlockJudgeTests
{
    [Theory]
    [InlineData(0, Verdict.Pass)]
    [InlineData(1, Verdict.Fail)]
    [InlineData(137, Verdict.Fail)]
    public void a_command_of_which_nothing_was_said_must_end_with_zero(int exit, Verdict verdict)
    {
        Judge(null, Ran("./check.sh", exit)).ShouldBe(verdict);
    }

    [Fact]
    public void a_block_without_commands_is_not_run()
    {
        Judge(null).ShouldBe(Verdict.NotRun);
    }

    [Fact]
    public void every_command_must_end_well()
    {
        Judge(null, Ran("a", 0), Ran("b", 1), Ran("c", 0)).ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void a_command_that_was_not_reached_is_no_pass()
    {
        Judge(null, Ran("a", 0), new CommandSeen(new(2, "b", Effect.Reads), null, Story.Eight, TimeSpan.Zero, [])).ShouldBe(Verdict.NotRun);
    }

    [Fact]
    public void another_exit_code_may_be_wanted_of_the_last_command()
    {
        Judge("exit 3", Ran("a", 0), Ran("b", 3)).ShouldBe(Verdict.Pass);
        Judge("exit 3", Ran("a", 3), Ran("b", 3)).ShouldBe(Verdict.Fail);
    }

    [Theory]
    [InlineData("ss -tln | grep 3000")]
    [InlineData("kubectl logs app | grep -i error")]
    [InlineData("pgrep old-worker")]
    public void a_search_that_finds_nothing_is_an_answer_where_nothing_is_wished(string command)
    {
        Judge("stdout empty", Ran(command, 1)).ShouldBe(Verdict.Pass);
        Judge("stdout empty", Ran(command, 0, "ERROR: no memory")).ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void a_search_that_finds_nothing_fails_where_something_is_wished()
    {
        Judge("stdout contains 'ready'", Ran("cat log | grep ready", 1)).ShouldBe(Verdict.Fail);
        Judge(null, Ran("grep ready log", 1)).ShouldBe(Verdict.Fail);
    }

    [Theory]
    [InlineData("grep ERROR app.log", 2, "grep: app.log: No such file or directory")]
    [InlineData("kubectl logs app | grep -i error", 1, "error: the server doesn't have a resource type \"pods\"")]
    [InlineData("nosuchtool logs | grep -i error", 1, "bash: line 1: nosuchtool: command not found")]
    [InlineData("curl http://shop.test/log | grep error", 1, "curl: (7) Failed to connect to shop.test port 80")]
    public void a_search_that_could_not_look_is_never_a_pass(string command, int exit, string complaint)
    {
        Judge("stdout empty", Ran(command, exit, "", complaint)).ShouldNotBe(Verdict.Pass);
        JudgeOwn("stdout empty", Ran(command, exit, "", complaint)).ShouldNotBe(Verdict.Pass);
    }

    [Theory]
    [InlineData(200, Verdict.Pass)]
    [InlineData(404, Verdict.Fail)]
    [InlineData(500, Verdict.Fail)]
    public void curl_without_f_ends_with_zero_whatever_the_answer_was(int status, Verdict verdict)
    {
        Judge(null, Ran("curl -s https://shop.test/health", 0, "body", status: status)).ShouldBe(verdict);
        Judge("stdout non-empty", Ran("curl -s https://shop.test/health", 0, "body", status: status)).ShouldBe(verdict);
    }

    [Fact]
    public void an_error_status_may_be_wanted()
    {
        Judge("status 503", Ran("curl -s https://shop.test/", 0, "maintenance", status: 503)).ShouldBe(Verdict.Pass);
        JudgeOwn("status 503", Ran("curl -s https://shop.test/", 0, "maintenance", status: 503)).ShouldBe(Verdict.Pass);
        Judge("status 503", Ran("curl -s https://shop.test/", 0, "shop", status: 200)).ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void a_wanted_status_is_wanted_of_every_request()
    {
        Judge("status 503", Ran("curl a", 0, "", status: 503), Ran("curl b", 0, "", status: 200)).ShouldBe(Verdict.Fail);
        Judge("status 200", Ran("curl a", 0, "", status: 200), Ran("curl b", 0, "", status: 503)).ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void a_status_that_was_not_seen_is_not_known()
    {
        Judge("status 200", Ran("curl -s https://shop.test/ 2>/dev/null", 0, "ok")).ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void a_command_that_never_ends_passes_with_what_was_awaited()
    {
        var seen = new Observation
        {
            Stdout = "server ready",
            Stderr = "",
            StillRunning = true,
        };

        Judge("stdout contains 'ready'", Of("tail -f log", seen)).ShouldBe(Verdict.Pass);
        JudgeOwn("stdout contains 'ready'", Of("tail -f log", seen)).ShouldBe(Verdict.Pass);
        Judge("stdout contains 'ready'", Of("tail -f log", seen with { Stdout = "starting" })).ShouldNotBe(Verdict.Pass);
    }

    [Fact]
    public void an_expectation_of_its_own_can_be_met_where_the_block_has_the_same()
    {
        var own = Ran("redis-cli ping", 0, "PONG");

        JudgeOwn("stdout contains 'PONG'", own, block: "stdout contains 'PONG'").ShouldBe(Verdict.Pass);
        JudgeOwn("stdout contains 'PONG'", Ran("redis-cli ping", 0, "LOADING"), block: "stdout contains 'PONG'").ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void a_number_is_read_from_the_output()
    {
        Judge("value < 500 ms", Ran("./latency.sh", 0, "212 ms\n")).ShouldBe(Verdict.Pass);
        Judge("value < 500 ms", Ran("./latency.sh", 0, "n/a\n")).ShouldBe(Verdict.Inconclusive);
        Judge("value < 500 ms", Ran("./latency.sh", 0, "")).ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void a_command_that_could_not_look_is_inconclusive_whatever_else_passed()
    {
        var blind = Of("psql -c 'select 1'", Observation.Unseen("not there: psql is not on this machine"));

        Judge("stdout contains '1'", Ran("echo 1", 0, "1"), blind).ShouldBe(Verdict.Inconclusive);
    }

    private static Verdict Judge(string? expect, params IReadOnlyList<CommandSeen> commands) =>
        BlockJudge.Judge(Steps.Reads(1) with { Expect = expect }, commands).Verdict;

    private static Verdict JudgeOwn(string expect, CommandSeen command, string? block = null) =>
        Judge(block, command with { Command = command.Command with { Expect = Expectation.Parse(expect) } });

    private static CommandSeen Ran(string command, int exit, string stdout = "", string stderr = "", int? status = null) =>
        Of(
            command,
            new Observation
            {
                ExitCode = exit,
                Stdout = stdout,
                Stderr = stderr,
                Status = status,
                Body = status is null ? null : stdout,
            }
        );

    private static CommandSeen Of(string command, Observation seen) =>
        new(new(1, command, Effect.Reads), seen, Story.Eight, TimeSpan.Zero, []);
}
