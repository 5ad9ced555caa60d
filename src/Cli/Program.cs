using System.CommandLine;
using Slipway.Cli;
using Slipway.Cli.Commands;

var host = Host.OfProcess();
using var cancel = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first Ctrl-C ends the run in good order; the second is the operating system's own.
    pressed.Cancel = !cancel.IsCancellationRequested;
    cancel.Cancel();
};
using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(
    System.Runtime.InteropServices.PosixSignal.SIGTERM,
    signal =>
    {
        signal.Cancel = !cancel.IsCancellationRequested;
        cancel.Cancel();
    }
);

return await Verbs.RunAsync(args, host, cancel.Token);
