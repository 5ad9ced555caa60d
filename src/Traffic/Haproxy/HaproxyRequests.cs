namespace Slipway.Traffic.Haproxy;

/// <summary>
/// What HAProxy counts of one server. Which columns are requests and errors of a server was tried on HAProxy 2.6:
/// <list type="bullet">
/// <item>an answer is in <c>hrsp_2xx</c> to <c>hrsp_other</c> once; those of <c>hrsp_1xx</c> come before another one;</item>
/// <item>no answer (hung up, no HTTP, too late) is in <c>eresp</c>, no connection in <c>econ</c>, and one that another server then answered in <c>wredis</c>;</item>
/// <item>an answer that breaks off is in both, and in <c>srv_abrt</c>;</item>
/// <item>a server that hangs up on a request which is not the first of its client's connection: HAProxy then closes that connection without a word, and counts nothing, or, when the server reset its connection, <c>eresp</c> twice and <c>srv_abrt</c> once;</item>
/// <item>every try is in <c>stot</c>, also each that is tried again (<c>wretr</c>); <c>req_tot</c> leaves out what had no answer.</item>
/// </list>
/// </summary>
/// <param name="Answered">Requests that had an answer.</param>
/// <param name="ServerErrors">Of these, those with a status of 500 to 599.</param>
/// <param name="Failed">What HAProxy counts as failed.</param>
/// <param name="BrokenOff">What the server broke off, in an answer or before it.</param>
/// <param name="Ended">All that ended, as far as it can be told now: too few by those that are just being answered.</param>
internal sealed record HaproxyRequests(long Answered, long ServerErrors, long Failed, long BrokenOff, long Ended)
{
    /// <summary>Requests that had no answer, as HAProxy counts it.</summary>
    public long Unanswered => Math.Max(0, Failed - BrokenOff);

    /// <summary>Requests that ended and that it counts nowhere: dropped without a word.</summary>
    public long Dropped => Math.Max(0, Ended - Answered - Unanswered);

    /// <summary>
    /// As counters of a lane. Of what was broken off HAProxy does not tell whether it was an answer (an error more) or a request
    /// (counted already), so as much of it counts as may be answers: too many errors where servers reset connections, and never too few.
    /// </summary>
    /// <param name="dropped">The most that was seen of <see cref="Dropped"/>.</param>
    public LaneCount Count(long dropped)
    {
        var requests = Answered + Unanswered + dropped;
        return new(requests, ServerErrors + Unanswered + dropped + Math.Min(BrokenOff, Answered - ServerErrors), []);
    }
}
