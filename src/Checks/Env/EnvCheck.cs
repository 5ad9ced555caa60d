using System.Text.RegularExpressions;
using Slipway.Checks.Looks;
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
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count fulfilled = 1");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, (settings, _) => Task.FromResult(Find(settings)), ct);

    private static Observation Find(SettingReader settings)
    {
        var name = settings.Text("name") ?? "";
        var least = settings.Whole("min-length", 1, 0, 100_000);
        var pattern = Pattern(settings);
        settings.Check();
        var value = settings.Here.Variables.GetValueOrDefault(name) ?? settings.Here.Inherited.GetValueOrDefault(name);
        var matches = value is not null && pattern?.IsMatch(value) != false;
        var counts = new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["present"] = value is null ? 0 : 1,
            ["length"] = value?.Length ?? 0,
            ["fulfilled"] = matches && value!.Length >= least ? 1 : 0,
        };
        if (pattern is not null)
        {
            counts["matches"] = matches ? 1 : 0;
        }

        return new() { Counts = counts };
    }

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
