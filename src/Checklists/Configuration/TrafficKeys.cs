using System.Globalization;
using Slipway.Kernel;
using static Slipway.Checklists.Configuration.KeySpec;

namespace Slipway.Checklists.Configuration;

/// <summary>The keys of <c>traffic:</c> in an environment. Which driver has which of them, <see cref="TrafficMeaning"/> holds.</summary>
internal static class TrafficKeys
{
    /// <summary>How each step is judged.</summary>
    public static Shape.Keys Gate { get; } =
        new(
            "gate",
            [
                Text(
                    "for",
                    TextRules.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromDays(7)),
                    "How long a step is watched at most; without an answer by then nothing goes on."
                ) with
                {
                    Default = "5m",
                },
                Text(
                    "interval",
                    TextRules.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
                    "Time between two looks at the counters."
                ) with
                {
                    Default = "15s",
                },
                Text(
                    "margin",
                    Number("margin", "A number above 1, up to 100, for instance 1.25.", it => it is > 1 and <= 100),
                    "How much worse than the version that serves the candidate may be and still go, as a ratio."
                ) with
                {
                    Default = "1.25",
                },
                Text(
                    "latency-margin",
                    Number("margin", "A number from 1 to 100, for instance 1.25.", it => it is >= 1 and <= 100),
                    "How many times as many slow requests the candidate may have before it counts as slower; 1 for none."
                ) with
                {
                    Default = "1.25",
                },
                Text(
                    "floor",
                    Number("share", "A number from 0 to 0.1, for instance 0.001.", it => it is >= 0 and <= 0.1),
                    "A share of failed requests that nobody minds: shown to be below it the candidate goes; 0 for none."
                ) with
                {
                    Default = "0.001",
                },
                Text(
                    "per-look",
                    Number(
                        "requests",
                        "A whole number from 0 to 1000000, for instance 100.",
                        it => it is >= 0 and <= 1_000_000 && double.IsInteger(it)
                    ),
                    "Requests that each version has to bring for one look, as `slipway judge dispersion` says; 0 makes each interval one."
                ) with
                {
                    Default = "0",
                },
                Text(
                    "alpha",
                    Number("chance", "A number above 0, up to 0.2, for instance 0.01.", it => it is > 0 and <= 0.2),
                    "Chance of a wrong answer that is taken, in all looks of a step together."
                ) with
                {
                    Default = "0.01",
                },
                Text(
                    "probe",
                    TextRules.Words with
                    {
                        Hidden = true,
                        Also = PlainPassword,
                    },
                    "Address that Slipway may GET through the proxy to see the split where there is no traffic."
                ),
            ]
        );

    /// <summary>The whole mapping: the driver, its gate, and every setting that some driver has.</summary>
    public static Shape.Keys Table { get; } =
        new(
            "traffic",
            [
                Text("driver", TextRules.Choice(TrafficSettings.Drivers), "What moves the traffic; the other keys are its own.") with
                {
                    Required = true,
                },
                new("gate", Gate, "How each step of the traffic is judged before the next one is taken."),
                .. TrafficSettings
                    .Drivers.SelectMany(driver => TrafficSettings.Of(driver).Select(it => (Driver: driver, Setting: it)))
                    .GroupBy(it => it.Setting.Name, StringComparer.Ordinal)
                    .Select(it => Text(it.Key, Rule(it.Key), Meaning([.. it]))),
            ]
        );

    private static TextRule Rule(string name) =>
        name == "token"
            ? TextRules.Words with
            {
                Hidden = true,
                Also = it => Secrets.OnlyRefers(it) ? null : Secrets.InText("The token"),
            }
            : TextRules.Words with
            {
                Hidden = true,
                Also = PlainPassword,
            };

    private static (string Code, string Message, string Allowed)? PlainPassword(string text) =>
        Secrets.InConnection(text) ? Secrets.InText("The text") : null;

    private static string Meaning(IReadOnlyList<(string Driver, TrafficSetting Setting)> all) =>
        string.Join(' ', all.Select(it => $"`{it.Driver}`: {it.Setting.Meaning}{Default(it.Setting)}"));

    private static string Default(TrafficSetting setting) =>
        setting.Required ? " Needed."
        : setting.Default is { } standard ? $" Default: `{standard}`."
        : "";

    private static TextRule Number(string type, string allowed, Func<double, bool> holds) =>
        new("SW1008", type, allowed, it => Read(it) is { } number && holds(number)) { JsonType = "number" };

    /// <summary>A number as it is written with a point, or null.</summary>
    public static double? Read(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
