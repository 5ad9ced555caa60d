namespace Slipway.Gateway;

/// <summary>Where copies of requests go whose answers nobody gets.</summary>
/// <param name="Endpoint">The server that gets them.</param>
/// <param name="Share">Which part of the requests that may be copied is copied, in per cent; above 0, at most 100.</param>
public sealed record ShadowSpec(Endpoint Endpoint, double Share);
