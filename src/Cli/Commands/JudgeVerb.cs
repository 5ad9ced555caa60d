using System.CommandLine;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway judge</c>: trying the rules of a release on recorded numbers.</summary>
internal static class JudgeVerb
{
    public static Command Make(Host host) =>
        new(
            "judge",
            "Try the rules that judge a release on recorded numbers: a condition with a duration, a candidate beside its baseline, or how errors come."
        )
        {
            JudgeForVerb.Make(host),
            JudgeCompareVerb.Make(host),
            JudgeDispersionVerb.Make(host),
        };
}
