using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>A person and the roles in which that person may sign.</summary>
/// <param name="Name">The name.</param>
/// <param name="Roles">The roles, in the document's words.</param>
public sealed record Signatory(string Name, IReadOnlyList<string> Roles)
{
    /// <summary>The public keys that were the person's when the run began; null for none.</summary>
    public IReadOnlyList<SignatoryKey>? Keys { get; init; }

    /// <summary>Other names of the person, by which an author or operator is known; null for none.</summary>
    public IReadOnlyList<string>? Also { get; init; }

    /// <summary>What the person may do beyond signing; null for nothing.</summary>
    public IReadOnlyList<string>? Permissions { get; init; }
}

/// <summary>A public key of a person.</summary>
/// <param name="Id">See <see cref="PublicKey.Id"/>.</param>
/// <param name="Kind">See <see cref="PublicKey.Kind"/>.</param>
/// <param name="Key">See <see cref="PublicKey.Text"/>.</param>
public sealed record SignatoryKey(string Id, string Kind, string Key)
{
    /// <summary>What it signs from here on does not count; null for no end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Since when it is known to others; null when it is not.</summary>
    public DateTimeOffset? Revoked { get; init; }
}

/// <summary>A signature with a key.</summary>
/// <param name="KeyId">Which key made it.</param>
/// <param name="Kind">See <see cref="PublicKey.Kind"/>.</param>
/// <param name="Value">In DER and base64, or as OpenSSH armours it.</param>
/// <param name="Statement">What was signed, member by member; the bytes are its canonical JSON, see <see cref="SignedStatement"/>.</param>
public sealed record KeySignature(string KeyId, string Kind, string Value, IReadOnlyDictionary<string, string> Statement);

/// <summary>A key that came to its end while a run went on.</summary>
/// <param name="Id">See <see cref="PublicKey.Id"/>.</param>
/// <param name="Since">What it signed from then on does not count.</param>
public sealed record EndedKey(string Id, DateTimeOffset Since);
