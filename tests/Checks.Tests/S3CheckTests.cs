using System.Security.Cryptography;
using System.Text;
using Slipway.Checks.ObjectStores;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class S3CheckTests : CheckContract, IClassFixture<S3Server>, IAsyncLifetime
{
    private const string Key = "daily/über uns (1)+'x'.dump";
    private readonly S3Server _server;
    private readonly SilentListener _silent = new();
    private readonly HttpDouble _double;
    private Func<string, HttpDoubleAnswer> _answer = _ => new(200, "hello", ("Content-Type", "text/html"));

    public S3CheckTests(S3Server server)
    {
        _server = server;
        _double = new(request => _answer(request.Path));
    }

    protected override ICheck Check => CheckKinds.All["s3"];

    protected override CheckSpec Answering => Ask("key", Key, "max-age", "1h");

    protected override CheckSpec Silent => Spec("url", $"http://127.0.0.1:{_silent.Port}", "bucket", "backups", "key", "a");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Ask("key", "nosuch"),
            Ask("prefix", "nosuch/"),
            Ask("key", Key, "copy", "empty"),
            Ask("key", Key, "sha256", new string('0', 64)),
            Ask("key", Key, "access-key", "wrong"),
            Ask("key", "a", "url", $"http://127.0.0.1:{FreePort.Find()}"),
            Ask("key", "a", "url", _double.Url.AbsoluteUri),
            Ask("prefix", "a", "url", _double.Url.AbsoluteUri),
            Ask("versioning", "on", "url", _double.Url.AbsoluteUri),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile => [Ask("prefix", "a", "url", _double.Url.AbsoluteUri), Ask("key", "a/../../b")];

    [Fact(Timeout = 30_000)]
    public async Task an_object_comes_home_with_size_and_age_also_where_its_key_needs_signs()
    {
        var seen = await LookAsync(Ask("key", Key, "min-size", "3", "copy", "second"));

        (seen.Flaws?.Count).ShouldBe(0, seen.Problem);
        Expectation.Parse("json '$.sizeBytes' = 4").Judge(seen).Verdict.ShouldBe(Verdict.Pass, seen.Body);
        Expectation.Parse("value < 1 h").Judge(seen).Verdict.ShouldBe(Verdict.Pass, seen.Body);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("key", "nosuch", "nosuch is not in backups")]
    [InlineData("prefix", "nosuch/", "no object of backups begins with nosuch/")]
    [InlineData("min-size", "1 KiB", "daily/über uns (1)+'x'.dump has 4 bytes, fewer than 1024")]
    [InlineData("copy", "empty", "daily/über uns (1)+'x'.dump is not in empty, where its copy must be")]
    public async Task what_is_wrong_with_an_object_is_told(string setting, string value, string flaw)
    {
        string[] object_ = setting is "key" or "prefix" ? [] : ["key", Key];

        (await LookAsync(Ask([.. object_, setting, value]))).Flaws.ShouldHaveSingleItem().ShouldBe(flaw);
    }

    [Fact(Timeout = 30_000)]
    public async Task the_newest_of_many_counts_and_a_copy_of_another_size_is_told()
    {
        var seen = await LookAsync(Ask("prefix", "daily/", "copy", "second"));

        Expectation.Parse("json '$.objects' = 2").Judge(seen).Verdict.ShouldBe(Verdict.Pass, seen.Body);
        seen.Flaws.ShouldHaveSingleItem().ShouldBe("the copy of daily/zuletzt in second has 1 bytes, not 2");
        (await LookAsync(Ask("key", "other", "copy", "second"))).Problem!.ShouldContain("another ETag");
    }

    [Theory(Timeout = 30_000)]
    [InlineData("access-key", "nobody", "status 403")]
    [InlineData("secret-key", "", "secret-key is empty")]
    [InlineData("sha256", "0000000000000000000000000000000000000000000000000000000000000000", "has no SHA-256")]
    public async Task what_the_service_refuses_or_does_not_know_is_not_seen(string setting, string value, string why)
    {
        var seen = await LookAsync(Ask("key", Key, setting, value));

        (seen.Looking, seen.Flaws).ShouldBe((Looking.CouldNotLook, null));
        seen.Problem!.ShouldContain(why);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("versioning", "on", 200, "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>", null)]
    [InlineData(
        "versioning",
        "on",
        200,
        "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>",
        "backups does not keep versions (Suspended)"
    )]
    [InlineData("versioning", "on", 200, "<VersioningConfiguration/>", "backups does not keep versions (never asked for)")]
    [InlineData("versioning", "on", 200, "<Error><Code>SlowDown</Code></Error>", "?SlowDown")]
    [InlineData("versioning", "on", 200, "<Versioning", "?none of S3's documents")]
    [InlineData("versioning", "on", 200, "<LocationConstraint/>", "?answers with LocationConstraint")]
    [InlineData("versioning", "on", 403, "<Error><Code>AccessDenied</Code></Error>", "?status 403 (AccessDenied)")]
    [InlineData("versioning", "on", 403, "<Error><Code>SignatureDoesNotMatch</Code></Error>", "?SignatureDoesNotMatch")]
    [InlineData("lifecycle", "on", 200, "<LifecycleConfiguration><Rule><Status>Enabled</Status></Rule></LifecycleConfiguration>", null)]
    [InlineData(
        "lifecycle",
        "on",
        200,
        "<LifecycleConfiguration><Rule><Status>Disabled</Status></Rule></LifecycleConfiguration>",
        "backups has no rule of its life cycle that is enabled"
    )]
    [InlineData(
        "lifecycle",
        "on",
        404,
        "<Error><Code>NoSuchLifecycleConfiguration</Code></Error>",
        "backups has no rule of its life cycle that is enabled"
    )]
    [InlineData("lifecycle", "on", 404, "<Error><Code>NoSuchBucket</Code></Error>", "?NoSuchBucket")]
    [InlineData(
        "retention",
        "30d",
        200,
        "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Days>30</Days></DefaultRetention></Rule></ObjectLockConfiguration>",
        null
    )]
    [InlineData(
        "retention",
        "31d",
        200,
        "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>30</Days></DefaultRetention></Rule></ObjectLockConfiguration>",
        "backups keeps new objects for 30 days, shorter than 31d"
    )]
    [InlineData(
        "retention",
        "30d",
        200,
        "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>",
        "backups lets new objects be deleted at once: it has no default retention"
    )]
    [InlineData(
        "retention",
        "30d",
        404,
        "<Error><Code>ObjectLockConfigurationNotFoundError</Code></Error>",
        "backups lets new objects be deleted at once: it has no default retention"
    )]
    public async Task how_a_bucket_keeps_what_it_holds_is_held_against_what_is_demanded(
        string setting,
        string value,
        int status,
        string body,
        string? flaw
    )
    {
        _answer = _ => new(status, body);

        await ShouldSayAsync(Ask(setting, value, "url", _double.Url.AbsoluteUri), flaw);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("Thu, 01 Jan 2026 00:00:00 GMT", "3", "a is ")]
    [InlineData("Fri, 01 Jan 2100 00:00:00 GMT", "3", "a was written in the future, so its age is not known")]
    [InlineData("yesterday", "3", "?does not say size, time and ETag")]
    [InlineData("Thu, 01 Jan 2026 00:00:00 GMT", "", "?does not say size, time and ETag")]
    public async Task an_object_that_is_old_or_lies_about_its_time_does_not_pass(string modified, string tag, string flaw)
    {
        _answer = _ => new(200, "", ("Last-Modified", modified), ("ETag", tag));

        var spec = Ask("key", "a", "url", _double.Url.AbsoluteUri, "max-age", "1h", "min-size", "0");
        var seen = await LookAsync(spec);

        ((flaw[0] == '?' ? seen.Problem : seen.Flaws?.Single()) ?? "").ShouldContain(flaw.TrimStart('?'));
    }

    [Fact(Timeout = 30_000)]
    public async Task a_list_that_does_not_say_that_it_is_whole_or_never_ends_is_not_seen()
    {
        _answer = _ =>
            new(
                200,
                "<ListBucketResult><Contents><Key>a</Key><LastModified>2026-01-01T00:00:00Z</LastModified></Contents></ListBucketResult>"
            );
        (await LookAsync(Ask("prefix", "a", "url", _double.Url.AbsoluteUri))).Problem!.ShouldContain(
            "whether its list of objects is whole"
        );

        _answer = _ =>
            new(
                200,
                "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>x</NextContinuationToken></ListBucketResult>"
            );
        (await LookAsync(Ask("prefix", "a", "url", _double.Url.AbsoluteUri))).Problem!.ShouldContain("name a longer beginning");
    }

    /// <summary>The example of a signature that AWS documents (GET ?lifecycle, "Signature Calculations for the Authorization Header").</summary>
    [Fact]
    public void the_signature_is_the_one_of_the_documented_example()
    {
        var headers = S3Signature.Of(
            new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null),
            "us-east-1",
            "GET",
            new("https://examplebucket.s3.amazonaws.com/?lifecycle="),
            [],
            new DateTimeOffset(2013, 5, 24, 0, 0, 0, TimeSpan.Zero)
        );

        headers[^1].Value.ShouldEndWith("Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    public async ValueTask InitializeAsync()
    {
        await PutAsync("backups", Key, "1234");
        await PutAsync("second", Key, "1234");
        await PutAsync("backups", "daily/zuletzt", "12");
        await PutAsync("second", "daily/zuletzt", "1");
        await PutAsync("backups", "other", "ab");
        await PutAsync("second", "other", "ba");
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public override void Dispose()
    {
        _silent.Dispose();
        _double.Dispose();
        base.Dispose();
    }

    private async Task ShouldSayAsync(CheckSpec spec, string? flaw)
    {
        var seen = await LookAsync(spec);
        if (flaw?.StartsWith('?') == true)
        {
            seen.Looking.ShouldBe(Looking.CouldNotLook);
            seen.Problem!.ShouldContain(flaw[1..]);
        }
        else
        {
            (seen.Flaws ?? [$"not seen: {seen.Problem}"]).ShouldBe(flaw is null ? [] : [flaw]);
        }
    }

    /// <summary>A later setting of the same name counts.</summary>
    private CheckSpec Ask(params string[] settings)
    {
        string[] usual = ["url", _server.Url, "bucket", "backups", "access-key", "S3RVER", "secret-key", "S3RVER"];
        return new(
            "s3",
            usual.Concat(settings).Chunk(2).GroupBy(it => it[0]).ToDictionary(it => it.Key, it => it.Last()[1], StringComparer.Ordinal)
        );
    }

    private async Task PutAsync(string bucket, string key, string content)
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        var url = new Uri($"{_server.Url}/{bucket}/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}");
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new StringContent(content) };
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        foreach (
            var (name, value) in S3Signature.Of(
                new("S3RVER", "S3RVER", null),
                "us-east-1",
                "PUT",
                url,
                [],
                TimeProvider.System.GetUtcNow(),
                digest
            )
        )
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request, Ct);
        answer.EnsureSuccessStatusCode();
    }
}
