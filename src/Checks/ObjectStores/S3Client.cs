using System.Xml;
using System.Xml.Linq;
using Slipway.Checks.Looks;
using Slipway.Platform;

namespace Slipway.Checks.ObjectStores;

/// <summary>Asks a service that speaks the API of S3, each request signed where there are keys.</summary>
internal sealed class S3Client(IHttp http, S3Keys? keys, Surroundings here)
{
    private static readonly XmlReaderSettings Reading = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>The answer to HEAD for an object; null where the service says that it is not there.</summary>
    /// <exception cref="NotSeenException">No answer, or another one.</exception>
    public async Task<HttpOutcome.Answer?> HeadAsync(S3Place place, string key, CancellationToken ct)
    {
        var path = string.Join('/', key.Split('/').Select(Uri.EscapeDataString));
        var answer = await AskAsync("HEAD", place, $"/{path}", [new("x-amz-checksum-mode", "ENABLED")], ct);
        return answer.Status switch
        {
            200 => answer,
            404 => null,
            _ => throw Refused(place, answer, $"HEAD of {key}"),
        };
    }

    /// <summary>A document of a bucket; null where the service says by this code that there is none.</summary>
    /// <exception cref="NotSeenException">No answer, another one, or no XML.</exception>
    public async Task<XElement?> GetAsync(S3Place place, string query, string? none, CancellationToken ct)
    {
        var answer = await AskAsync("GET", place, $"?{query}", [], ct);
        var root = answer.Truncated ? null : Read(answer.Body);
        return answer.Status == 200 && root is not null && root.Name.LocalName != "Error" ? root
            : answer.Status == 404 && none is not null && Text(root, "Code") == none ? null
            : throw Refused(place, answer, query.Split('&', '=')[0]);
    }

    /// <summary>The text of a child; null where there is none.</summary>
    public static string? Text(XElement? of, string name) => of?.Elements().FirstOrDefault(it => it.Name.LocalName == name)?.Value;

    private async Task<HttpOutcome.Answer> AskAsync(
        string method,
        S3Place place,
        string rest,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        CancellationToken ct
    )
    {
        var url = new Uri($"{place.Service.AbsoluteUri.TrimEnd('/')}/{place.Bucket}{rest}");
        var question = new HttpQuestion
        {
            Method = method,
            Url = url,
            Headers = keys is null ? headers : S3Signature.Of(keys, place.Region, method, url, headers, here.Clock.GetUtcNow()),
            Limit = here.Limit,
            Redirects = 0,
            MaxBodyBytes = 4 * 1024 * 1024,
        };
        return await http.AskAsync(question, ct) switch
        {
            HttpOutcome.Answer it => it,
            HttpOutcome.NoAnswer it => throw new NotSeenException($"The service of {place.Bucket} did not answer: {it.Why}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static NotSeenException Refused(S3Place place, HttpOutcome.Answer answer, string what)
    {
        var code = Text(Read(answer.Body), "Code");
        return new(
            $"The service of {place.Bucket} answered {what} with status {answer.Status}{(code is null ? "" : $" ({JsonTexts.Cut(code, 100)})")}{(answer.Status == 200 ? ", and what it says is none of S3's documents" : "")}."
        );
    }

    private static XElement? Read(string body)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(body), Reading);
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
