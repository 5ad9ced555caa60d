using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Checks.Looks;

namespace Slipway.Checks.RestoreDrill;

/// <summary>How many rows a table must have: <c>rows.orders=>0</c>.</summary>
internal sealed partial record RowBound(string Table, string Sign, long Number)
{
    /// <summary>Reads the settings that begin with <c>rows.</c>.</summary>
    public static IReadOnlyList<RowBound> Read(SettingReader settings)
    {
        var bounds = new List<RowBound>();
        foreach (var (table, text) in settings.All("rows."))
        {
            var found = Form().Match(text);
            if (!found.Success || !long.TryParse(found.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                settings.Fault($"restore-drill: rows.{table} is a sign and a number such as >0 or =12, not '{text}'.");
                continue;
            }

            bounds.Add(new(table, found.Groups[1].Value is { Length: > 0 } sign ? sign : "=", number));
        }

        return bounds;
    }

    /// <summary>Whether so many rows are right.</summary>
    public bool Holds(long rows) =>
        Sign switch
        {
            ">" => rows > Number,
            ">=" => rows >= Number,
            "<" => rows < Number,
            "<=" => rows <= Number,
            _ => rows == Number,
        };

    [GeneratedRegex("^ *(>=|<=|>|<|=|) *([0-9]{1,18}) *$")]
    private static partial Regex Form();
}
