namespace Slipway.Runs;

/// <summary>A statement with the signature that a person gave it.</summary>
/// <param name="Statement">What was signed.</param>
/// <param name="KeyId">See <see cref="Kernel.PublicKey.Id"/>.</param>
/// <param name="Kind">See <see cref="Kernel.PublicKey.Kind"/>.</param>
/// <param name="Value">In DER and base64, or as OpenSSH armours it.</param>
public sealed record SignedWord(SignedStatement Statement, string KeyId, string Kind, string Value)
{
    /// <summary>The verdicts that were shown, by step; only to say what has changed since. Empty when nobody wrote them down.</summary>
    public IReadOnlyDictionary<string, string> Verdicts { get; init; } = new Dictionary<string, string>();

    /// <summary>The lines of the plan that was shown, by step; only to say what is different.</summary>
    public IReadOnlyDictionary<string, string> Plan { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Of a key of OpenSSH: digest of the bytes over which <c>ssh-keygen -Y verify</c> found the signature good. The engine asks it
    /// and writes this down, whatever it was before; null when it was not asked, or did not find so.
    /// </summary>
    internal string? ProvenSha256 { get; init; }

    /// <summary>A statement signed with a key of ours, with what a person was shown.</summary>
    public static SignedWord Sign(SignedStatement statement, Kernel.SigningKey key, RunState state) =>
        With(statement, key.Public.Id, Kernel.PublicKey.Ecdsa, Convert.ToBase64String(key.Sign(statement.Bytes)), state);

    /// <summary>A statement with a signature that was made elsewhere.</summary>
    public static SignedWord With(SignedStatement statement, string keyId, string kind, string value, RunState state) =>
        new(statement, keyId, kind, value) { Verdicts = Deciding.Gates.Verdicts(state), Plan = Deciding.Signing.PlanLines(state) };
}
