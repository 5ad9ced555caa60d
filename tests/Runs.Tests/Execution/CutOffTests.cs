using Slipway.Kernel;
using Slipway.Runs.Execution;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Execution;

/// <summary>Programs that are told to end often clean up and end with 0. That is no answer to what was asked of them.</summary>
public sealed class CutOffTests
{
    [Fact(Timeout = 30_000)]
    public async Task a_change_that_was_cancelled_and_ended_with_0_is_unknown()
    {
        using var cancel = new CancellationTokenSource();
        using var night = new Night(Changes(1, "./migrate.sh"));
        night.World.On("./migrate.sh", _ => new(null) { UntilCancelled = true, ToldToEnd = 0 });
        var run = night.RunAsync(cancel.Token);
        await cancel.CancelAsync();
        await run;

        (await night.ResumeAsync()).ShouldBe(EngineStop.Waiting);

        night.People.Asked.ShouldBe([(QuestionKind.Unknown, Id(1))]);
        night[1].Verdict.ShouldNotBe(Verdict.Pass);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_command_of_a_block_whose_time_was_up_did_not_pass_by_ending_with_0()
    {
        var step = Reads(1, "./serve.sh") with { Limit = TimeSpan.FromMinutes(1) };
        using var night = new Night(step, Part(1, block: 1, "./serve.sh") with { Id = Id(2) });
        night.World.On("./serve.sh", _ => new(null) { ToldToEnd = 0 });

        await night.RunAsync();

        night[2].Verdict.ShouldBe(Verdict.Inconclusive, night[2].Why);
    }

    [Fact(Timeout = 30_000)]
    public async Task what_had_ended_before_the_cancelling_keeps_its_end()
    {
        using var cancel = new CancellationTokenSource();
        using var night = new Night(Changes(1, "./deploy.sh"));
        night.World.On(
            "./deploy.sh",
            _ =>
            {
                cancel.Cancel();
                return new(0);
            }
        );
        await night.RunAsync(cancel.Token);

        await night.ResumeWhileOpenAsync();

        night.World.Effects["./deploy.sh"].ShouldBe(1);
        night.Outcome.ShouldBe(Outcome.Go);
    }
}
