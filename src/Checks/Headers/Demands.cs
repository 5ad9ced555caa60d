using Slipway.Checks.Looks;

namespace Slipway.Checks.Headers;

/// <summary>What is demanded of a page.</summary>
/// <param name="Names">Words of the setting <c>require</c>.</param>
/// <param name="Stated">Whether the settings named them: what is only usual is not demanded where it cannot be had.</param>
/// <param name="Promise">Least time of the promise to use https only.</param>
/// <param name="ScriptCookies">Cookies that scripts may read.</param>
internal sealed record Demands(IReadOnlySet<string> Names, bool Stated, TimeSpan Promise, IReadOnlySet<string> ScriptCookies)
{
    public const string Usual = "csp,hsts,nosniff,frames,referrer,no-version,cookies";

    private static readonly string[] Known =
    [
        "csp",
        "csp-strict",
        "hsts",
        "nosniff",
        "frames",
        "referrer",
        "permissions",
        "no-version",
        "cookies",
    ];

    /// <summary>All of them, for people.</summary>
    public static string Words { get; } = string.Join(", ", Known.Select(it => $"`{it}`"));

    public bool Has(string name) => Names.Contains(name);

    public static Demands Of(SettingReader settings)
    {
        var names = List(settings.Text("require") ?? Usual).Select(it => it.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        var unknown = names.Where(it => !Known.Contains(it)).ToList();
        if (unknown.Count > 0 || names.Count == 0)
        {
            settings.Fault(
                names.Count == 0
                    ? "headers: require names nothing."
                    : $"headers: require knows no {string.Join(", ", unknown.Take(5).Select(it => it.Length <= 40 ? it : $"{it[..39]}…"))}; it knows {string.Join(", ", Known)}."
            );
        }

        return new(
            names,
            settings.Raw("require") is not null,
            settings.Duration("hsts", TimeSpan.FromDays(180)),
            List(settings.Text("script-cookies") ?? "").ToHashSet(StringComparer.Ordinal)
        );
    }

    private static string[] List(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
