using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Slipway.Platform.Http;

/// <summary>One question, with its redirects, to its answer.</summary>
internal sealed class Asking(HttpMessageInvoker invoker, HttpQuestion question, TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();

    public async Task<HttpOutcome> AskAsync(CancellationToken ct)
    {
        if (!question.Url.IsAbsoluteUri || question.Url.Scheme is not ("http" or "https"))
        {
            return new HttpOutcome.NoAnswer($"{question.Url} is no absolute http or https address.");
        }

        if (HttpFaults.Unsendable(question.Headers) is { } bad)
        {
            return new HttpOutcome.NoAnswer($"The header {bad} has a name or value that cannot be sent.");
        }

        using var timeout = new CancellationTokenSource(question.Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            return await FollowAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new HttpOutcome.NoAnswer(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{HttpFaults.Place(question.Url)} gave no whole answer within {question.Limit.TotalSeconds:0.###} s."
                )
            );
        }
        catch (Exception failure)
            when (failure is HttpRequestException or IOException or InvalidDataException or FormatException or ArgumentException)
        {
            return new HttpOutcome.NoAnswer($"{HttpFaults.Place(question.Url)}: {HttpFaults.Reason(failure)}");
        }
    }

    private async Task<HttpOutcome> FollowAsync(CancellationToken ct)
    {
        var (url, method, body) = (question.Url, new HttpMethod(question.Method), question.Body);
        for (var left = question.Redirects; ; left--)
        {
            using var request = Request(url, method, body);
            using var response = await invoker.SendAsync(request, ct);
            Keep(url, response);
            if (question.Redirects == 0 || !IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            {
                return await AnswerAsync(url, response, ct);
            }

            if (left == 0)
            {
                return new HttpOutcome.NoAnswer($"{HttpFaults.Place(question.Url)} redirects more than {question.Redirects} times.");
            }

            var next = new Uri(url, location);
            if (next.Scheme is not ("http" or "https") || url.Scheme == "https" && next.Scheme == "http")
            {
                return new HttpOutcome.NoAnswer($"{HttpFaults.Place(url)} redirects to {HttpFaults.Place(next)}, which is not followed.");
            }

            (method, body) = NextForm(response.StatusCode, method, body);
            url = next;
        }
    }

    /// <summary>Browsers turn POST into GET after 301 and 302, and everything after 303 (RFC 9110, 15.4).</summary>
    private static (HttpMethod, string?) NextForm(HttpStatusCode status, HttpMethod method, string? body) =>
        status switch
        {
            HttpStatusCode.SeeOther when method != HttpMethod.Head => (HttpMethod.Get, null),
            HttpStatusCode.Moved or HttpStatusCode.Found when method == HttpMethod.Post => (HttpMethod.Get, null),
            _ => (method, body),
        };

    private HttpRequestMessage Request(Uri url, HttpMethod method, string? body)
    {
        var request = new HttpRequestMessage(method, url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher,
        };
        // Without a body, be it empty, the framework sends a request again, up to three times and unasked, when the server hangs up
        // before it answers: a server that drops every other request would look sound.
        request.Content = new ByteArrayContent(body is null ? [] : Encoding.UTF8.GetBytes(body));

        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("slipway", "1"));
        request.Headers.AcceptEncoding.ParseAdd("gzip, br, deflate");
        // What was meant for one host is not told to another one.
        var sameHost =
            Uri.Compare(url, question.Url, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
        foreach (var (name, value) in sameHost ? question.Headers : question.Headers.Where(it => !IsPrivate(it.Key)))
        {
            Add(request, name, value);
        }

        if (question.Cookies?.Jar.GetCookieHeader(url) is { Length: > 0 } cookies)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookies);
        }

        return request;
    }

    private static void Add(HttpRequestMessage request, string name, string value)
    {
        if (
            name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Accept-Encoding", StringComparison.OrdinalIgnoreCase)
        )
        {
            request.Headers.Remove(name);
        }

        if (!request.Headers.TryAddWithoutValidation(name, value))
        {
            request.Content!.Headers.Remove(name);
            request.Content.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static bool IsPrivate(string header) =>
        header.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-", StringComparison.OrdinalIgnoreCase);

    private static bool IsRedirect(HttpStatusCode status) =>
        status
            is HttpStatusCode.Moved
                or HttpStatusCode.Found
                or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect;

    private void Keep(Uri url, HttpResponseMessage response)
    {
        if (question.Cookies is not { } cookies || !response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            return;
        }

        foreach (var cookie in set)
        {
            try
            {
                cookies.Jar.SetCookies(url, cookie);
            }
            catch (CookieException)
            {
                // A cookie that nobody can read is not kept; browsers do the same.
            }
        }
    }

    private async Task<HttpOutcome> AnswerAsync(Uri url, HttpResponseMessage response, CancellationToken ct)
    {
        await using var raw = await response.Content.ReadAsStreamAsync(ct);
        await using var body = Unpacked(raw, response.Content.Headers.ContentEncoding);
        var (bytes, truncated) = await ReadAsync(body, question.MaxBodyBytes, ct);
        return new HttpOutcome.Answer
        {
            Status = (int)response.StatusCode,
            Headers = HeadersOf(response),
            SetCookies = response.Headers.NonValidated.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [],
            Body = Charset(response.Content.Headers.ContentType).GetString(bytes),
            Truncated = truncated,
            Url = url,
            Took = clock.GetElapsedTime(_start),
        };
    }

    /// <summary>One layer of packing; it is read only as far as the limit, so a bomb does not go off.</summary>
    private static Stream Unpacked(Stream raw, ICollection<string> encodings) =>
        encodings.ToList() switch
        {
            [] or ["identity"] => raw,
            ["gzip" or "x-gzip"] => new GZipStream(raw, CompressionMode.Decompress),
            ["br"] => new BrotliStream(raw, CompressionMode.Decompress),
            ["deflate"] => new ZLibStream(raw, CompressionMode.Decompress),
            var others => throw new InvalidDataException($"the body is packed in a way that is not read ({string.Join(", ", others)})"),
        };

    private static async Task<(byte[] Bytes, bool Truncated)> ReadAsync(Stream body, int most, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var piece = new byte[16 * 1024];
        while (await body.ReadAsync(piece.AsMemory(0, (int)Math.Min(piece.Length, most + 1 - buffer.WrittenCount)), ct) is var read and > 0)
        {
            buffer.Write(piece.AsSpan(0, read));
            if (buffer.WrittenCount > most)
            {
                return (buffer.WrittenSpan[..most].ToArray(), true);
            }
        }

        return (buffer.WrittenSpan.ToArray(), false);
    }

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            headers[name] = values.ToString();
        }

        return headers;
    }

    private static Encoding Charset(MediaTypeHeaderValue? type)
    {
        try
        {
            return type?.CharSet is { Length: > 0 } name ? Encoding.GetEncoding(name.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}
