using System.Runtime.CompilerServices;

namespace Slipway.Platform.Tests.Processes;

/// <summary>This test program as the process that starts a block and is then killed: with the variable set it does that and nothing else.</summary>
internal static class StarterProcess
{
    public const string Variable = "SLIPWAY_TEST_STARTER";

    [ModuleInitializer]
    internal static void StartInsteadOfTesting()
    {
#pragma warning disable RS0030 // A test program is its own host.
        if (Environment.GetEnvironmentVariable(Variable) is not { } told)
        {
            return;
        }
#pragma warning restore RS0030

        var (folder, directory, command) = told.Split('\n') is [var a, var b, var c]
            ? (a, b, c)
            : throw new InvalidOperationException(told);
        var block = new ShellBlock
        {
            Step = $"test/{Guid.NewGuid():n}",
            Directory = directory,
            Commands = [new(command)],
        };
#pragma warning disable VSTHRD002 // There is nothing else on this thread, and the process is killed here.
        var start = Shells.New().StartAsync(folder, block, CancellationToken.None).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
        Console.WriteLine(start is ShellStart.Started ? "started" : start.ToString());
        Console.In.ReadToEnd();
    }
}
