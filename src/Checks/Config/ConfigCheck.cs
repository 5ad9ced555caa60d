using System.Text;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Config;

/// <summary>One value of a configuration file.</summary>
internal sealed class ConfigCheck : ICheck
{
    private const int MostBytes = 4 * 1024 * 1024;

    public string Kind => "config";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("file", Required: true, "The file, relative to the folder of the environment; at most 4 MiB."),
        new("key", Required: true, "`a.b[0].c` in JSON and YAML, `section.key` in INI, the name in an env file."),
        new("format", Required: false, "`json`, `yaml`, `ini` or `env`. Default by the file's name."),
        Look.Unit,
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("stdout non-empty");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, ReadAsync, ct);

    private static async Task<Observation> ReadAsync(SettingReader settings, CancellationToken ct)
    {
        var (file, key) = (settings.Text("file") ?? "", settings.Text("key") ?? "");
        var format = settings.OneOf("format", FormatOf(file), "json", "yaml", "ini", "env");
        _ = settings.Text("unit");
        settings.Check();
        var path = settings.PathOf(file);
        if (!File.Exists(path))
        {
            return Observation.Unseen($"{file} is not there.");
        }

        if (new FileInfo(path).Length > MostBytes)
        {
            return Observation.Unseen($"{file} is longer than {MostBytes} bytes.");
        }

        var text = await File.ReadAllTextAsync(path, Encoding.UTF8, ct);
        var found = format switch
        {
            "json" => JsonValues.Find(text, key),
            "yaml" => YamlValues.Find(text, key),
            "ini" => LineValues.InIni(text, key),
            _ => LineValues.InEnv(text, key),
        };
        return found is { } value
            ? new() { Stdout = value, Value = settings.Number(value) }
            : Observation.Unseen($"{key} is not in {file}, or not as one plain value.");
    }

    private static string FormatOf(string file) =>
        Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".json" => "json",
            ".yaml" or ".yml" => "yaml",
            ".ini" or ".cfg" or ".conf" or ".toml" or ".properties" => "ini",
            _ => "env",
        };
}
