using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Kernel;

/// <summary>One value of a JSON text against a bound.</summary>
internal static class JsonJudge
{
    public static Judgement Judge(Clause.Json wanted, string? text, bool truncated)
    {
        if (text is null || truncated)
        {
            return new(Verdict.Inconclusive, truncated ? "the JSON text was cut" : "no JSON text was seen");
        }

        JsonNode? root;
        try
        {
            root = JsonNode.Parse(text, documentOptions: new() { MaxDepth = 64, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return new(Verdict.Inconclusive, "what came back is not JSON, or names a member twice");
        }

        return JsonPath.Find(root, wanted.Path) is var (found, value) && found
            ? Compare(wanted, value)
            : new(Verdict.Inconclusive, $"{wanted.Path} is not in the JSON");
    }

    private static Judgement Compare(Clause.Json wanted, JsonNode? value)
    {
        var actual = value is JsonValue single && single.TryGetValue<string>(out var text) ? text : value?.ToJsonString() ?? "null";
        if (value is null && (wanted.IsText || wanted.Wanted != "null"))
        {
            return new(Verdict.Inconclusive, $"{wanted.Path} is null, which is no value to compare");
        }

        var bound = wanted.IsText ? $"'{wanted.Wanted}'" : wanted.Wanted;
        if (wanted.IsText || wanted.Wanted is "true" or "false" or "null")
        {
            var same = string.Equals(actual, wanted.Wanted, StringComparison.Ordinal);
            return wanted.Comparison switch
            {
                Comparison.Equal => Met(same),
                Comparison.NotEqual => Met(!same),
                _ => new(Verdict.Inconclusive, $"{wanted.Path} is '{actual}', which has no order to compare with {bound}"),
            };
        }

        return double.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? Met(wanted.Comparison.Holds(number, double.Parse(wanted.Wanted, CultureInfo.InvariantCulture)))
            : new(Verdict.Inconclusive, $"{wanted.Path} is '{actual}', which is no number");

        Judgement Met(bool met) =>
            met
                ? new(Verdict.Pass, $"{wanted.Path} is {actual}")
                : new(Verdict.Fail, $"{wanted.Path} is {actual}; wanted {wanted.Comparison.Sign()} {bound}");
    }
}
