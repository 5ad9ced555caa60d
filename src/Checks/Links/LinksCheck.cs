using System.Text.Json.Nodes;
using Slipway.Checks.Files;
using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Links;

/// <summary>Whether the links of Markdown documents lead somewhere: to files, to headings, and to addresses where that is asked.</summary>
internal sealed class LinksCheck : ICheck
{
    private const int MostDocuments = 5_000;
    private const int MostAddresses = 2_000;
    private const int MostFlaws = 50;

    public string Kind => "links";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "files",
            Required: true,
            "Markdown documents, relative to the folder of the environment; `*`, `?` and `**` stand for many, `;` stands between several. At most 5000."
        ),
        new("http", Required: false, "`yes`: addresses are asked too, each once; `no` (default): they are only counted."),
        new(
            "unreachable",
            Required: false,
            "With `http`: what becomes of addresses that do not say whether they are there: `unseen` (default: the look says nothing) or `tell` (they are listed)."
        ),
        new("ignore", Required: false, "Beginnings of links that are not looked at, with `,` between them. Default: none."),
        new("concurrency", Required: false, "With `http`: addresses that are asked at the same time. Default 8; 1 to 32."),
        new("each", Required: false, "With `http`: longest time for one address. Default `10s`."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, ReadAsync, ct);

    private static async Task<Observation> ReadAsync(SettingReader settings, CancellationToken ct)
    {
        var parts = Words(settings.Text("files") ?? "", ';');
        var http = settings.OneOf("http", "no", "yes", "no") == "yes";
        var tell = settings.OneOf("unreachable", "unseen", "unseen", "tell") == "tell";
        var ignored = Words(settings.Text("ignore") ?? "", ',');
        var concurrency = settings.Whole("concurrency", 8, 1, 32);
        var each = settings.Duration("each", TimeSpan.FromSeconds(10));
        var root = settings.PathOf(".").TrimEnd('/');
        var account = new Account();
        var local = new LocalLinks(root);
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        await ReadDocumentsAsync(Documents(settings, parts, ct), local, account, (addresses, ignored), ct);
        if (http)
        {
            using var client = new LimitedHttp(settings.Here.Clock);
            var unknown = Judge(account, addresses, await new RemoteLinks(client, each, concurrency).AskAsync(addresses.Keys, ct));
            if (unknown is not null && account.Flaws.Count == 0 && !tell)
            {
                throw new NotSeenException(unknown);
            }
        }

        return account.Seen();
    }

    private static List<(string Full, string Shown)> Documents(SettingReader settings, string[] parts, CancellationToken ct)
    {
        var documents = new List<(string Full, string Shown)>();
        foreach (var part in parts)
        {
            var found = Matches.Of(settings, part, ct).Where(it => File.Exists(it.Full)).ToList();
            documents.AddRange(
                found.Count > 0 ? found : throw new NotSeenException($"There is no document {(part.Length > 200 ? part[..200] : part)}.")
            );
        }

        var distinct = documents.DistinctBy(it => it.Full, StringComparer.Ordinal).OrderBy(it => it.Shown, StringComparer.Ordinal).ToList();
        return distinct.Count is > 0 and <= MostDocuments
            ? distinct
            : throw new NotSeenException($"{distinct.Count} documents are named; 1 to {MostDocuments} are read.");
    }

    private static async Task ReadDocumentsAsync(
        IReadOnlyList<(string Full, string Shown)> documents,
        LocalLinks local,
        Account account,
        (Dictionary<string, string> Addresses, string[] Ignored) remote,
        CancellationToken ct
    )
    {
        var (links, files, others, left) = (0, 0, 0, 0);
        var faults = new List<string>();
        foreach (var (full, shown) in documents)
        {
            var text = await local.ReadAsync(full, ct) ?? throw new NotSeenException($"{shown} is larger than what is read.");
            foreach (var link in text.Links)
            {
                links++;
                if (link.Target.Length == 0)
                {
                    faults.Add($"{shown}:{link.Line}: a link leads nowhere");
                }
                else if (remote.Ignored.Any(it => link.Target.StartsWith(it, StringComparison.Ordinal)) || IsTemplate(link.Target))
                {
                    left++;
                }
                else if (IsAddress(link.Target))
                {
                    remote.Addresses.TryAdd(link.Target.Split('#')[0], $"{shown}:{link.Line}");
                }
                else if (HasScheme(link.Target))
                {
                    others++;
                }
                else
                {
                    files++;
                    faults.AddRange(
                        await local.FaultAsync(full, link.Target, ct) is { } fault
                            ? [$"{shown}:{link.Line}: {Shown(link.Target)} {fault}"]
                            : []
                    );
                }
            }
        }

        Tell(account, documents.Count, (links, files, others, left), remote.Addresses.Count, faults);
    }

    private static void Tell(
        Account account,
        int documents,
        (int All, int Files, int Others, int Left) links,
        int addresses,
        List<string> faults
    )
    {
        if (links.Files + addresses + faults.Count == 0)
        {
            throw new NotSeenException($"{documents} documents hold no link that can be looked at.");
        }

        if (addresses > MostAddresses)
        {
            throw new NotSeenException($"The documents name more than {MostAddresses} addresses; say files narrower.");
        }

        account.Facts["documents"] = documents;
        account.Facts["links"] = links.All;
        account.Facts["local"] = links.Files;
        account.Facts["addresses"] = addresses;
        account.Facts["otherSchemes"] = links.Others;
        account.Facts["ignored"] = links.Left;
        account.Counts["links"] = links.All;
        account.Counts["dead"] = faults.Count;
        foreach (var it in faults.Take(MostFlaws))
        {
            account.Flaw(it);
        }

        if (faults.Count > MostFlaws)
        {
            account.Flaw($"{faults.Count - MostFlaws} more links lead nowhere");
        }
    }

    /// <summary>Tells the addresses; returns what is not known of them, null when all is.</summary>
    private static string? Judge(
        Account account,
        Dictionary<string, string> places,
        IReadOnlyDictionary<string, (Reach Reach, string Why)> told
    )
    {
        foreach (
            var (address, it) in told.Where(it => it.Value.Reach == Reach.Dead)
                .OrderBy(it => it.Key, StringComparer.Ordinal)
                .Take(MostFlaws)
        )
        {
            account.Flaw($"{places[address]}: {Shown(address)} {it.Why}");
        }

        var unknown = told.Where(it => it.Value.Reach == Reach.Unknown).OrderBy(it => it.Key, StringComparer.Ordinal).ToList();
        account.Counts["dead"] += told.Count(it => it.Value.Reach == Reach.Dead);
        account.Facts["alive"] = told.Count(it => it.Value.Reach == Reach.Alive);
        account.Facts["unreachable"] = new JsonArray([
            .. unknown.Take(MostFlaws).Select(it => (JsonNode?)$"{places[it.Key]}: {Shown(it.Key)}: {it.Value.Why}"),
        ]);
        return unknown.Count == 0
            ? null
            : $"{unknown.Count} addresses do not say whether they are there, the first: {Shown(unknown[0].Key)} ({unknown[0].Value.Why})";
    }

    private static string[] Words(string text, char between) =>
        text.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool IsAddress(string target) =>
        target.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || target.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static bool HasScheme(string target) =>
        target.StartsWith("//", StringComparison.Ordinal)
        || (
            target.IndexOf(':', StringComparison.Ordinal) is var colon and > 1
            && target[..colon].All(it => char.IsAsciiLetterOrDigit(it) || it is '+' or '-' or '.')
            && !target[..colon].Contains('/')
        );

    /// <summary>What a generator will fill in.</summary>
    private static bool IsTemplate(string target) =>
        target.Contains("{{", StringComparison.Ordinal) || target.Contains("${", StringComparison.Ordinal);

    /// <summary>Without what may be secret in an address, and short.</summary>
    private static string Shown(string target)
    {
        var plain = target.Split('?')[0];
        plain =
            Uri.TryCreate(plain, UriKind.Absolute, out var url) && url.UserInfo.Length > 0
                ? plain.Replace($"{url.UserInfo}@", "", StringComparison.Ordinal)
                : plain;
        return plain.Length <= 200 ? plain : $"{plain[..199]}…";
    }
}
