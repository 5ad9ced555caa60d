using System.Text;
using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Doubles;

/// <summary>A whole run, from the document to the signed record, in a shell without processes.</summary>
internal sealed class SignedRun : IDisposable
{
    private const string Document = """
        # Harbour 3.1

        ## Before

        - [ ] The tide is known: `tide now`
        - [ ] Release notes were read

        ## Deployment

        ```bash
        harbour open
        harbour count
        ```

        Expected: `42`

        - Berths: _____
        - Manual interventions: _____ (target: 0)
        - [ ] Product owner approves

        ## Rollback plan

        ```bash
        harbour close
        ```
        """;

    private readonly TempFolder _temp = new();

    public SigningKey Key { get; } = SigningKey.Create();

    public RunFolder Folder { get; private set; } = null!;

    public RunState State { get; private set; } = null!;

    /// <summary>Carries it out; a value that the shell shows can be chosen, for runs that fail.</summary>
    public static async Task<SignedRun> MakeAsync(string counted = "42", bool signed = true, string document = Document)
    {
        var run = new SignedRun();
        var clock = new ManualClock(Story.Eight);
        var world = new World(clock);
        world.On("harbour count", stdout: $"{counted}\n");
        world.On("tide now", stdout: "high\n");
        var host = new RunHost
        {
            Shell = world,
            Surroundings = new Surroundings
            {
                Directory = run._temp.Path,
                Limit = TimeSpan.FromMinutes(1),
                Clock = clock,
            },
            Redact = it => it,
            People = new Crew().Say(QuestionKind.Answer, Crew.Said("yes")).Say(QuestionKind.Failure, new Reply.Stop("Anna", "enough")),
            Clock = clock,
            IsWatched = false,
            Machine = "host",
            Signing = signed ? run.Key : null,
            Version = "1.2.3",
        };
        var read = ChecklistReader.Read(Encoding.UTF8.GetBytes(document), "GO-LIVE.md", Settings.None, NoRepository.Instance);
        var start = new StartRun
        {
            Checklist = read.ShouldBeOfType<ReadChecklist.Usable>().Checklist,
            Settings = Settings.None,
            Operator = "Olga",
            RunsFolder = run._temp["runs"],
        };
        var stopped = await Runner.StartAsync(start, host, TestContext.Current.CancellationToken);
        (run.Folder, run.State) = (stopped.Folder, stopped.State);
        return run;
    }

    /// <summary>A copy of the folder, for whoever wants to tamper with it.</summary>
    public RunFolder Copy()
    {
        var copy = _temp[Guid.NewGuid().ToString("N")];
        foreach (var file in Directory.EnumerateFiles(Folder.Path, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(Folder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return new(copy);
    }

    public RecordVerification Verify(RunFolder? folder = null) => RecordVerification.Of(folder ?? Folder, [Key.Public]);

    public void Dispose()
    {
        Key.Dispose();
        _temp.Dispose();
    }
}
