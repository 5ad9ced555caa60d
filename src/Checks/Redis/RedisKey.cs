using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Redis;

/// <summary>What one key must be.</summary>
internal sealed record RedisKey(string Name, string? Type, string Expires, long? Least, long? Most)
{
    public static readonly IReadOnlyList<string> Types = ["string", "list", "set", "zset", "hash", "stream"];

    /// <summary>Looks at it. Its value is not read.</summary>
    public async Task TellAsync(RedisConnection connection, Account account, CancellationToken ct)
    {
        var type =
            (await connection.AskAsync(ct, "TYPE", Name)).Said
            ?? throw new IOException("The server does not say of which type the key is.");
        var facts = new JsonObject
        {
            ["name"] = Name,
            ["exists"] = type != "none",
            ["type"] = type,
        };
        account.Facts["key"] = facts;
        if (type == "none")
        {
            account.Flaw($"there is no key {Name}");
            return;
        }

        var left = (await connection.AskAsync(ct, "PTTL", Name)).Number;
        var length = await LengthAsync(connection, type, Name, ct);
        (facts["expiresInSeconds"], facts["length"]) = (left is >= 0 ? left / 1000.0 : null, length);
        account.Value = length is { } number ? new(number, "") : null;
        Held(type, left, length, account);
    }

    /// <summary>How many parts a key has; of a text, bytes.</summary>
    public static async Task<long?> LengthAsync(RedisConnection connection, string type, string name, CancellationToken ct)
    {
        var command = type switch
        {
            "string" => "STRLEN",
            "list" => "LLEN",
            "set" => "SCARD",
            "zset" => "ZCARD",
            "hash" => "HLEN",
            "stream" => "XLEN",
            _ => null,
        };
        return command is null ? null : (await connection.AskAsync(ct, command, name)).Number;
    }

    private void Held(string type, long? left, long? length, Account account)
    {
        if (Type is not null && type != Type)
        {
            account.Flaw($"the key {Name} is a {type}, not a {Type}");
        }

        if ((Least ?? Most) is not null && length is null)
        {
            throw new IOException($"The length of the key {Name} (a {type}) cannot be asked.");
        }

        if (length < Least || length > Most)
        {
            account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the key {Name} has the length {length}, {(length < Least ? $"less than {Least}" : $"more than {Most}")}"
                )
            );
        }

        if (Expires == "yes" && left == -1)
        {
            account.Flaw($"the key {Name} never expires");
        }
        else if (Expires == "no" && left >= 0)
        {
            account.Flaw(string.Create(CultureInfo.InvariantCulture, $"the key {Name} expires in {left / 1000.0:0.###} s"));
        }
    }
}
