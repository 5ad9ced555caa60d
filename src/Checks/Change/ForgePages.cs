using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Checks.Looks;
using Slipway.Checks.Reports;
using Slipway.Platform;

namespace Slipway.Checks.Change;

/// <summary>Asks the API of a forge. A list is followed to its last page, or it was not seen.</summary>
/// <remarks>Source: RFC 8288 (Link); the documents of GitHub's and GitLab's REST API on pagination.</remarks>
internal sealed partial class ForgePages(IHttp http, Uri root, IReadOnlyList<KeyValuePair<string, string>> headers, TimeSpan limit)
{
    private const int MostBytes = 4 * 1024 * 1024;
    private const int MostPages = 50;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>One object.</summary>
    public async Task<JsonElement> OneAsync(string path, CancellationToken ct)
    {
        var (it, next) = await PageAsync(AddressOf(path), ct);
        return it.ValueKind == JsonValueKind.Object && next is null
            ? it
            : throw new NotSeenException($"The answer to {path} is not what the API promises.");
    }

    /// <summary>Every element of a list, over all pages.</summary>
    /// <param name="path">The path, with its query.</param>
    /// <param name="member">Where the list stands in each page; null where the page is the list.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="NotSeenException">A page is missing, is no list, or the number of elements is not the one that is promised.</exception>
    public async Task<IReadOnlyList<JsonElement>> AllAsync(string path, string? member, CancellationToken ct)
    {
        var all = new List<JsonElement>();
        double? total = null;
        var seen = new HashSet<Uri>();
        for (var url = AddressOf($"{path}{(path.Contains('?') ? '&' : '?')}per_page=100"); url is not null; )
        {
            if (!seen.Add(url) || seen.Count > MostPages)
            {
                throw new NotSeenException($"The list of {path} has more than {MostPages} pages, or leads in a circle.");
            }

            var (page, next) = await PageAsync(url, ct);
            if (member is null ? page.ValueKind != JsonValueKind.Array : !page.HasList(member))
            {
                throw new NotSeenException($"The answer to {path} is not the list that the API promises.");
            }

            all.AddRange(member is null ? page.EnumerateArray() : page.ListAt(member));
            total = member is null
                ? null
                : page.NumberAt("total_count") ?? throw new NotSeenException($"The list of {path} does not say how long it is.");
            url = next;
        }

        return total is null || total == all.Count
            ? all
            : throw new NotSeenException($"The list of {path} promises {total} elements and holds {all.Count}.");
    }

    private async Task<(JsonElement Page, Uri? Next)> PageAsync(Uri url, CancellationToken ct)
    {
        var question = new HttpQuestion
        {
            Url = url,
            Headers = headers,
            Limit = limit,
            MaxBodyBytes = MostBytes,
        };
        var answer = await http.AskAsync(question, ct) switch
        {
            HttpOutcome.Answer { Truncated: true } => throw new NotSeenException($"{root.Host} answered with more than {MostBytes} bytes."),
            HttpOutcome.Answer it => it,
            HttpOutcome.NoAnswer it => throw new NotSeenException($"{root.Host} did not answer: {it.Why}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (answer.Status != 200)
        {
            throw new NotSeenException(Refused(answer));
        }

        try
        {
            using var document = JsonDocument.Parse(answer.Body, Reading);
            return (document.RootElement.Clone(), Next(answer));
        }
        catch (JsonException)
        {
            throw new NotSeenException($"{root.Host} answered with what is no JSON: is it another server?");
        }
    }

    /// <summary>The token goes only where the first question went.</summary>
    private Uri? Next(HttpOutcome.Answer answer)
    {
        foreach (Match it in Link().Matches(answer.Headers.GetValueOrDefault("Link") ?? ""))
        {
            if (it.Groups[2].Value.Contains("rel=\"next\"", StringComparison.Ordinal))
            {
                return
                    Uri.TryCreate(root, it.Groups[1].Value, out var next) && next.Scheme == root.Scheme && next.Authority == root.Authority
                    ? next
                    : throw new NotSeenException($"{root.Host} names a next page on another host.");
            }
        }

        // GitLab leaves Link out where it is told to; this header says the same.
        return answer.Headers.GetValueOrDefault("X-Next-Page") is { Length: > 0 }
            ? throw new NotSeenException($"{root.Host} has more pages and does not link to them.")
            : null;
    }

    private string Refused(HttpOutcome.Answer answer) =>
        answer.Status switch
        {
            401 => $"{root.Host} does not accept who asks (status 401): say token.",
            403 or 429 when answer.Headers.GetValueOrDefault("X-RateLimit-Remaining") == "0" || answer.Status == 429 =>
                $"{root.Host} was asked too often (status {answer.Status}): wait, or say token.",
            403 => $"{root.Host} does not let us look (status 403).",
            404 => $"{root.Host} does not have it, or does not show it to who asks (status 404).",
            _ => $"{root.Host} answered with status {answer.Status}.",
        };

    private Uri AddressOf(string path) => new($"{root.AbsoluteUri.TrimEnd('/')}/{path}");

    [GeneratedRegex("<([^<>]{1,2000})>((?:;[^,<>]{0,200})*)")]
    private static partial Regex Link();
}
