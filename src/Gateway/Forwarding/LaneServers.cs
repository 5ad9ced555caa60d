namespace Slipway.Gateway.Forwarding;

/// <summary>The servers of a lane, in turn.</summary>
internal sealed class LaneServers(IReadOnlyList<Server> servers)
{
    private uint _turn;

    /// <summary>How many are skipped now.</summary>
    public int Skipped => servers.Count(it => it.IsSkipped);

    /// <summary>The next one that is not skipped. When all are, the next one all the same: to try is better than to fail for sure.</summary>
    public Server Next()
    {
        if (servers.Count == 1)
        {
            return servers[0];
        }

        var turn = Interlocked.Increment(ref _turn);
        return Free(turn, null) ?? servers[(int)(turn % (uint)servers.Count)];
    }

    /// <summary>Another one that is not skipped, or null.</summary>
    public Server? Another(Server than) => servers.Count == 1 ? null : Free(Interlocked.Increment(ref _turn), than);

    private Server? Free(uint turn, Server? but)
    {
        for (var i = 0u; i < servers.Count; i++)
        {
            var server = servers[(int)((turn + i) % (uint)servers.Count)];
            if (!ReferenceEquals(server, but) && server.MayTake())
            {
                return server;
            }
        }

        return null;
    }
}
