using System.Diagnostics;
using Slipway.Runs.Execution;
using Slipway.Runs.Journal;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Crashing;

/// <summary>A go-live of a seed whose first process is struck at one of its acts on files; a second one takes it up.</summary>
internal sealed class Scene : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly int _seed;
    private readonly List<string> _heard = [];

    public Scene(int seed)
    {
        _seed = seed;
        Directory.CreateDirectory(_temp["effects"]);
        Directory.CreateDirectory(Run);
    }

    public string Folder => _temp.Path;

    public string Run => _temp["run"];

    public string Journal => Path.Combine(Run, "journal.jsonl");

    /// <summary>What the first process did to files, an act a line.</summary>
    public IReadOnlyList<string> Acts => File.Exists(_temp["acts"]) ? File.ReadAllLines(_temp["acts"]) : [];

    /// <summary>What the last process that was struck said of itself.</summary>
    public string Errors { get; private set; } = "";

    public RunEvent.RunStarted Started => RealPlan.Of(_seed, Folder);

    public Aftermath Aftermath =>
        new(
            _heard,
            FileJournal.Read(Journal) is OpenJournal.Opened it ? it.Records : [],
            Directory.EnumerateFiles(_temp["effects"]).ToDictionary(it => Path.GetFileName(it), it => File.ReadLines(it).Count())
        );

    /// <summary>Lives through the first process, with a blow at an act of this number; 0 for none.</summary>
    public async Task<int> StrikeAsync(int act, string how, CancellationToken ct)
    {
        using var process = Start(act, how);
        await HearAsync(process, ct);
        return process.ExitCode;
    }

    /// <summary>Listens to a process until it ends.</summary>
    public async Task HearAsync(Process process, CancellationToken ct)
    {
        var errors = process.StandardError.ReadToEndAsync(ct);
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            _heard.Add(line);
        }

        await process.WaitForExitAsync(ct);
        Errors = await errors;
    }

    /// <summary>Begins a process.</summary>
    public Process Start(int act, string how)
    {
        var info = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        info.Environment[Victim.Variable] = $"{Folder}\n{_seed}";
        info.Environment["LD_PRELOAD"] = BlowLibrary.Path;
        info.Environment["DOTNET_TieredPGO"] = "0";
        info.Environment["BLOW_UNDER"] = Run;
        info.Environment["BLOW_LOG"] = _temp["acts"];
        info.Environment["BLOW_AT"] = $"{act}";
        info.Environment["BLOW_HOW"] = how;
        return Process.Start(info)!;
    }

    /// <summary>The machine goes off with it: its commands end, and what was not synced is gone.</summary>
    public void LosePower(bool losesWhatOthersWrote)
    {
        Marked.KillAll($"{Started.Run.Value}/");
        PowerCut.Fall(Acts, Run, losesWhatOthersWrote);
    }

    /// <summary>Another process takes it up and carries it to its end; this one, to spare its start.</summary>
    public async Task ResumeAsync(CancellationToken ct)
    {
        using var told = new StringWriter();
        (await Victim.LiveAsync(Folder, Started, told, ct)).ShouldBe(EngineStop.Ended);
        _heard.AddRange(told.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose()
    {
        Marked.KillAll($"{Started.Run.Value}/");
        _temp.Dispose();
    }
}
