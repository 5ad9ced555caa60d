using Slipway.Testing;

namespace Slipway.Platform.Tests.Processes;

/// <summary>A real shell and a folder per block.</summary>
internal sealed class Shells : IDisposable
{
    private readonly TempFolder _folder = new();
    private int _blocks;

    public LocalShell Shell { get; init; } = New();

    public TempFolder Work => _folder;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static LocalShell New(int keptBytes = 1024 * 1024) =>
        new(
            new()
            {
                Inherited = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin", ["HOME"] = "/tmp" },
                KeptBytes = keptBytes,
            },
            TimeProvider.System
        );

    public string NewAttempt() => _folder[$"attempt-{++_blocks}"];

    public ShellBlock Block(params string[] commands) =>
        new()
        {
            Step = $"test/{Guid.NewGuid():n}",
            Directory = _folder.Path,
            Commands = [.. commands.Select(it => new ShellCommand(it))],
        };

    public async Task<Ran> Run(params string[] commands) => await Run(Block(commands));

    public async Task<Ran> Run(ShellBlock block)
    {
        var folder = NewAttempt();
        (await Shell.StartAsync(folder, block, Ct)).ShouldBeOfType<ShellStart.Started>();
        var look = await Shell.WaitAsync(folder, TimeSpan.FromSeconds(20), Ct);
        var ends = look.ShouldBeOfType<ShellLook.Finished>().Commands;
        return new(folder, ends, [.. ends.Select((_, at) => Shell.Read(folder, at))]);
    }

    public async Task<string> Start(params string[] commands)
    {
        var folder = NewAttempt();
        (await Shell.StartAsync(folder, Block(commands), Ct)).ShouldBeOfType<ShellStart.Started>();
        return folder;
    }

    public void Dispose() => _folder.Dispose();
}

internal sealed record Ran(string Folder, IReadOnlyList<ShellCommandEnd> Ends, IReadOnlyList<ShellOutput?> Outputs)
{
    public int?[] Codes => [.. Ends.Select(it => it.ExitCode)];

    public bool[] Began => [.. Ends.Select(it => it.Began)];

    public string Out(int command) => Outputs[command]!.Stdout.Text;

    public string Err(int command) => Outputs[command]!.Stderr.Text;
}
