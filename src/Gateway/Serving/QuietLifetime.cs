using Microsoft.Extensions.Hosting;

namespace Slipway.Gateway.Serving;

/// <summary>Leaves the signals of the process alone: they are the executable's, which stops the gateway.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
