using System.Text.RegularExpressions;
using Slipway.Checks.Looks;
using Slipway.Checks.Secrets;
using Slipway.Kernel;

namespace Slipway.Checks.Env;

/// <summary>Whether a variable is set, not empty, and of the right form. Its value, which may be a secret, is never brought home.</summary>
internal sealed class EnvCheck : ICheck
{
    public string Kind => "env";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("name", Required: true, "The variable."),
        new("matches", Required: false, "Regular expression that the whole value must match (linear-time: no look-around)."),
        new("min-length", Required: false, "Fewest characters. Default 1; 0 to 100000."),
        new(
            "min-entropy",
            Required: false,
            "Fewest bits of entropy of the whole value, by how often each character stands in it: 32 hexadecimal digits have about 120. Default 0; 0 to 100000."
        ),
        new(
            "not-default",
            Required: false,
            "`yes`: the value must be none that documents and set-ups use, such as `changeme`, and no placeholder; `no` (default): any."
        ),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count fulfilled = 1");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, (settings, _) => Task.FromResult(Find(settings)), ct);

    private static Observation Find(SettingReader settings)
    {
        var name = settings.Text("name") ?? "";
        var least = settings.Whole("min-length", 1, 0, 100_000);
        var bits = settings.Whole("min-entropy", 0, 0, 100_000);
        var own = settings.OneOf("not-default", "no", "yes", "no") == "yes";
        var pattern = Pattern(settings);
        settings.Check();
        var value = settings.Here.Variables.GetValueOrDefault(name) ?? settings.Here.Inherited.GetValueOrDefault(name);
        var matches = value is not null && pattern?.IsMatch(value) != false;
        var counts = new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["present"] = value is null ? 0 : 1,
            ["length"] = value?.Length ?? 0,
        };
        var fulfilled = matches && value!.Length >= least;
        if (bits > 0)
        {
            counts["entropy"] = (long)(Randomness.Entropy(value) * (value?.Length ?? 0));
            fulfilled &= counts["entropy"] >= bits;
        }

        if (own)
        {
            counts["default"] = value is null || IsUsual(value) ? 1 : 0;
            fulfilled &= counts["default"] == 0;
        }

        counts["fulfilled"] = fulfilled ? 1 : 0;
        if (pattern is not null)
        {
            counts["matches"] = matches ? 1 : 0;
        }

        return new() { Counts = counts };
    }

    private static bool IsUsual(string value) =>
        WeakWords.IsUsual(value) || Placeholders.IsMadeUp(value) || Placeholders.IsPlaceholder(value);

    private static Regex? Pattern(SettingReader settings)
    {
        if (settings.Raw("matches") is not { } pattern)
        {
            return null;
        }

        try
        {
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking);
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            settings.Fault($"env: matches is no regular expression that can be used ({refused.Message}).");
            return null;
        }
    }
}
