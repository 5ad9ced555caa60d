using Slipway.Checklists;
using Slipway.Platform;
using Slipway.Runs;

namespace Slipway.Cli.Terminal;

/// <summary>Puts together what a run needs of this machine: shell, environment, the person at the terminal.</summary>
internal static class RunHosts
{
    public static async Task<RunHost> MakeAsync(
        Host host,
        Settings settings,
        string settingsFolder,
        EnvironmentSpec? environment,
        IPeople people,
        RunTalk talk,
        CancellationToken ct
    )
    {
        var here = await EnvironmentAtHand.ReadAsync(host, settings, settingsFolder, environment, ct);
        var options = new ShellOptions { Inherited = here.Surroundings.Inherited };
        var shell = new LocalShell(options, host.Clock);
        talk.Show(options, here.Redactor, here.LongestSecretBytes);
        var traffic = environment?.Traffic is { } spec ? TrafficAtHand.Made(host, environment, spec, here) : null;
        return new()
        {
            Shell = shell,
            Surroundings = here.Surroundings,
            Redact = here.Redactor.Redact,
            Traffic = traffic?.Driver,
            Probe = traffic?.Probe,
            People = people,
            PeopleNow = Signatories.Of(settings),
            VerifySsh = (key, message, signature, stop) => SshKeys.VerifiesAsync(key, message, signature, host.Clock, stop),
            Artifacts = await ArtifactsAtHand.SeeAsync(settings, settingsFolder, here.Surroundings, ct),
            Listeners = talk.Listeners,
            Clock = host.Clock,
            Machine = host.Machine,
            Inherited = here.Surroundings.Inherited.Keys.ToHashSet(StringComparer.Ordinal),
            OfHost = host.Environment.Keys.ToHashSet(StringComparer.Ordinal),
            CurlConfiguration = CurlConfiguration(host),
            Signing = InstallationKey.Find(host),
            Version = Version.Text,
        };
    }

    public static string ZoneName(EnvironmentSpec? environment) =>
        environment?.TimeZone ?? (TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : "UTC");

    /// <summary>The zone in which clock times are told.</summary>
    public static TimeZoneInfo Zone(EnvironmentSpec? environment) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(ZoneName(environment), out var known) ? known : TimeZoneInfo.Utc;

    private static string? CurlConfiguration(Host host)
    {
        var home = host.Environment.GetValueOrDefault("CURL_HOME") ?? host.Environment.GetValueOrDefault("HOME");
        var path = home is null ? null : Path.Combine(home, ".curlrc");
        return path is not null && File.Exists(path) ? File.ReadAllText(path) : null;
    }
}
