using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Checklists;
using Slipway.Cli.Output;
using Slipway.Flakes;

namespace Slipway.Cli;

/// <summary>The policy for flaky tests that stands in the settings.</summary>
internal static class TestPolicies
{
    /// <summary>What the section <c>tests</c> says; the default where there is none.</summary>
    public static TestPolicy Read(Host host, string? settings) =>
        Of(Inputs.ReadSettings(host, settings, besideDocument: null).Settings.Tests);

    /// <summary>The policy of a section.</summary>
    public static TestPolicy Of(TestSettings? said)
    {
        var standard = new TestPolicy();
        return said is null
            ? standard
            : new()
            {
                FlakyFrom = said.FlakyFrom ?? standard.FlakyFrom,
                MinFailures = said.MinFailures ?? standard.MinFailures,
                MinOutcomes = said.MinOutcomes ?? standard.MinOutcomes,
                Lookback = said.Lookback,
                QuarantineDays = Days(said.QuarantineFor) ?? standard.QuarantineDays,
                Exclude = said.Exclude,
                Exempt = said.Exempt,
                Owners = said.Owners.ToDictionary(
                    it => it.Key,
                    it => new TestPolicyOverride(
                        it.Value.FlakyFrom,
                        it.Value.MinFailures,
                        it.Value.MinOutcomes,
                        Days(it.Value.QuarantineFor)
                    )
                ),
            };
    }

    /// <summary>The section <c>tests</c> for a settings file: what is not the default.</summary>
    public static string Write(TestPolicy policy)
    {
        var (text, standard) = (new StringBuilder("tests:\n"), new TestPolicy());
        Add(text, "  ", "flaky-from", policy.FlakyFrom != standard.FlakyFrom ? Number(policy.FlakyFrom) : null);
        Add(text, "  ", "min-failures", policy.MinFailures != standard.MinFailures ? $"{policy.MinFailures}" : null);
        Add(text, "  ", "min-outcomes", policy.MinOutcomes != standard.MinOutcomes ? $"{policy.MinOutcomes}" : null);
        Add(text, "  ", "quarantine-for", policy.QuarantineDays != standard.QuarantineDays ? $"{policy.QuarantineDays}d" : null);
        Add(text, "  ", "lookback", policy.Lookback is { } back ? $"{(int)back.TotalDays}d" : null);
        Add(text, "  ", "exclude", policy.Exclude.Count > 0 ? $"[{string.Join(", ", policy.Exclude.Select(Quoted))}]" : null);
        Add(text, "  ", "exempt", policy.Exempt.Count > 0 ? $"[{string.Join(", ", policy.Exempt.Select(Quoted))}]" : null);
        if (policy.Owners.Count > 0)
        {
            text.Append("  owners:\n");
        }

        foreach (var (owner, own) in policy.Owners)
        {
            var keys = new StringBuilder();
            Add(keys, "      ", "flaky-from", own.FlakyFrom is { } share ? Number(share) : null);
            Add(keys, "      ", "min-failures", own.MinFailures is { } failures ? $"{failures}" : null);
            Add(keys, "      ", "min-outcomes", own.MinOutcomes is { } outcomes ? $"{outcomes}" : null);
            Add(keys, "      ", "quarantine-for", own.QuarantineDays is { } days ? $"{days}d" : null);
            text.Append(CultureInfo.InvariantCulture, $"    {Quoted(owner)}:{(keys.Length == 0 ? " {}" : "")}\n{keys}");
        }

        return text.Length == "tests:\n".Length ? "tests: {}\n" : text.ToString();
    }

    private static void Add(StringBuilder text, string indent, string key, string? value)
    {
        if (value is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}{key}: {value}\n");
        }
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>JSON's strings are YAML's in double quotes.</summary>
    private static string Quoted(string text) => FlakeJson.Text(JsonValue.Create(text)!);

    private static int? Days(TimeSpan? span) => span is { } time ? (int)time.TotalDays : null;
}
