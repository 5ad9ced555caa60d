namespace Slipway.Checks.Backends;

/// <summary>The states of a server, read from what HAProxy says of it (management guide, 9.1 and 9.3: <c>status</c>, <c>check_status</c>, <c>weight</c>).</summary>
internal static class ServerStates
{
    public const string Up = "up";

    /// <summary>All others.</summary>
    public static IReadOnlyList<string> Others { get; } = ["down", "drain", "maint", "nolb", "unchecked", "unsure"];

    /// <summary>The same for people.</summary>
    public static string Words { get; } = string.Join(", ", Others.Select(it => $"`{it}`"));

    /// <summary>The state; null when the words are none that is known.</summary>
    /// <param name="status">For instance <c>UP</c>, <c>UP 2/3</c>, <c>DOWN (agent)</c>, <c>MAINT (via a/b)</c>, <c>no check</c>.</param>
    /// <param name="check">How the last check ended; <c>INI</c> when there was none yet. A word that is not known says nothing.</param>
    /// <param name="weight">0 when the server gets no traffic.</param>
    public static string? Of(string status, string check, long weight) =>
        status.Split(' ') switch
        {
            ["MAINT", ..] => "maint",
            ["DRAIN", ..] => "drain",
            ["NOLB", ..] => "nolb",
            ["DOWN", ..] => "down",
            ["no", "check"] => "unchecked",
            ["UP", ..] when check is "INI" or "UNK" or "" => "unchecked",
            ["UP"] when WentWell(check) => weight > 0 ? Up : "drain",
            ["UP", ..] when WentWell(check) || WentBadly(check) => "unsure",
            _ => null,
        };

    private static bool WentWell(string check) => check is "L4OK" or "L6OK" or "L7OK" or "L7OKC" or "PROCOK";

    private static bool WentBadly(string check) =>
        check is "SOCKERR" or "L4TOUT" or "L4CON" or "L6TOUT" or "L6RSP" or "L7TOUT" or "L7RSP" or "L7STS" or "PROCERR" or "PROCTOUT";
}
