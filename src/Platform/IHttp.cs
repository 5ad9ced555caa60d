namespace Slipway.Platform;

/// <summary>Asks over HTTP, with limits. One instance serves the whole process.</summary>
public interface IHttp
{
    /// <summary>
    /// Asks once, and follows redirects as far as the question allows. Never throws for what the other side does: that is
    /// <see cref="HttpOutcome.NoAnswer"/>. Cancelled by <paramref name="ct"/>.
    /// </summary>
    Task<HttpOutcome> AskAsync(HttpQuestion question, CancellationToken ct);
}

/// <summary>What is asked.</summary>
public sealed record HttpQuestion
{
    /// <summary>Absolute, <c>http</c> or <c>https</c>.</summary>
    public required Uri Url { get; init; }

    /// <summary>The method. Default GET.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>Headers; <c>Content-Type</c> and its kin go with the body.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body, in UTF-8; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>Longest time from the question to the end of the answer, redirects included.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>Redirects that are followed. Default 10; 0 takes the redirect itself as the answer.</summary>
    public int Redirects { get; init; } = 10;

    /// <summary>Bytes of the body, unpacked, that are read; the rest is left. Default 1 MiB.</summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Cookies to send and to keep; null for none. A flow shares one.</summary>
    public HttpCookies? Cookies { get; init; }
}

/// <summary>The cookies of one flow.</summary>
public sealed class HttpCookies
{
    internal System.Net.CookieContainer Jar { get; } = new();
}
