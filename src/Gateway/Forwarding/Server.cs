using Yarp.ReverseProxy.Forwarder;

namespace Slipway.Gateway.Forwarding;

/// <summary>One server of a lane, and whether it is skipped for now.</summary>
internal sealed class Server(Endpoint endpoint, TimeSpan timeout, TimeProvider clock)
{
    /// <summary>How long a server that did not answer is skipped, where the lane has another.</summary>
    public static readonly TimeSpan Skip = TimeSpan.FromSeconds(10);

    private long _skippedUntil = long.MinValue;

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

    /// <summary>Whether it is skipped now.</summary>
    public bool IsSkipped => clock.GetTimestamp() < Volatile.Read(ref _skippedUntil);

    public void DidAnswer()
    {
        if (Volatile.Read(ref _skippedUntil) != long.MinValue)
        {
            Volatile.Write(ref _skippedUntil, long.MinValue);
        }
    }

    public void DidNotAnswer() =>
        Volatile.Write(ref _skippedUntil, clock.GetTimestamp() + (long)(Skip.TotalSeconds * clock.TimestampFrequency));
}
