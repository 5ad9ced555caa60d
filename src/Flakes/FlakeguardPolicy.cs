using Slipway.Flakes.Policing;

namespace Slipway.Flakes;

/// <summary>A <c>.flakeguard.yml</c> as a policy.</summary>
/// <param name="Policy">What it says.</param>
/// <param name="Notes">For each key that has no exact counterpart: what became of it, and why; with its line.</param>
/// <param name="Faults">What cannot be used, each with its line and what to do; with one of them there is no policy.</param>
public sealed record FlakeguardPolicy(TestPolicy Policy, IReadOnlyList<string> Notes, IReadOnlyList<string> Faults)
{
    /// <summary>Reads a file, at most 1 MiB.</summary>
    public static FlakeguardPolicy Read(string text) => new FlakeguardReader().Read(text);
}
