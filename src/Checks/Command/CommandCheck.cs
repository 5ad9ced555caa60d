using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Command;

/// <summary>Runs a shell command once and brings home its exit code and output. Nothing that it started lives on.</summary>
internal sealed class CommandCheck : ICheck
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    public string Kind => "command";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("run", Required: true, "The command, in bash; it sees the variables of the environment and starts in its folder."),
        Look.Unit,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation => Expectation.ExitZero;

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, RunAsync, ct);

    private static async Task<Observation> RunAsync(SettingReader settings, CancellationToken ct)
    {
        // Variables are the shell's to put in: ${NAME} stays as it is written.
        var command = settings.Raw("run") ?? "";
        _ = settings.Text("unit");
        settings.Check();
        var here = settings.Here;
        var shell = new LocalShell(new() { Inherited = here.Inherited }, here.Clock);
        var folder = Directory.CreateTempSubdirectory("slipway-look-").FullName;
        try
        {
            var block = new ShellBlock
            {
                Step = $"look/{Guid.CreateVersion7(here.Clock.GetUtcNow())}",
                Directory = here.Directory,
                Variables = here.Variables,
                Commands = [new(command)],
            };
            return await shell.StartAsync(folder, block, ct) switch
            {
                ShellStart.Started => await FinishAsync(settings, shell, folder, ct),
                ShellStart.Impossible it => Observation.Unseen(it.Why),
                _ => Observation.Broken("The folder of the look was used before."),
            };
        }
        finally
        {
            await shell.EndAsync(folder, Grace, CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Observation> FinishAsync(SettingReader settings, LocalShell shell, string folder, CancellationToken ct)
    {
        var look = await shell.WaitAsync(folder, Timeout.InfiniteTimeSpan, ct);
        var seen = ShellObservation.Of(look, 0, shell.Read(folder, 0));
        var hasNumber = seen is { ExitCode: 0, Truncated: false } && settings.Text("unit") is not null;
        return seen with { Value = hasNumber ? settings.Number(seen.Stdout) : null };
    }
}
