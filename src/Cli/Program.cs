using System.CommandLine;
using Slipway.Cli;
using Slipway.Cli.Commands;
using Slipway.Cli.Terminal.Tty;

var host = Host.OfProcess();
using var cancel = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first Ctrl-C ends the run in good order; the second is the operating system's own.
    pressed.Cancel = !cancel.IsCancellationRequested;
    cancel.Cancel();
};

// The terminal was closed: the run ends in good order and can be resumed. Whoever said `nohup` wants it to go on.
using var hungUp = Hangup.IsIgnored()
    ? null
    : System.Runtime.InteropServices.PosixSignalRegistration.Create(
        System.Runtime.InteropServices.PosixSignal.SIGHUP,
        signal =>
        {
            signal.Cancel = true;
            cancel.Cancel();
        }
    );
using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(
    System.Runtime.InteropServices.PosixSignal.SIGTERM,
    signal =>
    {
        signal.Cancel = !cancel.IsCancellationRequested;
        cancel.Cancel();
    }
);

return await Verbs.RunAsync(args, host, cancel.Token);
