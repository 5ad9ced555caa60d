using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Checklists.Configuration;

/// <summary>The rules that texts are held against.</summary>
internal static partial class TextRules
{
    /// <summary>A text that says something.</summary>
    public static TextRule Words { get; } = new("SW1013", "text", "Write a text.", it => it.Trim().Length > 0) { JsonType = "scalar" };

    /// <summary>Any text, an empty one too.</summary>
    public static TextRule Any { get; } = new("SW1013", "text", "Write a text.", _ => true) { JsonType = "scalar" };

    /// <summary>Yes or no.</summary>
    public static TextRule Flag { get; } =
        new("SW1007", "flag", "Allowed: true, false.", it => it is "true" or "false") { JsonType = "boolean", Flag = true };

    /// <summary>A name of an environment.</summary>
    public static TextRule EnvironmentName { get; } =
        Like("SW1019", "name", "Letters, digits, '.', '_' and '-', at most 63, for instance prod.", "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$");

    /// <summary>A name of an environment variable.</summary>
    public static TextRule VariableName { get; } =
        Like(
            "SW1019",
            "name",
            "Letters, digits and '_', not beginning with a digit, for instance REGION.",
            "^[A-Za-z_][A-Za-z0-9_]{0,127}$"
        );

    /// <summary>A name of a source.</summary>
    public static TextRule SourceName { get; } =
        Like("SW1019", "name", "Letters, digits, '_' and '-', for instance main.", "^[A-Za-z][A-Za-z0-9_-]{0,62}$");

    /// <summary>Stored name of a kind of check; which kinds there are, <c>slipway check --list</c> says.</summary>
    public static TextRule CheckKind { get; } =
        Like("SW1007", "kind of check", "A kind of check in lower case, for instance http, command, sql, tcp.", "^[a-z][a-z0-9-]{0,31}$");

    /// <summary>A SHA-256 digest.</summary>
    public static TextRule Sha256 { get; } =
        Like("SW1401", "digest", "64 lower-case hexadecimal digits, as `sha256sum FILE` prints them.", "^[0-9a-f]{64}$");

    /// <summary>An absolute address of a web server, without a name and password.</summary>
    public static TextRule WebAddress { get; } =
        new("SW1010", "URL", "An address such as https://example.org, without '?' and '#'.", IsWebAddress)
        {
            Pattern = "^https?://[^?#]+$",
            Hidden = true,
            Also = it => Uri.TryCreate(it, UriKind.Absolute, out var url) && url.UserInfo.Length > 0 ? Secrets.InText("A URL") : null,
        };

    /// <summary>An IANA time zone.</summary>
    public static TextRule TimeZone { get; } =
        new("SW1011", "time zone", "An IANA time zone such as Europe/Berlin, Asia/Bangkok or UTC.", TimeZones.Known);

    /// <summary>A moment; without an offset the environment's time zone counts.</summary>
    public static TextRule Moment { get; } =
        new("SW1012", "moment", "Date, time and offset, for instance 2026-11-20T07:00+07:00.", it => Moments.TryRead(it) is not null);

    /// <summary>A moment that is the same everywhere: its offset is written.</summary>
    public static TextRule Instant { get; } =
        new(
            "SW1012",
            "moment",
            "Date, time and offset, for instance 2026-11-20T07:00+07:00 or 2026-11-20T00:00Z.",
            it => Moments.Read(it, null) is not null
        );

    /// <summary>An expectation that is understood.</summary>
    public static TextRule Expectation { get; } =
        new("SW1105", "expectation", ExpectationForms, it => Kernel.Expectation.Parse(it).Understood);

    /// <summary>A moment in the plan's words.</summary>
    public static TextRule PlanMoment { get; } =
        Like(
            "SW1106",
            "moment",
            "A moment such as 07:00, T-24h, T+0:35, D+1, 2026-11-20 or 2026-11-20 07:00.",
            @"^(?:(?:[01]?[0-9]|2[0-3]):[0-5][0-9]|T|T[+-](?:[0-9]{1,3}:[0-5][0-9]|[0-9]{1,4}(?:s|m|min|h|d|w))|D[+-][0-9]{1,3}|[0-9]{4}-[0-9][0-9]-[0-9][0-9](?:[ T](?:[01][0-9]|2[0-3]):[0-5][0-9](?: ?(?:Z|[+-][0-9][0-9]:[0-9][0-9]))?)?)$"
        );

    /// <summary>A sustained condition or a window.</summary>
    public static TextRule SustainedFor { get; } =
        new(
            "SW1009",
            "duration",
            "A duration such as 5m, a window such as 0h..2h, or sustained.",
            it => it == "sustained" || it.Split("..") is { Length: <= 2 } ends && ends.All(end => Durations.TryParse(end) is not null)
        );

    /// <summary>One of some words.</summary>
    public static TextRule Choice(IReadOnlyList<string> choices) =>
        new("SW1007", "choice", $"Allowed: {string.Join(", ", choices)}.", choices.Contains) { Choices = choices };

    /// <summary>A whole number.</summary>
    public static TextRule Whole(int low, int high) =>
        new("SW1008", "whole number", $"A whole number from {low} to {high}.", it => IsWhole(it, low, high))
        {
            JsonType = "integer",
            Range = (low, high),
        };

    /// <summary>A duration in a range.</summary>
    public static TextRule Duration(TimeSpan low, TimeSpan high) =>
        new(
            "SW1009",
            "duration",
            $"A duration from {Durations.Write(low)} to {Durations.Write(high)}, for instance 90s, 10m or 1h30m.",
            it => Durations.TryParse(it) is { } span && span >= low && span <= high
        )
        {
            Pattern = @"^([0-9]+(\.[0-9]+)? ?(ms|s|min|m|h|d|w) ?)+$",
        };

    /// <summary>The forms of an expectation, shortly; the guide has them all.</summary>
    private const string ExpectationForms =
        "Forms: exit0, status 200, body contains 'x', stdout contains 'x', stdout equals 'x', stdout empty, value < 500 ms, "
        + "value between 1 % and 5 %, count = 0, rows > 0, path 'x' exists, age < 24 h, tcp 3000 reachable, approved by 'Role', "
        + "equals 'Yes', one of A/B; several are joined with 'and'.";

    private static TextRule Like(string code, string type, string allowed, string pattern)
    {
        // Made when it is first needed: most documents come without settings, and making one costs more than reading a page.
        var regex = new Lazy<Regex>(() => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        return new(code, type, allowed, it => regex.Value.IsMatch(it)) { Pattern = pattern };
    }

    private static bool IsWhole(string text, int low, int high) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high;

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is ("http" or "https")
        && url is { Query.Length: 0, Fragment.Length: 0, Host.Length: > 0 };
}
