using System.Globalization;
using Slipway.Platform;
using Slipway.Traffic.Making;

namespace Slipway.Traffic.Web;

/// <summary>Asks over HTTP and takes nothing but a whole answer with a status from 200 to 299. Redirects are not followed: a token goes where it was meant to.</summary>
internal sealed class BoundedHttp(IHttp http, string token, TimeSpan limit)
{
    /// <summary>Whether each call opens a connection of its own, so that it is answered by whoever takes new ones.</summary>
    public bool OnFreshConnections { get; init; }

    /// <summary>The body of the answer.</summary>
    /// <exception cref="NotToldException">There is none that counts.</exception>
    public async Task<string> AskAsync(string method, Uri url, string? body, CancellationToken ct)
    {
        var question = new HttpQuestion
        {
            Url = url,
            Method = method,
            Headers = Headers(body is not null),
            Body = body,
            Limit = limit,
            Redirects = 0,
            MaxBodyBytes = LaneDocument.MostBytes,
        };
        return await http.AskAsync(question, ct) switch
        {
            HttpOutcome.Answer { Status: >= 200 and <= 299, Truncated: false } it => it.Body,
            HttpOutcome.Answer { Truncated: true } => throw new NotToldException(
                $"{HttpFaults.Place(url)} answered more than {LaneDocument.MostBytes} bytes"
            ),
            HttpOutcome.Answer it => throw new NotToldException(
                string.Create(CultureInfo.InvariantCulture, $"{HttpFaults.Place(url)} answered {method} with status {it.Status}")
            ),
            HttpOutcome.NoAnswer it => throw new NotToldException(it.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private List<KeyValuePair<string, string>> Headers(bool hasBody)
    {
        var headers = new List<KeyValuePair<string, string>> { new("Accept", "application/json") };
        if (OnFreshConnections)
        {
            headers.Add(new("Connection", "close"));
        }

        if (hasBody)
        {
            headers.Add(new("Content-Type", "application/json"));
        }

        if (token.Length > 0)
        {
            headers.Add(new("Authorization", $"Bearer {token}"));
        }

        return headers;
    }
}
