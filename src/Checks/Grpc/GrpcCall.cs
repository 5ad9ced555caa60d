using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Slipway.Checks.Looks;
using Slipway.Platform;

namespace Slipway.Checks.Grpc;

/// <summary>What a call came to: a status of gRPC, and the message where that is 0.</summary>
/// <param name="Status">0 to 16.</param>
/// <param name="Said">What the server says of it, bounded; empty for nothing.</param>
/// <param name="Message">The one message; null where the status is not 0.</param>
internal sealed record GrpcAnswer(int Status, string Said, byte[]? Message);

/// <summary>One call with one message each way (gRPC over HTTP/2). What is no whole and proper answer is not seen.</summary>
internal sealed class GrpcCall(OpenHttp http, GrpcSpec demand)
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Asks for the health of one service.</summary>
    /// <exception cref="NotSeenException">No answer, or none that is gRPC.</exception>
    public async Task<GrpcAnswer> AskAsync(string service, CancellationToken ct)
    {
        using var request = Request(service);
        using var answer = await http.AskAsync(request, ct);
        var place = HttpFaults.Place(demand.Url);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new NotSeenException($"{place} answered with HTTP status {(int)answer.StatusCode}, which is no answer of gRPC.");
        }

        if (answer.Content.Headers.ContentType?.MediaType is not { } type || !IsGrpc(type))
        {
            throw new NotSeenException($"{place} answered with what is no gRPC.");
        }

        return await ReadAsync(answer, place, ct);
    }

    private HttpRequestMessage Request(string service)
    {
        var message = HealthMessage.Question(service);
        var framed = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed, 5);
        var request = OpenHttp.Question(new(demand.Url, "/grpc.health.v1.Health/Check"), demand.Headers);
        request.Method = HttpMethod.Post;
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        request.Content = new ByteArrayContent(framed);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        var milliseconds = Math.Clamp((long)demand.Limit.TotalMilliseconds, 1, 99_999_999);
        request.Headers.TryAddWithoutValidation("grpc-timeout", string.Create(CultureInfo.InvariantCulture, $"{milliseconds}m"));
        return request;
    }

    private static async Task<GrpcAnswer> ReadAsync(HttpResponseMessage answer, string place, CancellationToken ct)
    {
        var body = await BodyAsync(answer, place, ct);
        // Only an answer without a body may have its status at its head (Trailers-Only).
        var told = Values(answer.TrailingHeaders, "grpc-status")
            .Concat(body.Length == 0 ? Values(answer.Headers, "grpc-status") : [])
            .ToList();
        if (told is not [var only] || !int.TryParse(only, NumberStyles.None, CultureInfo.InvariantCulture, out var status) || status > 16)
        {
            throw new NotSeenException(
                $"The answer of {place} has no status of gRPC: it was broken off, or a proxy on the way takes its trailers away."
            );
        }

        var said = Values(answer.TrailingHeaders, "grpc-message").Concat(Values(answer.Headers, "grpc-message")).FirstOrDefault("");
        return new(status, JsonTexts.Cut(Uri.UnescapeDataString(said), 300), status == 0 ? Message(body, place) : null);
    }

    private static async Task<byte[]> BodyAsync(HttpResponseMessage answer, string place, CancellationToken ct)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        var bytes = new byte[MostBytes + 1];
        try
        {
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
            return length <= MostBytes
                ? bytes[..length]
                : throw new NotSeenException($"{place} answered with more than {MostBytes} bytes.");
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            throw new NotSeenException($"The answer of {place} was broken off: {HttpFaults.Reason(broken)}");
        }
    }

    /// <summary>The one message: a byte that says that it is not packed, four for its length, itself, and nothing behind it.</summary>
    private static byte[] Message(byte[] body, string place) =>
        body.Length >= 5 && body[0] == 0 && BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(1)) == body.Length - 5
            ? body[5..]
            : throw new NotSeenException($"{place} says that all went well, and sends no whole message.");

    private static bool IsGrpc(string type) =>
        type.Equals("application/grpc", StringComparison.OrdinalIgnoreCase)
        || type.StartsWith("application/grpc+", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Values(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values : [];
}
