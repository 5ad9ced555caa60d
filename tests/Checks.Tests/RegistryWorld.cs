using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>
/// Three real registries with the same images: an open one, one that asks for a password, and one that asks for a token of a realm
/// (the realm is ours: it signs with a key that the registry trusts).
/// </summary>
public sealed class RegistryWorld : IAsyncLifetime
{
    private const string ConfigType = "application/vnd.oci.image.config.v1+json";
    private const string LayerType = "application/vnd.oci.image.layer.v1.tar+gzip";
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string IndexType = "application/vnd.oci.image.index.v1+json";

    /// <summary>Bcrypt of <c>pass-1</c>, made once: the registry takes no other form.</summary>
    private const string PasswordHash = "$2y$05$Slipwayrealtestsalt00uI.yVathhdC2zHlUv/Pv7EJnt/VuDQha";

    private readonly TempFolder _folder = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private X509Certificate2? _certificate;
    private HttpDouble? _realm;

    /// <summary>Open to everybody.</summary>
    public RegistryServer Open { get; private set; } = null!;

    /// <summary>Asks for the user <c>reader</c> with the password <c>pass-1</c>.</summary>
    public RegistryServer Closed { get; private set; } = null!;

    /// <summary>Asks for a token.</summary>
    public RegistryServer Guarded { get; private set; } = null!;

    /// <summary>Digest of <c>shop/api:1.4.2</c>, an index for two platforms.</summary>
    public string Index { get; private set; } = "";

    /// <summary>What the realm was asked, with the credentials.</summary>
    public IEnumerable<HttpDoubleRequest> AskedForTokens => _realm!.Asked;

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var request = new CertificateRequest("CN=realm", _key, HashAlgorithmName.SHA256);
        _certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var trusted = _folder.Write("realm.pem", _certificate.ExportCertificatePem());
        _realm = new(it => Grant(it));
        var users = _folder.Write("users", $"reader:{PasswordHash}\n");
        Open = await RegistryServer.StartAsync(ct);
        Closed = await RegistryServer.StartAsync(ct, $"auth: {{ htpasswd: {{ realm: r, path: {users} }} }}");
        Guarded = await RegistryServer.StartAsync(
            ct,
            $"auth: {{ token: {{ realm: \"{_realm.Url}token\", service: shop, issuer: us, rootcertbundle: {trusted} }} }}"
        );
        using var http = new HttpClient(new SocketsHttpHandler());
        await FillAsync(http, Open.Url, ct);
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("reader:pass-1"u8));
        await FillAsync(http, Closed.Url, ct);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token("shop/api", "pull", "push"));
        await FillAsync(http, Guarded.Url, ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var it in new[] { Open, Closed, Guarded })
        {
            await it.DisposeAsync();
        }

        _realm?.Dispose();
        _certificate?.Dispose();
        _key.Dispose();
        _folder.Dispose();
    }

    private async Task FillAsync(HttpClient http, string url, CancellationToken ct)
    {
        var amd = await ImageAsync(http, url, "amd64", "1000:1000", "layer", ct);
        var arm = await ImageAsync(http, url, "arm64", "app", "layer", ct);
        var proof = amd.Replace("\"amd64\"", "\"unknown\"", StringComparison.Ordinal)
            .Replace("\"linux\"", "\"unknown\"", StringComparison.Ordinal);
        var index = $$"""{"schemaVersion":2,"mediaType":"{{IndexType}}","manifests":[{{amd}},{{arm}},{{proof}}]}""";
        Index = await RegistryServer.PushManifestAsync(http, url, "shop/api", "1.4.2", index, IndexType, ct);
        await ImageAsync(http, url, "amd64", "0:0", new string('x', 5000), ct, "root");
        await ImageAsync(http, url, "amd64", "", "layer", ct, "nobody-said", created: "1970-01-01T00:00:00Z");
    }

    /// <summary>Its descriptor for an index.</summary>
    private static async Task<string> ImageAsync(
        HttpClient http,
        string url,
        string architecture,
        string user,
        string content,
        CancellationToken ct,
        string? tag = null,
        string created = "2026-01-02T03:04:05.123456789Z"
    )
    {
        var config = await RegistryServer.PushBlobAsync(
            http,
            url,
            "shop/api",
            $$$"""{"architecture":"{{{architecture}}}","os":"linux","created":"{{{created}}}","config":{"User":"{{{user}}}","Labels":{"commit":"abc"}},"rootfs":{"type":"layers","diff_ids":[]}}""",
            ConfigType,
            ct
        );
        var layer = await RegistryServer.PushBlobAsync(http, url, "shop/api", content, LayerType, ct);
        var manifest = $$"""{"schemaVersion":2,"mediaType":"{{ManifestType}}","config":{{config}},"layers":[{{layer}}]}""";
        var digest = await RegistryServer.PushManifestAsync(
            http,
            url,
            "shop/api",
            tag ?? RegistryServer.DigestOf(manifest),
            manifest,
            ManifestType,
            ct
        );
        return $$$"""{"mediaType":"{{{ManifestType}}}","digest":"{{{digest}}}","size":{{{manifest.Length}}},"platform":{"os":"linux","architecture":"{{{architecture}}}"}}""";
    }

    private HttpDoubleAnswer Grant(HttpDoubleRequest it) =>
        it.Headers.GetValueOrDefault("Authorization") == $"Basic {Convert.ToBase64String("reader:pass-1"u8)}"
            ? new(200, $$"""{"token":"{{Token("shop/api", "pull")}}"}""", ("Content-Type", "application/json"))
            : new(401, """{"errors":[]}""");

    /// <summary>A JSON Web Token as the registry's documents describe it, with the certificate in its head.</summary>
    private string Token(string repository, params string[] actions)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var head = $$"""{"typ":"JWT","alg":"ES256","x5c":["{{Convert.ToBase64String(_certificate!.RawData)}}"]}""";
        var claims =
            $$$"""{"iss":"us","sub":"reader","aud":"shop","exp":{{{now + 600}}},"nbf":{{{now - 60}}},"iat":{{{now}}},"jti":"1","access":[{"type":"repository","name":"{{{repository}}}","actions":[{{{string.Join(',', actions.Select(action => $"\"{action}\""))}}}]}]}""";
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(head))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }
}
