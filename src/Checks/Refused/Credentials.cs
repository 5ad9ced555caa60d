using System.Text;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Refused;

/// <summary>What a request shows of who asks: headers, and a body. What was written and is empty when it is sent would test nothing.</summary>
internal sealed record Credentials(IReadOnlyList<KeyValuePair<string, string>> Headers, string? Body)
{
    private static readonly string[] Schemes = ["basic", "bearer", "digest", "negotiate", "token", "apikey"];

    /// <summary>Reads the settings that begin so: nothing for the request, <c>control.</c> for its control.</summary>
    public static Credentials Of(SettingReader settings, string prefix = "")
    {
        var headers = settings.All($"{prefix}header.").ToList();
        foreach (var (name, value) in headers.Where(it => IsEmpty(it.Value)))
        {
            settings.Fault($"refused: {prefix}header.{name} is empty, so it would show nothing; leave it out, or fill it.");
        }

        if (Basic(settings, prefix) is { } basic)
        {
            if (headers.Any(IsAuthorization))
            {
                settings.Fault($"refused: {prefix}user and {prefix}header.Authorization are two answers to one question; give one.");
            }

            headers.Add(new("Authorization", basic));
        }

        var json = settings.Text($"{prefix}json");
        if (json is not null)
        {
            headers.Insert(0, new("Content-Type", "application/json"));
        }

        return new(headers, json ?? settings.Text($"{prefix}body"));
    }

    /// <summary>These in place of those of the same name; what the other request has beside them stays.</summary>
    public Credentials Over(Credentials other) =>
        new(
            [.. other.Headers.Where(it => !Headers.Any(own => own.Key.Equals(it.Key, StringComparison.OrdinalIgnoreCase))), .. Headers],
            Body ?? other.Body
        );

    /// <summary>Whether they show just the same.</summary>
    public bool Same(Credentials other) =>
        Body == other.Body && Headers.Count == other.Headers.Count && Headers.All(it => other.Headers.Contains(it));

    private static string? Basic(SettingReader settings, string prefix)
    {
        var (user, password) = (settings.Text($"{prefix}user"), settings.Text($"{prefix}password"));
        if (user is null && password is null)
        {
            return null;
        }

        if (user is null or "" || password is null || user.Contains(':', StringComparison.Ordinal))
        {
            settings.Fault($"refused: {prefix}user and {prefix}password go together, and a user has no colon.");
        }
        else if (password.Length == 0 && settings.Raw($"{prefix}password") is { Length: > 0 })
        {
            settings.Fault($"refused: the variable of {prefix}password is empty.");
        }

        return $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";
    }

    private static bool IsAuthorization(KeyValuePair<string, string> header) =>
        header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase);

    /// <summary>A scheme without what belongs behind it is no credential either.</summary>
    private static bool IsEmpty(string value) =>
        value.Trim() is var word && (word.Length == 0 || Schemes.Contains(word.ToLowerInvariant()));
}
