using System.Text.RegularExpressions;

namespace Slipway.Kernel;

/// <summary>The one number that an output is: a bare number with an optional unit, or the single cell of a client's table.</summary>
public static partial class SingleNumber
{
    /// <summary>The number, or null when the output is not one number.</summary>
    public static Quantity? In(string? output)
    {
        var lines = (output ?? "").Split('\n').Select(it => it.Trim()).Where(it => it.Length > 0).ToList();
        return lines switch
        {
            [var only] => Quantity.TryParse(only),
            [_, var rule, var cell, var count] when Rule().IsMatch(rule) && OneRow().IsMatch(count) => Quantity.TryParse(cell),
            [var top, _, var middle, var cell, var bottom] when Box().IsMatch(top) && Box().IsMatch(middle) && Box().IsMatch(bottom) =>
                Quantity.TryParse(cell.Trim('|', ' ')),
            _ => null,
        };
    }

    [GeneratedRegex("^-+$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\(1 row\)$")]
    private static partial Regex OneRow();

    [GeneratedRegex(@"^\+-+\+$")]
    private static partial Regex Box();
}
