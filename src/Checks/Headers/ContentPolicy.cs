namespace Slipway.Checks.Headers;

/// <summary>A Content-Security-Policy (CSP 3, 2.2), as far as it is judged here. Of several policies each must allow, so the strictest counts.</summary>
internal sealed class ContentPolicy
{
    private readonly List<Dictionary<string, string[]>> _policies;

    private ContentPolicy(List<Dictionary<string, string[]>> policies) => _policies = policies;

    public bool IsEmpty => _policies.Count == 0;

    /// <summary>The values of a directive in the first policy that has it; null when none has.</summary>
    public string[]? this[string directive] => _policies.Select(it => it.GetValueOrDefault(directive)).FirstOrDefault(it => it is not null);

    /// <summary>What lets in scripts that nobody named; null when some policy keeps them out.</summary>
    public string? Looseness
    {
        get
        {
            var found = _policies.Select(Loose).ToList();
            return found.Count == 0 ? "there is none"
                : found.Contains(null) ? null
                : found[0];
        }
    }

    public static ContentPolicy Of(string? header) => new([.. (header ?? "").Split(',').Select(Directives).Where(it => it.Count > 0)]);

    /// <summary>The first of a directive counts, later ones of its name are passed over.</summary>
    private static Dictionary<string, string[]> Directives(string policy)
    {
        var directives = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        foreach (
            var words in policy
                .Split(';')
                .Select(it => it.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        )
        {
            if (words.Length > 0)
            {
                directives.TryAdd(words[0], [.. words[1..].Select(it => it.ToLowerInvariant())]);
            }
        }

        return directives;
    }

    private static string? Loose(Dictionary<string, string[]> policy)
    {
        if ((policy.GetValueOrDefault("script-src") ?? policy.GetValueOrDefault("default-src")) is not { } sources)
        {
            return "neither script-src nor default-src is there";
        }

        // With a nonce or a hash browsers pass over 'unsafe-inline', and with 'strict-dynamic' over hosts.
        var named = sources.Any(it =>
            it.StartsWith("'nonce-", StringComparison.Ordinal) || it.StartsWith("'sha", StringComparison.Ordinal)
        );
        var trusted = sources.Contains("'strict-dynamic'");
        return sources.FirstOrDefault(it =>
            it == "'unsafe-eval'" || it == "'unsafe-inline'" && !named || it is "*" or "http:" or "https:" or "data:" && !trusted
        );
    }
}
