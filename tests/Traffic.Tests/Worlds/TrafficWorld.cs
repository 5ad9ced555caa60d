using Slipway.Testing;

namespace Slipway.Traffic.Tests.Worlds;

/// <summary>A proxy that really runs, with a back end for each lane, and the driver that moves its traffic.</summary>
public abstract class TrafficWorld : IAsyncLifetime
{
    /// <summary>Where all its files lie.</summary>
    public TempFolder Folder { get; } = new();

    /// <summary>The version that serves.</summary>
    public LaneServer Stable { get; private set; } = null!;

    /// <summary>The one that is being released.</summary>
    public LaneServer Candidate { get; private set; } = null!;

    /// <summary>Port of the proxy.</summary>
    public int Port { get; } = FreePort.Find();

    /// <summary>Where requests go in.</summary>
    public Uri Entry => new($"http://127.0.0.1:{Port}/");

    /// <summary>The driver with its usual settings.</summary>
    public abstract ITrafficDriver Driver { get; }

    /// <summary>How far the share that is reached may be from the one that was asked for, in per cent.</summary>
    public abstract double Near { get; }

    /// <summary>Whether counters of latencies are known.</summary>
    public abstract bool KnowsLatency { get; }

    /// <summary>Whether a connection that the back end reset may count as two errors.</summary>
    public virtual bool CountsResetsTwice => false;

    /// <summary>Changes of shares under load in the everyday tests.</summary>
    public virtual int EverydayChanges => 100;

    /// <summary>Changes of shares under load in the long tests.</summary>
    public virtual int ManyChanges => 1000;

    /// <summary>The driver, when there is nothing at the other end.</summary>
    public abstract ITrafficDriver WithNobody { get; }

    /// <summary>The driver, when the other end takes the question and says nothing; its limit is 300 ms.</summary>
    public abstract ITrafficDriver WithSilence { get; }

    /// <summary>Drivers whose other end answers what is no answer.</summary>
    public abstract IEnumerable<ITrafficDriver> WithGarbage { get; }

    /// <summary>Ends the proxy and starts it anew.</summary>
    public abstract Task RestartAsync();

    /// <summary>Ends what the driver talks to, and leaves what carries the traffic.</summary>
    public virtual Task LoseControlAsync() => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        Stable = await LaneServer.StartAsync("stable");
        Candidate = await LaneServer.StartAsync("candidate");
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Stable.DisposeAsync();
        await Candidate.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the proxy.</summary>
    protected abstract Task StartAsync();

    /// <summary>Ends it.</summary>
    protected abstract Task StopAsync();

    /// <summary>A driver of these settings.</summary>
    public static ITrafficDriver Make(string driver, string directory, params (string Name, string Value)[] settings) =>
        TrafficDrivers.Make(
            new(
                new(driver, settings.ToDictionary(it => it.Name, it => it.Value, StringComparer.Ordinal)),
                directory,
                new Dictionary<string, string>(StringComparer.Ordinal),
                TimeProvider.System
            )
            {
                Inherited = new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin" },
            }
        )
            is DriverMade.Ready it
            ? it.Driver
            : throw new InvalidOperationException("The settings do not do.");
}
