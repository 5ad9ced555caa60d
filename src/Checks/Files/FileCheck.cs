using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Files;

/// <summary>What is known of paths: existence, size, age, mode, digest.</summary>
internal sealed class FileCheck : ICheck
{
    public string Kind => "file";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("path", Required: true, "File or folder, relative to the folder of the environment; `*`, `?` and `**` stand for many."),
        new("pick", Required: false, "Which of many: `all` (default; every one is judged), `newest`, `oldest` or `largest`."),
        new(
            "sha256",
            Required: false,
            "Digest that a file must have, 64 hexadecimal digits; a file with another one does not count as a row."
        ),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("rows > 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, FindAsync, ct);

    private static async Task<Observation> FindAsync(SettingReader settings, CancellationToken ct)
    {
        var path = settings.Text("path") ?? "";
        var pick = settings.OneOf("pick", "all", "all", "newest", "oldest", "largest");
        var wanted = settings.Text("sha256")?.ToLowerInvariant();
        if (wanted is not null && (wanted.Length != 64 || !wanted.All(char.IsAsciiHexDigit)))
        {
            settings.Fault("file: sha256 is 64 hexadecimal digits.");
        }

        settings.Check();
        var found = new List<KeyValuePair<string, PathFacts>>();
        foreach (var one in Matches.Of(settings, path, ct))
        {
            found.Add(new(one.Shown, await Facts.OfAsync(one.Full, settings.Here.Clock, wanted is not null, ct)));
        }

        var picked = Pick(found.Where(it => it.Value.Exists).ToList(), pick);
        var paths = picked.ToDictionary(it => it.Key, it => it.Value, StringComparer.Ordinal);
        // The path as it was asked for always has an answer, also when it stands for many.
        paths.TryAdd(path, picked.Count > 0 ? Pick(picked, "newest")[0].Value : new(Exists: false));
        return new()
        {
            Paths = paths,
            Rows = picked.Count(it => wanted is null || it.Value.Sha256 == wanted),
            Stdout = string.Join('\n', picked.Take(1000).Select(it => it.Key)),
            Truncated = picked.Count > 1000,
        };
    }

    private static List<KeyValuePair<string, PathFacts>> Pick(List<KeyValuePair<string, PathFacts>> found, string pick) =>
        found.Count == 0 || pick == "all"
            ? found
            : pick switch
            {
                "newest" => [found.MinBy(it => it.Value.Age)],
                "oldest" => [found.MaxBy(it => it.Value.Age)],
                _ => [found.MaxBy(it => it.Value.SizeBytes)],
            };
}
