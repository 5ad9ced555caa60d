using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Harbour;

/// <summary>
/// The door that callers know. It passes each request to the port named in the file <c>current</c>; <c>/next/…</c> goes to
/// the one in <c>next</c>, so that a version can be tried through the same door before it is current.
/// </summary>
public static class Front
{
    private static readonly string[] Hop = ["Transfer-Encoding", "Connection", "Keep-Alive", "Host"];

    /// <summary>A front that is ready to start.</summary>
    public static WebApplication Build(string home, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var front = builder.Build();
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };
        front.Lifetime.ApplicationStopped.Register(client.Dispose);
        front.Run(call => PassAsync(call, client, home));
        return front;
    }

    private static async Task PassAsync(HttpContext call, HttpClient client, string home)
    {
        var isNext = call.Request.Path.StartsWithSegments("/next", out var rest);
        if (PortIn(Path.Combine(home, isNext ? "next" : "current")) is not { } port)
        {
            call.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var target = new Uri($"http://127.0.0.1:{port}{(isNext ? rest : call.Request.Path)}{call.Request.QueryString}");
        try
        {
            using var answer = await client.SendAsync(
                Copy(call.Request, target),
                HttpCompletionOption.ResponseHeadersRead,
                call.RequestAborted
            );
            await CopyAsync(answer, call.Response, call.RequestAborted);
        }
        catch (HttpRequestException)
        {
            call.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
    }

    /// <summary>The second word of a pointer such as <c>v2 18482</c>; null when there is no such file.</summary>
    private static int? PortIn(string pointer)
    {
        try
        {
            return int.TryParse(File.ReadAllText(pointer).Trim().Split(' ')[^1], out var port) ? port : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static HttpRequestMessage Copy(HttpRequest from, Uri target)
    {
        var to = new HttpRequestMessage(new HttpMethod(from.Method), target);
        if (from.ContentLength > 0 || from.Headers.TransferEncoding.Count > 0)
        {
            to.Content = new StreamContent(from.Body);
        }

        foreach (var (name, values) in from.Headers.Where(it => !Hop.Contains(it.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!to.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                to.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return to;
    }

    private static async Task CopyAsync(HttpResponseMessage from, HttpResponse to, CancellationToken ct)
    {
        to.StatusCode = (int)from.StatusCode;
        foreach (
            var (name, values) in from
                .Headers.Concat(from.Content.Headers)
                .Where(it => !Hop.Contains(it.Key, StringComparer.OrdinalIgnoreCase))
        )
        {
            to.Headers[name] = values.ToArray();
        }

        await from.Content.CopyToAsync(to.Body, ct);
    }
}
