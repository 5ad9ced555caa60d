using Slipway.Checks.Secrets;

namespace Slipway.Checks;

/// <summary>
/// Takes out of a text what its own shape gives away as a secret, though nobody declared it: tokens of well-known services, private
/// keys, JSON Web Tokens, passwords in addresses and connection strings, and what stands in an authorization header. Each becomes
/// <c>***RULE***</c>. Only the plain form is known (also within JSON); placeholders and the usual words of examples stay.
/// </summary>
public static class KnownSecrets
{
    /// <summary>The text without them; the same instance when it holds none. Time is linear in its length.</summary>
    public static string Hide(string text) => ShapeHiding.Hide(text, goesOn: false);

    /// <summary>The beginning of a text that goes on, without them; a last line that may hold the beginning of one is left out from there.</summary>
    public static string HideBegun(string text) => ShapeHiding.Hide(text, goesOn: true);
}
