using System.Text.RegularExpressions;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Services;

/// <summary>What is asked about, and what it is held against.</summary>
internal sealed partial record ServiceDemands(string Supervisor, IReadOnlyList<string> Names, int Least)
{
    /// <summary>Which supervisor can say what a setting asks for; a setting that none of it is held against would look as if it were kept.</summary>
    private static readonly Dictionary<string, string[]> For = new(StringComparer.Ordinal)
    {
        ["least"] = ["compose", "kubernetes", "pm2"],
        ["up-for"] = ["systemd", "docker", "pm2", "kubernetes"],
        ["most-restarts"] = ["systemd", "docker", "pm2", "kubernetes"],
        ["image"] = ["docker", "compose", "kubernetes"],
        ["enabled"] = ["systemd"],
        ["namespace"] = ["kubernetes"],
        ["context"] = ["kubernetes", "docker", "compose"],
        ["project"] = ["compose"],
    };

    public TimeSpan? UpFor { get; private init; }

    public int? MostRestarts { get; private init; }

    public string? Image { get; private init; }

    public bool Enabled { get; private init; }

    public string? Namespace { get; private init; }

    public string? Context { get; private init; }

    public string? Project { get; private init; }

    public static ServiceDemands Of(SettingReader settings)
    {
        var supervisor = settings.OneOf("supervisor", "", "systemd", "docker", "compose", "kubernetes", "pm2");
        var names = (settings.Text("name") ?? "").Split(',', StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToList();
        var form = supervisor == "kubernetes" ? ObjectName() : PlainName();
        if (names.Any(it => !form.IsMatch(it)) || names.Count > 50)
        {
            settings.Fault(
                supervisor == "kubernetes"
                    ? "service: name is deployment/NAME, statefulset/NAME, daemonset/NAME or pod/NAME, or up to 50 of them with commas between."
                    : "service: name is a name without spaces that begins with no hyphen, or up to 50 of them with commas between."
            );
        }

        foreach (var (name, whose) in For.Where(it => settings.Raw(it.Key) is not null && !it.Value.Contains(supervisor)))
        {
            settings.Fault($"service: {name} is for {string.Join(", ", whose)}; {supervisor} does not know it.");
        }

        if (
            settings.Raw("up-for") is not null
            && supervisor == "kubernetes"
            && names.Any(it => !it.StartsWith("pod/", StringComparison.Ordinal))
        )
        {
            settings.Fault("service: of Kubernetes only pods say since when they run; up-for is for them.");
        }

        return new(supervisor, names, settings.Whole("least", 1, 1, 10_000))
        {
            UpFor = settings.Raw("up-for") is null ? null : settings.Duration("up-for", TimeSpan.Zero),
            MostRestarts = settings.Raw("most-restarts") is null ? null : settings.Whole("most-restarts", 0, 0, 1_000_000),
            Image = Word(settings, "image"),
            Enabled = settings.OneOf("enabled", "any", "yes", "any") == "yes",
            Namespace = Word(settings, "namespace"),
            Context = Word(settings, "context"),
            Project = Word(settings, "project"),
        };
    }

    private static string? Word(SettingReader settings, string name)
    {
        var text = settings.Text(name);
        if (text is not null && !PlainName().IsMatch(text))
        {
            settings.Fault($"service: {name} is a name without spaces that begins with no hyphen.");
        }

        return text;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_@.][^\s\p{C}]{0,499}\z")]
    private static partial Regex PlainName();

    [GeneratedRegex(@"\A(?:deployment|statefulset|daemonset|pod)/[a-z0-9][a-z0-9.-]{0,252}\z")]
    private static partial Regex ObjectName();
}
