using System.Globalization;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.ObjectStores;

/// <summary>How a bucket keeps what it holds.</summary>
internal sealed class S3BucketLook(S3Client client, S3Demands demands, Account account)
{
    private string Bucket => demands.Place.Bucket;

    public async Task TellAsync(CancellationToken ct)
    {
        if (demands.Versioning)
        {
            await VersioningAsync(ct);
        }

        if (demands.Lifecycle)
        {
            await LifecycleAsync(ct);
        }

        if (demands.Retention is { } least)
        {
            await RetentionAsync(least, ct);
        }
    }

    private async Task VersioningAsync(CancellationToken ct)
    {
        var document = await DocumentAsync("versioning", "VersioningConfiguration", none: null, ct);
        // A bucket for which nobody ever asked for versions says nothing.
        var status = S3Client.Text(document, "Status") ?? "never asked for";
        account.Facts["versioning"] = JsonTexts.Cut(status, 50);
        if (status != "Enabled")
        {
            account.Flaw($"{Bucket} does not keep versions ({JsonTexts.Cut(status, 50)})");
        }
    }

    private async Task LifecycleAsync(CancellationToken ct)
    {
        var document = await DocumentAsync("lifecycle", "LifecycleConfiguration", "NoSuchLifecycleConfiguration", ct);
        var rules = document?.Elements().Count(it => it.Name.LocalName == "Rule" && S3Client.Text(it, "Status") == "Enabled") ?? 0;
        account.Facts["lifecycleRules"] = rules;
        if (rules == 0)
        {
            account.Flaw($"{Bucket} has no rule of its life cycle that is enabled");
        }
    }

    private async Task RetentionAsync(TimeSpan least, CancellationToken ct)
    {
        var document = await DocumentAsync("object-lock", "ObjectLockConfiguration", "ObjectLockConfigurationNotFoundError", ct);
        var rule = document?.Descendants().FirstOrDefault(it => it.Name.LocalName == "DefaultRetention");
        var (mode, days, years) = (S3Client.Text(rule, "Mode"), Number(S3Client.Text(rule, "Days")), Number(S3Client.Text(rule, "Years")));
        var isOn =
            document is not null && S3Client.Text(document, "ObjectLockEnabled") == "Enabled" && mode is "COMPLIANCE" or "GOVERNANCE";
        var kept = isOn ? TimeSpan.FromDays(days ?? (years * 365) ?? 0) : TimeSpan.Zero;
        account.Facts["retentionMode"] = isOn ? mode : null;
        account.Facts["retentionDays"] = kept.TotalDays;
        if (kept < least)
        {
            account.Flaw(
                isOn
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Bucket} keeps new objects for {kept.TotalDays} days, shorter than {Durations.Write(least)}"
                    )
                    : $"{Bucket} lets new objects be deleted at once: it has no default retention"
            );
        }
    }

    private async Task<System.Xml.Linq.XElement?> DocumentAsync(string query, string name, string? none, CancellationToken ct)
    {
        var document = await client.GetAsync(demands.Place, $"{query}=", none, ct);
        return document is null || document.Name.LocalName == name
            ? document
            : throw new NotSeenException(
                $"The service of {Bucket} does not say its {query}: it answers with {JsonTexts.Cut(document.Name.LocalName, 50)}."
            );
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 100_000 ? number : null;
}
