using System.Globalization;

namespace Slipway.Checks.Redis;

/// <summary>One reply of the protocol, versions 2 and 3.</summary>
internal abstract record RedisReply
{
    private RedisReply() { }

    /// <summary>A text; of bytes that are no UTF-8 the broken ones are replaced.</summary>
    public sealed record Words(string Text) : RedisReply;

    /// <summary>A whole number.</summary>
    public sealed record Whole(long Value) : RedisReply;

    /// <summary>An error: its first word is the kind.</summary>
    public sealed record Error(string Text) : RedisReply;

    /// <summary>An array, a set, or a map as names and values in turn.</summary>
    public sealed record Many(IReadOnlyList<RedisReply> Parts) : RedisReply;

    /// <summary>Nothing.</summary>
    public sealed record Nothing : RedisReply;

    /// <summary>The text of a text or a number; null otherwise.</summary>
    public string? Said =>
        this switch
        {
            Words it => it.Text,
            Whole it => it.Value.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };

    /// <summary>The number of a number, or of a text that is one.</summary>
    public long? Number =>
        this switch
        {
            Whole it => it.Value,
            Words it when long.TryParse(it.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };

    /// <summary>The items of an array; none of anything else.</summary>
    public IReadOnlyList<RedisReply> Items => this is Many it ? it.Parts : [];

    /// <summary>The value behind a name, in a map or an array of names and values.</summary>
    public RedisReply? Of(string name)
    {
        var items = Items;
        for (var at = 0; at + 1 < items.Count; at += 2)
        {
            if (items[at].Said == name)
            {
                return items[at + 1];
            }
        }

        return null;
    }
}
