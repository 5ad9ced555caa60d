using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Checks.Looks;
using Slipway.Platform;

namespace Slipway.Checks.Registry;

/// <summary>Who asks a registry.</summary>
/// <param name="User">The user; null for nobody.</param>
/// <param name="Password">The password of the user.</param>
/// <param name="Token">A token that is sent as it is; null for none.</param>
internal sealed record RegistryUser(string? User, string? Password, string? Token);

/// <summary>Asks a registry by the OCI distribution API: with nothing, then with what it wants to see (a password, or a token of its realm).</summary>
/// <remarks>Source: OCI Distribution Specification 1.1; the token authentication of Docker's registry.</remarks>
internal sealed partial class RegistryClient(IHttp http, Uri root, string repository, RegistryUser user, TimeSpan limit)
{
    private const int MostBytes = 4 * 1024 * 1024;

    private string? _authorization = user.Token is { } token ? $"Bearer {token}" : null;

    /// <summary>The answer to a path below the repository.</summary>
    /// <exception cref="NotSeenException">There was no answer, or the registry does not let us look.</exception>
    public async Task<HttpOutcome.Answer> GetAsync(string path, string accept, CancellationToken ct)
    {
        var url = new Uri($"{root.AbsoluteUri.TrimEnd('/')}/v2/{repository}/{path}");
        var answer = await AskAsync(url, accept, _authorization, ct);
        if (answer.Status == 401 && _authorization is null)
        {
            _authorization = await AuthorizationAsync(answer.Headers.GetValueOrDefault("WWW-Authenticate") ?? "", ct);
            answer = await AskAsync(url, accept, _authorization, ct);
        }

        return answer.Status switch
        {
            401 => throw new NotSeenException("The registry does not accept who asks (status 401): say user and password, or token."),
            403 => throw new NotSeenException("The registry does not let us look (status 403)."),
            429 => throw new NotSeenException("The registry was asked too often (status 429)."),
            _ => answer,
        };
    }

    private async Task<string> AuthorizationAsync(string challenge, CancellationToken ct)
    {
        if (challenge.StartsWith("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return Basic() ?? throw new NotSeenException("The registry asks for a user and a password: say user and password.");
        }

        var words = Parameter()
            .Matches(challenge)
            .GroupBy(it => it.Groups[1].Value.ToLowerInvariant())
            .ToDictionary(it => it.Key, it => it.First().Groups[2].Value);
        if (
            !challenge.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase)
            || !Uri.TryCreate(words.GetValueOrDefault("realm"), UriKind.Absolute, out var realm)
        )
        {
            throw new NotSeenException("The registry asks for a way of signing in that is not known.");
        }

        if (realm.Scheme != "https" && !(realm.Scheme == "http" && root.Scheme == "http"))
        {
            throw new NotSeenException("The registry names a realm for tokens that is not encrypted: nothing is sent there.");
        }

        return $"Bearer {await TokenAsync(realm, words.GetValueOrDefault("service"), ct)}";
    }

    private async Task<string> TokenAsync(Uri realm, string? service, CancellationToken ct)
    {
        var query =
            $"scope={Uri.EscapeDataString($"repository:{repository}:pull")}{(service is null ? "" : $"&service={Uri.EscapeDataString(service)}")}";
        var url = new UriBuilder(realm) { Query = realm.Query.Length > 1 ? $"{realm.Query[1..]}&{query}" : query }.Uri;
        var answer = await AskAsync(url, "application/json", Basic(), ct);
        using var document = answer.Status is >= 200 and < 300 ? JsonDocument.Parse(answer.Body) : null;
        var told = document?.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement : default;
        return TextOf(told, "token")
            ?? TextOf(told, "access_token")
            ?? throw new NotSeenException($"The realm of the registry gave no token (status {answer.Status}).");
    }

    private async Task<HttpOutcome.Answer> AskAsync(Uri url, string accept, string? authorization, CancellationToken ct)
    {
        var headers = new List<KeyValuePair<string, string>> { new("Accept", accept) };
        if (authorization is not null)
        {
            headers.Add(new("Authorization", authorization));
        }

        var question = new HttpQuestion
        {
            Url = url,
            Headers = headers,
            Limit = limit,
            MaxBodyBytes = MostBytes,
        };
        return await http.AskAsync(question, ct) switch
        {
            HttpOutcome.Answer { Truncated: true } => throw new NotSeenException(
                $"The registry answered with more than {MostBytes} bytes."
            ),
            HttpOutcome.Answer it => it,
            HttpOutcome.NoAnswer it => throw new NotSeenException($"The registry did not answer: {it.Why}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private string? Basic() =>
        user.User is null ? null : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.User}:{user.Password}"))}";

    private static string? TextOf(JsonElement told, string name) =>
        told.ValueKind == JsonValueKind.Object
        && told.TryGetProperty(name, out var it)
        && it.ValueKind == JsonValueKind.String
        && it.GetString() is { Length: > 0 } text
            ? text
            : null;

    [GeneratedRegex("([a-zA-Z]{1,20})=\"([^\"]{0,2000})\"")]
    private static partial Regex Parameter();
}
