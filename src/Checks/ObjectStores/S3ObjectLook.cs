using System.Globalization;
using System.Xml.Linq;
using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.ObjectStores;

/// <summary>One object: that it is there, its age, its size, its digest, and its copy.</summary>
internal sealed class S3ObjectLook(S3Client client, S3Demands demands, Account account, DateTimeOffset now)
{
    private const int MostPages = 20;

    /// <summary>What a clock may be off.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    public async Task TellAsync(CancellationToken ct)
    {
        var key = demands.Key ?? await NewestAsync(ct);
        if (key is null)
        {
            account.Facts["exists"] = false;
            account.Flaw($"no object of {demands.Place.Bucket} begins with {demands.Prefix}");
            return;
        }

        account.Facts["key"] = JsonTexts.Cut(key, 1024);
        var head = await client.HeadAsync(demands.Place, key, ct);
        account.Facts["exists"] = head is not null;
        if (head is null)
        {
            account.Flaw($"{key} is not in {demands.Place.Bucket}");
            return;
        }

        var seen = S3Object.Of(key, head);
        Hold(seen);
        if (demands.Copy is { } copy)
        {
            Compare(seen, copy, await client.HeadAsync(copy, key, ct));
        }
    }

    private void Hold(S3Object seen)
    {
        var age = now - seen.Modified;
        account.Facts["sizeBytes"] = seen.Bytes;
        account.Facts["ageSeconds"] = Math.Round(age.TotalSeconds);
        account.Facts["sha256"] = seen.Sha256;
        account.Value = new(Math.Round(age.TotalSeconds), "s");
        if (seen.Bytes < demands.MinBytes)
        {
            account.Flaw(
                string.Create(CultureInfo.InvariantCulture, $"{seen.Key} has {seen.Bytes} bytes, fewer than {demands.MinBytes:0}")
            );
        }

        if (age < -Slack)
        {
            account.Flaw($"{seen.Key} was written in the future, so its age is not known");
        }
        else if (age > demands.MaxAge)
        {
            account.Flaw($"{seen.Key} is {Span(age)} old, older than {Durations.Write(demands.MaxAge.Value)}");
        }

        if (demands.Sha256 is { } wanted && (seen.Sha256 ?? throw seen.WithoutDigest(demands.Place)) != wanted)
        {
            account.Flaw($"{seen.Key} has another SHA-256 than the one that is meant");
        }
    }

    /// <summary>Equal digests, or equal ETags of equal size, are the same content; different ETags need not be another one.</summary>
    private void Compare(S3Object seen, S3Place place, HttpOutcome.Answer? head)
    {
        if (head is null)
        {
            account.Flaw($"{seen.Key} is not in {place.Bucket}, where its copy must be");
            return;
        }

        var copy = S3Object.Of(seen.Key, head);
        account.Facts["copySizeBytes"] = copy.Bytes;
        if (copy.Bytes != seen.Bytes)
        {
            account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the copy of {seen.Key} in {place.Bucket} has {copy.Bytes} bytes, not {seen.Bytes}"
                )
            );
        }
        else if (seen.Sha256 is not null && copy.Sha256 is not null)
        {
            if (seen.Sha256 != copy.Sha256)
            {
                account.Flaw($"the copy of {seen.Key} in {place.Bucket} has another SHA-256");
            }
        }
        else if (seen.Tag != copy.Tag)
        {
            throw new NotSeenException(
                $"The copy of {seen.Key} in {place.Bucket} has the same size and another ETag; without SHA-256 of both it is not known whether it is the same."
            );
        }
    }

    private async Task<string?> NewestAsync(CancellationToken ct)
    {
        (DateTimeOffset Modified, string Key)? newest = null;
        var (next, count) = ("", 0);
        for (var page = 0; page < MostPages; page++)
        {
            var query =
                $"{(next.Length > 0 ? $"continuation-token={Uri.EscapeDataString(next)}&" : "")}list-type=2&prefix={Uri.EscapeDataString(demands.Prefix!)}";
            var list = (await client.GetAsync(demands.Place, query, none: null, ct))!;
            foreach (var it in list.Elements().Where(it => it.Name.LocalName == "Contents"))
            {
                var found = Listed(it);
                count++;
                newest = newest is { } before && before.Modified >= found.Modified ? before : found;
            }

            next = Next(list);
            if (next.Length == 0)
            {
                account.Facts["objects"] = count;
                return newest?.Key;
            }
        }

        throw new NotSeenException(
            $"{demands.Place.Bucket} has more than {count} objects that begin with {demands.Prefix}; name a longer beginning."
        );
    }

    private static (DateTimeOffset Modified, string Key) Listed(XElement it) =>
        S3Client.Text(it, "Key") is { Length: > 0 } key && S3Object.Moment(S3Client.Text(it, "LastModified")) is { } modified
            ? (modified, key)
            : throw new NotSeenException("The service lists an object without its key or its time.");

    /// <summary>Where a list goes on; empty at its end. A list that does not say that it is whole is not.</summary>
    private static string Next(XElement list) =>
        S3Client.Text(list, "IsTruncated") switch
        {
            "false" => "",
            "true" when S3Client.Text(list, "NextContinuationToken") is { Length: > 0 } token => token,
            _ => throw new NotSeenException("The service does not say whether its list of objects is whole."),
        };

    private static string Span(TimeSpan span) => Durations.Write(TimeSpan.FromSeconds(Math.Floor(span.TotalSeconds)));
}
