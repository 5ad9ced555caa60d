using System.Globalization;
using Slipway.Kernel;
using Slipway.Traffic;

namespace Slipway.Cli.Output;

/// <summary>The traffic of an environment, for people.</summary>
internal static class TrafficText
{
    /// <summary>Writes one look.</summary>
    public static void Write(TextWriter to, TrafficAtHand traffic, TrafficLook look)
    {
        to.WriteLine($"{Word(look.Verdict)}: {PlainText.Of(look.Why ?? look.Split?.Why ?? "nothing was seen")}");
        to.WriteLine($"driver     {traffic.Driver.Name}, environment {traffic.Environment}");
        to.WriteLine($"share      {(look.Share is { } share ? $"{Number(share)} % of new requests go to the candidate" : "not known")}");
        to.WriteLine($"stable     {Lane(look, it => it.Stable)}");
        to.WriteLine($"candidate  {Lane(look, it => it.Candidate)}");
    }

    /// <summary>One look in one line.</summary>
    public static void WriteLine(TextWriter to, TrafficLook look) =>
        to.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(look.After?.At ?? default):HH:mm:ss}  {Word(look.Verdict), -8}  share {(look.Share is { } share ? Number(share) : "?")} %  stable {Lane(look, it => it.Stable)}  candidate {Lane(look, it => it.Candidate)}{(look.Why is { } why ? $"  {PlainText.Of(why)}" : "")}"
            )
        );

    /// <summary>The verdict in a word.</summary>
    public static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => "MATCHES",
            Verdict.Fail => "DIFFERS",
            Verdict.Inconclusive => "TOO FEW",
            _ => "UNKNOWN",
        };

    private static string Lane(TrafficLook look, Func<LaneCounts, LaneCount> lane) =>
        look.Did(lane) is { } did
            ? string.Create(CultureInfo.InvariantCulture, $"{did.Requests} requests, {did.Errors} errors{Rate(did)}{Within(look)}")
            : "not known";

    private static string Rate(LaneCount did) =>
        did.Requests == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({100.0 * did.Errors / did.Requests:0.##} %)");

    private static string Within(TrafficLook look) =>
        string.Create(CultureInfo.InvariantCulture, $" in {(look.After!.At - look.Before!.At).TotalSeconds:0.#} s");

    private static string Number(double share) => share.ToString("0.##", CultureInfo.InvariantCulture);
}
