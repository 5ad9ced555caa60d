using System.Text.RegularExpressions;
using Slipway.Checks.Looks;
using Slipway.Platform;

namespace Slipway.Checks.Change;

/// <summary>Which service is asked, where, and with what token.</summary>
internal sealed partial record ForgeAddress(string Service, Uri Root, string Repository, string? Token)
{
    public static ForgeAddress Read(SettingReader settings)
    {
        var repository = settings.Text("repository") ?? "";
        if (repository.Length > 500 || !Form().IsMatch(repository) || repository.Contains("..", StringComparison.Ordinal))
        {
            settings.Fault("change: repository is owner/name.");
        }

        var (kind, address) = Source(settings);
        var service = settings.OneOf("service", kind ?? "github", "github", "gitlab");
        if (kind is not null && kind != service)
        {
            settings.Fault($"change: the source is of the kind {kind}, and service says {service}.");
        }

        address = settings.Text("url") ?? address ?? (service == "gitlab" ? "https://gitlab.com/api/v4" : "https://api.github.com");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var root) || root.Scheme is not ("http" or "https"))
        {
            settings.Fault("change: the address of the API is no http or https address.");
            root = new("http://nowhere.invalid/");
        }

        return new(service, root, repository, settings.Text("token"));
    }

    public IForge Open(IHttp http, TimeSpan limit)
    {
        List<KeyValuePair<string, string>> headers =
            Service == "github"
                ? [new("Accept", "application/vnd.github+json"), new("X-GitHub-Api-Version", "2022-11-28")]
                : [new("Accept", "application/json")];
        if (Token is { } token)
        {
            headers.Add(new("Authorization", $"Bearer {token}"));
        }

        var pages = new ForgePages(http, Root, headers, limit);
        return Service == "github" ? new GithubForge(pages, Repository) : new GitlabForge(pages, Repository);
    }

    /// <summary>The source that is named, or the only one of these kinds where no address is given.</summary>
    private static (string? Kind, string? Address) Source(SettingReader settings)
    {
        var fitting = settings.Here.Sources.Values.Count(it => it.Kind is "github" or "gitlab");
        return settings.Raw("source") is null && (settings.Raw("url") is not null || fitting == 0) ? (null, null)
            : settings.Source("github", "gitlab") is { Kind.Length: > 0 } it ? (it.Kind, it.Address)
            : (null, null);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
