using Slipway.Cli.Terminal.Live;
using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>How a cell of a strip looks: a character that says all, and a colour that says it again.</summary>
/// <param name="Letter">Stands in the strip.</param>
/// <param name="Tone">Its colour in a terminal.</param>
/// <param name="Word">What it means.</param>
internal sealed record StripLook(char Letter, Tone Tone, string Word)
{
    public static IReadOnlyDictionary<StripMark, StripLook> All { get; } =
        new Dictionary<StripMark, StripLook>
        {
            [StripMark.Passed] = new('.', Tone.Good, "passed"),
            [StripMark.Rescued] = new('f', Tone.Doubt, "flake, passed on a retry"),
            [StripMark.Flake] = new('F', Tone.Doubt, "flake"),
            [StripMark.Regression] = new('R', Tone.Bad, "regression"),
            [StripMark.Unknown] = new('?', Tone.Strong, "unknown"),
            [StripMark.Outage] = new('o', Tone.Now, "outage"),
            [StripMark.Skipped] = new('-', Tone.Faint, "skipped"),
            [StripMark.Nothing] = new('_', Tone.Faint, "nothing built"),
        };
}
