using System.Globalization;

namespace Slipway.Checks.Tests.NoData;

/// <summary>An answer from which data was taken away.</summary>
/// <param name="What">What was done to it.</param>
/// <param name="Text">What is left.</param>
internal sealed record Mutation(string What, string Text);

/// <summary>
/// Takes data away from an answer that passes: all of it, the end of it, the words that the verdict rests on, the numbers. What is
/// left must never pass.
/// </summary>
internal static class Mutations
{
    private static readonly (string What, string Text)[] Instead =
    [
        ("nothing", ""),
        ("a blank", " "),
        ("line ends", "\r\n\r\n"),
        ("a byte order mark", "\uFEFF"),
        ("a zero byte", "\0"),
        ("null", "null"),
        ("an empty object", "{}"),
        ("an empty array", "[]"),
        ("a number", "0"),
        ("not a number", "NaN"),
        ("an empty element", "<a/>"),
        ("a page", "<!doctype html><html><body><h1>It works!</h1></body></html>"),
        ("a page of a proxy", "<html><head><title>502 Bad Gateway</title></head></html>"),
        ("words", "no data"),
        ("an error", """{"status":"error","error":"not available"}"""),
        ("nesting", "[[[[[[[[[[[[[[[["),
    ];

    private static readonly string[] Nothings = ["", "null", "NaN", "+Inf", "-Infinity", "-", "?", "N/A", "undefined"];

    /// <summary>Everything that is done to an answer.</summary>
    /// <param name="healthy">An answer that passes.</param>
    /// <param name="evidence">Parts of it without which it must not pass; each stands in it.</param>
    public static IEnumerable<Mutation> Of(string healthy, params IReadOnlyList<string> evidence)
    {
        foreach (var (what, text) in Instead)
        {
            yield return new($"{what} instead", text);
        }

        foreach (var part in evidence)
        {
            var at = healthy.IndexOf(part, StringComparison.Ordinal);
            at.ShouldBeGreaterThanOrEqualTo(0, part);
            yield return new($"cut off before {part}", healthy[..at]);
            yield return new($"cut off within {part}", healthy[..(at + (part.Length / 2))]);
            yield return new($"{part} renamed", Replaced(healthy, part, Renamed(part)));
            foreach (var nothing in Nothings)
            {
                yield return new($"'{nothing}' instead of {part}", Replaced(healthy, part, nothing));
            }
        }

        for (var share = 1; share < 8; share++)
        {
            yield return new(
                string.Create(CultureInfo.InvariantCulture, $"cut off at {share} eighths"),
                healthy[..(healthy.Length * share / 8)]
            );
        }
    }

    private static string Replaced(string text, string part, string by) => text.Replace(part, by, StringComparison.Ordinal);

    /// <summary>Another name: its letters the other way round, what stands around them as it was.</summary>
    private static string Renamed(string part)
    {
        var letters = new string([.. part.Where(char.IsAsciiLetter).Reverse()]);
        var next = 0;
        return letters.Length < 2 ? "zz" : new([.. part.Select(it => char.IsAsciiLetter(it) ? letters[next++] : it)]);
    }
}
