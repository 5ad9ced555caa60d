using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Slipway.Gateway.Lanes;

namespace Slipway.Gateway.Admin;

/// <summary>The body of a change: <c>{"share": 25}</c> and nothing else.</summary>
internal abstract record ShareBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 2 };

    private ShareBody() { }

    /// <summary>A share in per cent, 0 to 100.</summary>
    public sealed record Share(double Value) : ShareBody;

    /// <summary>None, and why.</summary>
    public sealed record Faulty(int Status, string Why) : ShareBody;

    public static async Task<ShareBody> ReadAsync(HttpContext context)
    {
        var type = context.Request.ContentType?.Split(';')[0].Trim();
        if (!string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase))
        {
            return new Faulty(StatusCodes.Status415UnsupportedMediaType, "send Content-Type: application/json");
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, Strict, context.RequestAborted);
            return Understood(document.RootElement);
        }
        catch (JsonException)
        {
            return Wanted();
        }
        catch (BadHttpRequestException broken)
        {
            return new Faulty(broken.StatusCode, "the body could not be read: " + broken.Message);
        }
    }

    private static ShareBody Understood(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && root.EnumerateObject().Count() == 1
        && root.TryGetProperty("share", out var share)
        && share.ValueKind == JsonValueKind.Number
        && share.TryGetDouble(out var number)
        && Split.IsShare(number)
            ? new Share(number)
            : Wanted();

    private static Faulty Wanted() =>
        new(
            StatusCodes.Status400BadRequest,
            "send {\"share\": 25} and nothing else: the candidate's share in per cent, a number from 0 to 100"
        );
}
