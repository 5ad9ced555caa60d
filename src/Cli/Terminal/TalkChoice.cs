namespace Slipway.Cli.Terminal;

/// <summary>What the environment says of how to talk. Pure.</summary>
internal static class TalkChoice
{
    /// <summary>
    /// Whether talk is coloured. <c>NO_COLOR</c> (not empty) always wins; then <c>FORCE_COLOR</c> and <c>CLICOLOR_FORCE</c>;
    /// otherwise a terminal that is not dumb, unless <c>CLICOLOR</c> is 0. Sources: no-color.org, force-color.org, bixense.com/clicolors.
    /// </summary>
    public static bool Coloured(IReadOnlyDictionary<string, string> environment, bool terminal) =>
        environment.GetValueOrDefault("NO_COLOR") is { Length: > 0 } ? false
        : environment.GetValueOrDefault("FORCE_COLOR") is "0" or "false" ? false
        : Is(environment, "FORCE_COLOR") || Is(environment, "CLICOLOR_FORCE") ? true
        : terminal && environment.GetValueOrDefault("TERM") != "dumb" && environment.GetValueOrDefault("CLICOLOR") != "0";

    /// <summary>Whether the log of this process is read by GitHub Actions.</summary>
    public static bool IsGitHub(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("GITHUB_ACTIONS") == "true";

    /// <summary>How a run is told where nobody said how.</summary>
    public static ProgressMode Of(ProgressMode asked, IReadOnlyDictionary<string, string> environment, bool terminal) =>
        asked != ProgressMode.Auto ? asked
        : IsGitHub(environment) ? ProgressMode.GitHub
        : terminal && environment.GetValueOrDefault("TERM") is not (null or "" or "dumb") && !environment.ContainsKey("CI")
            ? ProgressMode.Live
        : ProgressMode.Lines;

    private static bool Is(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.GetValueOrDefault(name) is { Length: > 0 } value && value != "0";
}
