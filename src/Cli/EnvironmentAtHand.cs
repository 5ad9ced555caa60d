using System.Text;
using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Cli.Commands;
using Slipway.Cli.Terminal;
using Slipway.Kernel;
using Slipway.Platform;
using Slipway.Runs;

namespace Slipway.Cli;

/// <summary>An environment of <c>slipway.yaml</c> with its secrets fetched: where checks are made from, and what hides the secrets.</summary>
/// <param name="Surroundings">Where checks are made from.</param>
/// <param name="Redactor">Takes the secrets out of a text.</param>
/// <param name="LongestSecretBytes">Bytes of the longest secret; 0 where there is none.</param>
internal sealed record EnvironmentAtHand(Surroundings Surroundings, SecretHiding Redactor, int LongestSecretBytes)
{
    /// <summary>Fetches the secrets; those that are not there, and those that cannot be hidden, are told together and end the call.</summary>
    public static async Task<EnvironmentAtHand> ReadAsync(
        Host host,
        Settings settings,
        string settingsFolder,
        EnvironmentSpec? environment,
        CancellationToken ct
    )
    {
        var secrets = await SecretsAsync(host, settingsFolder, environment, ct);
        var variables = new Dictionary<string, string>(environment?.Variables ?? new Dictionary<string, string>());
        foreach (var secret in secrets)
        {
            variables[secret.Name] = secret.Reveal();
        }

        var directory = environment?.Directory is { } named ? Path.GetFullPath(named, settingsFolder) : settingsFolder;
        return new(
            new()
            {
                Directory = directory,
                BaseUrl = environment?.BaseUrl,
                Variables = variables,
                Inherited = ShellOptions.Minimal(host.Environment),
                Sources = (environment?.Sources ?? new Dictionary<string, SourceBinding>()).ToDictionary(
                    it => it.Key,
                    it => (it.Value.Kind, Expand(it.Value, variables, directory))
                ),
                Records = new RunRecords(host.Full(SharedOptions.RunsFolder)),
                Limit = settings.Limit,
                Clock = host.Clock,
            },
            Hiding(secrets),
            secrets.Select(it => Encoding.UTF8.GetByteCount(it.Reveal())).DefaultIfEmpty().Max()
        );
    }

    private static SecretHiding Hiding(List<Secret> secrets)
    {
        var redactor = new Redactor(secrets);
        return redactor.Unfit.Count == 0
            ? new(redactor)
            : throw new UnusableException([.. redactor.Unfit.Select(it => $"secret {it.Name}: {it.Why}")]);
    }

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

    private static string Expand(SourceBinding source, Dictionary<string, string> variables, string directory)
    {
        var expanded = variables.Aggregate(
            source.Address,
            (text, it) => text.Replace($"${{{it.Key}}}", it.Value, StringComparison.Ordinal)
        );
        return source.Kind == "sqlite" ? Path.GetFullPath(expanded, directory) : expanded;
    }
}
