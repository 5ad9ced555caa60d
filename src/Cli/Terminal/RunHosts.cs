using System.Text;
using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Cli.Commands;
using Slipway.Kernel;
using Slipway.Platform;
using Slipway.Runs;

namespace Slipway.Cli.Terminal;

/// <summary>Puts together what a run needs of this machine: shell, secrets, sources, the person at the terminal.</summary>
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
        var inherited = ShellOptions.Minimal(host.Environment);
        var options = new ShellOptions { Inherited = inherited };
        var shell = new LocalShell(options, host.Clock);
        var secrets = await SecretsAsync(host, settingsFolder, environment, ct);
        var variables = new Dictionary<string, string>(environment?.Variables ?? new Dictionary<string, string>());
        foreach (var secret in secrets)
        {
            variables[secret.Name] = secret.Reveal();
        }

        var directory = environment?.Directory is { } named ? Path.GetFullPath(named, settingsFolder) : settingsFolder;
        var redactor = new Redactor(secrets);
        if (redactor.TooShort.Count > 0)
        {
            throw new UnusableException([
                .. redactor.TooShort.Select(it =>
                    $"secret {it}: its value has fewer than {Redactor.ShortestSecret} characters and cannot be told from other text, so it cannot be hidden; make it longer"
                ),
            ]);
        }

        talk.Show(options, redactor, secrets.Select(it => Encoding.UTF8.GetByteCount(it.Reveal())).DefaultIfEmpty().Max());
        return new()
        {
            Shell = shell,
            Surroundings = new()
            {
                Directory = directory,
                BaseUrl = environment?.BaseUrl,
                Variables = variables,
                Inherited = inherited,
                Sources = (environment?.Sources ?? new Dictionary<string, SourceBinding>()).ToDictionary(
                    it => it.Key,
                    it => (it.Value.Kind, Expand(it.Value.Address, variables, directory, it.Value.Kind))
                ),
                Limit = settings.Limit,
                Clock = host.Clock,
            },
            Redact = redactor.Redact,
            People = people,
            Listeners = talk.Listeners,
            Clock = host.Clock,
            Machine = host.Machine,
            Inherited = inherited.Keys.ToHashSet(StringComparer.Ordinal),
            OfHost = host.Environment.Keys.ToHashSet(StringComparer.Ordinal),
            CurlConfiguration = CurlConfiguration(host),
        };
    }

    public static string ZoneName(EnvironmentSpec? environment) =>
        environment?.TimeZone ?? (TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : "UTC");

    /// <summary>The zone in which clock times are told.</summary>
    public static TimeZoneInfo Zone(EnvironmentSpec? environment) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(ZoneName(environment), out var known) ? known : TimeZoneInfo.Utc;

    private static async Task<List<Secret>> SecretsAsync(Host host, string folder, EnvironmentSpec? environment, CancellationToken ct)
    {
        var secrets = new List<Secret>();
        var faults = new List<string>();
        foreach (var (name, source) in environment?.Secrets ?? new Dictionary<string, SecretSource>())
        {
            try
            {
                if (await SecretReader.ReadAsync(host, folder, source, ct) is { Length: > 0 } value)
                {
                    secrets.Add(new(name, value));
                }
                else
                {
                    faults.Add($"secret {name}: its source is empty or not there ({SecretReader.Describe(source)})");
                }
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                faults.Add($"secret {name}: {unreadable.Message} ({SecretReader.Describe(source)})");
            }
        }

        return faults.Count == 0 ? secrets : throw new UnusableException(faults);
    }

    private static string Expand(string connection, Dictionary<string, string> variables, string directory, string kind)
    {
        var expanded = variables.Aggregate(connection, (text, it) => text.Replace($"${{{it.Key}}}", it.Value, StringComparison.Ordinal));
        return kind == "sqlite" ? Path.GetFullPath(expanded, directory) : expanded;
    }

    private static string? CurlConfiguration(Host host)
    {
        var home = host.Environment.GetValueOrDefault("CURL_HOME") ?? host.Environment.GetValueOrDefault("HOME");
        var path = home is null ? null : Path.Combine(home, ".curlrc");
        return path is not null && File.Exists(path) ? File.ReadAllText(path) : null;
    }
}
