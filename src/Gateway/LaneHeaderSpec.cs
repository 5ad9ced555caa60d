using Slipway.Kernel;

namespace Slipway.Gateway;

/// <summary>Who may ask for a lane with the header <c>X-Slipway-Lane</c>. Exactly one of the two is there.</summary>
/// <param name="Secret">Whoever sends it in <c>X-Slipway-Lane-Secret</c>; it never reaches a destination.</param>
/// <param name="Addresses">Whoever connects from one of these.</param>
public sealed record LaneHeaderSpec(Secret? Secret, AddressList? Addresses);
