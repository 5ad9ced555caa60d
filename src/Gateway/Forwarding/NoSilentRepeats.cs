namespace Slipway.Gateway.Forwarding;

/// <summary>
/// The pool of connections sends a request without a body once more, by itself, when its connection ends without an answer, also one
/// that may change something (seen on .NET 10: four times a DELETE). It never does so with a request that has a body; an empty one
/// will do.
/// </summary>
internal sealed class NoSilentRepeats(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is null && !MayRepeat(request.Method))
        {
            request.Content = new ByteArrayContent([]);
        }

        return base.SendAsync(request, cancellationToken);
    }

    /// <summary>What changes nothing; and CONNECT, which has no body but a stream behind it.</summary>
    private static bool MayRepeat(HttpMethod method) =>
        method == HttpMethod.Get
        || method == HttpMethod.Head
        || method == HttpMethod.Options
        || method == HttpMethod.Trace
        || method == HttpMethod.Connect;
}
