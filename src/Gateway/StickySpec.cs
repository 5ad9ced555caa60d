namespace Slipway.Gateway;

/// <summary>By what a client is known again, so that it stays in its lane while the share does not take it away.</summary>
/// <param name="ByCookie">By a cookie that the gateway sets; otherwise by a header that clients send.</param>
/// <param name="Name">Name of the cookie or of the header.</param>
public sealed record StickySpec(bool ByCookie, string Name);
