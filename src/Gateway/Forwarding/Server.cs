using Yarp.ReverseProxy.Forwarder;

namespace Slipway.Gateway.Forwarding;

/// <summary>One server of a lane, and whether it is skipped for now.</summary>
internal sealed class Server(Endpoint endpoint, TimeSpan timeout, TimeProvider clock)
{
    /// <summary>How long a server that did not answer is skipped, where the lane has another.</summary>
    public static readonly TimeSpan Skip = TimeSpan.FromSeconds(10);

    private const long Never = long.MinValue;

    private long _skippedUntil = Never;

    /// <summary>What the path of a request is put behind.</summary>
    public string Prefix { get; } = endpoint.Prefix;

    /// <summary>How it is spoken to.</summary>
    public ForwarderRequestConfig Config { get; } =
        new()
        {
            ActivityTimeout = timeout,
            Version = endpoint switch
            {
                { PriorKnowledge: true } => System.Net.HttpVersion.Version20,
                { Address.Scheme: "https" } => System.Net.HttpVersion.Version20,
                _ => System.Net.HttpVersion.Version11,
            },
            VersionPolicy = endpoint.PriorKnowledge ? HttpVersionPolicy.RequestVersionExact : HttpVersionPolicy.RequestVersionOrLower,
        };

    /// <summary>Whether it has not answered since it last failed to.</summary>
    public bool IsSkipped => Volatile.Read(ref _skippedUntil) != Never;

    /// <summary>
    /// Whether the next request may go to it. One that is skipped gets a single request when its time is over, and is skipped on
    /// until that one is answered: where connecting takes seconds, thousands would wait with it.
    /// </summary>
    public bool MayTake()
    {
        var (until, now) = (Volatile.Read(ref _skippedUntil), clock.GetTimestamp());
        return until == Never || now >= until && Interlocked.CompareExchange(ref _skippedUntil, After(now), until) == until;
    }

    public void DidAnswer()
    {
        if (IsSkipped)
        {
            Volatile.Write(ref _skippedUntil, Never);
        }
    }

    public void DidNotAnswer() => Volatile.Write(ref _skippedUntil, After(clock.GetTimestamp()));

    private long After(long now) => now + (long)(Skip.TotalSeconds * clock.TimestampFrequency);
}
