using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.OwnPrograms;

/// <summary>
/// A check of the user's own: any executable that reads one JSON object and writes one. Whatever it does not say plainly (another
/// exit code than 0, no answer, half an answer, a member that the contract does not have) was not seen.
/// </summary>
internal sealed class ProgramCheck : ICheck
{
    public string Kind => "program";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("run", Required: true, "Path of the executable, relative to the folder of the environment. It gets no arguments."),
        new("name", Required: false, "What the program is told as `kind`. Default `program`; for a kind of slipway.yaml its name."),
        new(
            "set.*",
            Required: false,
            "A setting for the program: `set.queue=mails` reaches it as the text `mails` under `settings.queue`."
        ),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, RunAsync, ct);

    private static async Task<Observation> RunAsync(SettingReader settings, CancellationToken ct)
    {
        var here = settings.Here;
        var run = settings.Text("run") ?? "";
        var timeout = settings.Duration("timeout", here.Limit);
        var question = new ProgramQuestion
        {
            Kind = settings.Text("name") ?? "program",
            Settings = settings.All("set."),
            Directory = Path.GetFullPath(here.Directory),
            BaseUrl = here.BaseUrl,
            Limit = timeout < here.Limit ? timeout : here.Limit,
        };
        settings.Check();
        var program = Executable(run, settings.PathOf(run));
        return ProgramAnswer.Read(run, await new ProgramRun(here, program).AskAsync(run, question.Written(), ct));
    }

    private static string Executable(string run, string path)
    {
        var shown = run.Length > 300 ? $"{run[..300]}…" : run;
        if (!File.Exists(path))
        {
            throw new NotSeenException(
                $"{shown} is not there; run is the path of an executable, relative to the folder of the environment."
            );
        }

        const UnixFileMode MayRun = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & MayRun) != UnixFileMode.None
            ? path
            : throw new NotSeenException($"{shown} may not be run: chmod +x makes it executable.");
    }
}
