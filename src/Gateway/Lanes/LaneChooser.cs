using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Slipway.Gateway.Lanes;

/// <summary>Chooses the lane of a request.</summary>
internal sealed class LaneChooser(LaneHeaderSpec? header, StickySpec? sticky)
{
    private const int KeyBytes = 16;
    private const int LongestKey = 128;

    private readonly LaneChoice.Drawn _stable = new(Lane.Stable, null);
    private readonly LaneChoice.Drawn _candidate = new(Lane.Candidate, null);

    /// <summary>First what is asked for, then by the client, then by chance.</summary>
    public LaneChoice Choose(HttpContext context, Split split)
    {
        if (LaneHeader.Read(header, context) is { } asked)
        {
            return asked;
        }

        return sticky switch
        {
            { ByCookie: true } => ByCookie(context, split, sticky.Name),
            { ByCookie: false } when context.Request.Headers.TryGetValue(sticky.Name, out var value) => Known(value.ToString(), split),
            _ => Drawn(split.At(Random.Shared.NextDouble() * 100)),
        };
    }

    /// <summary>A client without a cookie is given one, and its first request goes where the later ones will.</summary>
    private LaneChoice.Drawn ByCookie(HttpContext context, Split split, string name)
    {
        if (context.Request.Cookies.TryGetValue(name, out var key) && key.Length is > 0 and <= LongestKey)
        {
            return Known(key, split);
        }

        var made = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        return new(split.At(ClientPoint.Of(made)), made);
    }

    private LaneChoice.Drawn Known(string key, Split split) => Drawn(split.At(ClientPoint.Of(key)));

    private LaneChoice.Drawn Drawn(Lane lane) => lane == Lane.Candidate ? _candidate : _stable;
}
