using System.Globalization;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Machine;

/// <summary>Holds the number of a fact against its bound.</summary>
internal static class Told
{
    /// <summary>An account with the number; beyond the bound there is a flaw.</summary>
    /// <param name="asked">What was asked.</param>
    /// <param name="number">The number, in the unit of the fact.</param>
    /// <param name="what">Begins the sentence, for instance <c>free space of /</c>.</param>
    public static Account Of(Asked asked, double number, string what)
    {
        var (unit, _, least) = Asked.Facts[asked.Fact];
        // Towards the bound's wrong side, so that rounding never makes a pass.
        var shown = least ? Math.Floor(number * 100) / 100 : Math.Ceiling(number * 100) / 100;
        var account = new Account { Value = new(shown, unit) };
        account.Facts["fact"] = asked.Fact;
        account.Facts["value"] = shown;
        account.Facts["unit"] = unit;
        account.Facts["bound"] = asked.Bound;
        if (least ? number < asked.Bound : number > asked.Bound)
        {
            account.Flaw($"{what} is {Shown(new(shown, unit))}; {(least ? "at least" : "at most")} {asked.BoundShown} is asked");
        }

        return account;
    }

    private static string Shown(Quantity quantity) =>
        string.Create(CultureInfo.InvariantCulture, $"{quantity.Number:0.##} {quantity.Unit}").TrimEnd();
}
