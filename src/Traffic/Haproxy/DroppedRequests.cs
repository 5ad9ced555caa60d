namespace Slipway.Traffic.Haproxy;

/// <summary>
/// The most that was seen of each server's dropped requests. What can be told of them rises and falls with the requests that are
/// open, and a counter only grows.
/// </summary>
internal sealed class DroppedRequests
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _most = new(StringComparer.Ordinal);
    private string _epoch = "";

    /// <summary>The most of one server; in a new epoch from the beginning.</summary>
    public long Most(string epoch, string server, long seen)
    {
        lock (_gate)
        {
            if (epoch != _epoch)
            {
                _epoch = epoch;
                _most.Clear();
            }

            return _most[server] = Math.Max(seen, _most.GetValueOrDefault(server));
        }
    }
}
