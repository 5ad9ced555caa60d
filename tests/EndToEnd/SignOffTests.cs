using System.Diagnostics;
using Slipway.Testing;

namespace Slipway.EndToEnd;

/// <summary>A gate of people opens by the people whom it asks for, over what they saw, and by nothing else.</summary>
[Trait("Promise", "7")]
public sealed class SignOffTests : IDisposable
{
    private const string Settings = """
        people:
          - {name: Ada Lovelace, roles: [Lead], keys: [{key: keys/ada.pub}]}
          - {name: Bo Lind, roles: [Lead], keys: [{key: keys/bo.pub}]}
          - {name: Cy Berg, roles: [DBA], keys: [{key: keys/cy.pub}]}
          - {name: Olga Lind, roles: [Operator]}
        environments:
          prod: {signatures: by-key}
        holds:
          "Go-live approved": {need: 2, of: [Lead, DBA], not: [operator]}
        """;

    private const string Night = """
        # Shop 4.2

        - [ ] **Smoke**
          ```bash
          cat seats
          ```

          Expected: `12`
        - [ ] Go-live approved by: ____________
        - Decision: `GO / NO-GO`
        """;

    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task two_of_three_sign_what_they_saw_each_with_a_key_and_the_record_holds()
    {
        await BeginAsync(Night);
        Waits(await SlipwayAsync("run", "night.md", "--yes", "--no-input"));
        Waits(await SlipwayAsync("resume", "--no-input", "--sign", "9=Ada Lovelace"));
        (await SignAsync("9", "Ada Lovelace")).ExitCode.ShouldBe(0);
        Waits(await SlipwayAsync("resume", "--no-input"));
        (await SignAsync("9", "Cy Berg")).ExitCode.ShouldBe(0);
        Waits(await SlipwayAsync("resume", "--no-input"));
        Waits(await SlipwayAsync("resume", "--no-input"));
        (await SignAsync("10", "Bo Lind", "--answer", "GO")).ExitCode.ShouldBe(0);

        var ended = await SlipwayAsync("resume", "--no-input");

        ended.ExitCode.ShouldBe(0, ended.Err);
        _work.Filled.ShouldContain("- [x] Go-live approved by: Ada Lovelace, Cy Berg");
        _work.Filled.ShouldContain("Decision: `GO`");
        (await SlipwayAsync("verify")).ExitCode.ShouldBe(0);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("- [ ] Go-live approved by: ____________", "--sign", "3=Ada Lovelace and Bo Lind")]
    [InlineData("- [ ] (optional) Go-live approved by: ____________", "--sign", "3=Ada Lovelace")]
    [InlineData("- [ ] If the schema changed: Go-live approved by: ____________", "--answer", "3=no")]
    [InlineData("- [ ] If the schema changed: Lead: ____________  Date: ____________", "--answer", "3=no")]
    [InlineData("- [ ] Lead: ____________  Date: ____________", "--sign", "Lead=Ada Lovelace")]
    [InlineData("- Decision: `GO / NO-GO`", "--answer", "3=GO")]
    [InlineData("- [ ] Go-live approved by: ____________", "--waive", "3=Ada Lovelace: in a hurry")]
    public async Task a_name_alone_opens_nothing(string line, string option, string value)
    {
        await BeginAsync($"# Shop 4.2\n\n{line}\n- [ ] **Smoke**\n  ```bash\n  cat seats\n  ```\n");

        var ended = await _work.SlipwayAsync("run", "night.md", "--yes", "--no-input", "--keys", "none", option, value);

        ended.ExitCode.ShouldBeOneOf(1, 3);
        ended.Err.ShouldNotContain("GO: Every gate is open");
    }

    [Fact(Timeout = 120_000)]
    public async Task a_signature_is_void_when_what_it_covers_changes_and_says_what_changed()
    {
        await BeginAsync(Night);
        Waits(await SlipwayAsync("run", "night.md", "--yes", "--no-input"));
        (await SignAsync("9", "Ada Lovelace", "--out", "old.signature")).ExitCode.ShouldBe(0);
        _work.With("night.md", Night.Replace("cat seats", "cat ./seats", StringComparison.Ordinal));
        Waits(await SlipwayAsync("run", "night.md", "--yes", "--no-input"));
        Directory.CreateDirectory(Path.Combine(_work.Run, "signatures"));
        File.Copy(_work.In("old.signature"), Path.Combine(_work.Run, "signatures", "old.json"));

        var resumed = await SlipwayAsync("resume", "--no-input");

        resumed.ExitCode.ShouldBe(3);
        resumed.Err.ShouldContain("covers something else");
        _work.Filled.ShouldContain("- [ ] Go-live approved by: ____________");
    }

    [Fact(Timeout = 120_000)]
    public async Task what_goes_live_is_named_once_signed_for_and_stated_and_another_one_voids_the_signature()
    {
        await BeginAsync(Night);
        _work.With("slipway.yaml", Settings + "\nartifacts:\n  app: {file: app.tgz}\n");
        var none = await SlipwayAsync("run", "night.md", "--yes", "--no-input");
        none.ExitCode.ShouldBe(2);
        none.Err.ShouldContain("artifacts.app (file app.tgz) is not to be seen");

        _work.With("app.tgz", "four");
        Waits(await SlipwayAsync("run", "night.md", "--yes", "--no-input"));
        foreach (var name in (string[])["Ada Lovelace", "Cy Berg"])
        {
            (await SignAsync("9", name)).ExitCode.ShouldBe(0);
        }

        _work.With("app.tgz", "five");
        var other = await SlipwayAsync("resume", "--no-input");
        Waits(other);
        other.Err.ShouldContain("artifact named app");
        _work.With("app.tgz", "four");
        Waits(await SlipwayAsync("resume", "--no-input"));
        (await SignAsync("10", "Bo Lind", "--answer", "GO")).ExitCode.ShouldBe(0);

        (await SlipwayAsync("resume", "--no-input")).ExitCode.ShouldBe(0);
        var verified = await SlipwayAsync("verify");
        verified.ExitCode.ShouldBe(0, verified.Out);
        verified.Out.ShouldContain("goes live  app: app.tgz, sha256:04efaf080f5a3e74e1c29d1ca6a48569382cbbcd324e8d59d2b83ef21c039f00");
    }

    [Fact(Timeout = 120_000)]
    public async Task an_image_is_named_by_its_registry_and_a_commit_by_git()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var registry = await RegistryServer.StartAsync(ct);
        using var http = new HttpClient(new SocketsHttpHandler());
        const string Json = "application/vnd.oci.image.config.v1+json";
        var config = await RegistryServer.PushBlobAsync(
            http,
            registry.Url,
            "shop/api",
            """{"os":"linux","architecture":"amd64"}""",
            Json,
            ct
        );
        const string Manifest = "application/vnd.oci.image.manifest.v1+json";
        var manifest = $$"""{"schemaVersion":2,"mediaType":"{{Manifest}}","config":{{config}},"layers":[]}""";
        var digest = await RegistryServer.PushManifestAsync(http, registry.Url, "shop/api", "4.2", manifest, Manifest, ct);
        _work
            .With("night.md", "# Night\n\n- [ ] **Smoke**\n  ```bash\n  true\n  ```\n")
            .With(
                "slipway.yaml",
                $$"""
                environments:
                  prod:
                    sources: { images: { registry: "{{registry.Url}}" } }
                artifacts: {api: {image: "shop/api:4.2"}, code: {commit: v4.2} }
                """
            );
        const string Commit = "git init -q . && git -c user.name=a -c user.email=a@b commit -q --allow-empty -m one && git tag v4.2";
        (await _work.ShellAsync(Commit, "")).ExitCode.ShouldBe(0);

        var ran = await _work.SlipwayAsync("run", "night.md", "--yes", "--no-input");

        ran.ExitCode.ShouldBe(0, ran.Err);
        ran.Err.ShouldContain($"goes live: api, image shop/api:4.2, {digest}");
        ran.Err.ShouldMatch("goes live: code, commit v4.2, [0-9a-f]{40}");
    }

    [Fact(Timeout = 120_000)]
    public async Task when_the_time_for_signing_ends_nothing_is_approved()
    {
        await BeginAsync(Night);
        _work.With("slipway.yaml", Settings.Replace("need: 2", "deadline: 1s, on-expiry: abort, need: 2", StringComparison.Ordinal));
        Waits(await SlipwayAsync("run", "night.md", "--yes", "--no-input"));
        (await SignAsync("9", "Ada Lovelace")).ExitCode.ShouldBe(0);
        var begun = Stopwatch.GetTimestamp();
        await Workplace.UntilAsync(() => Stopwatch.GetElapsedTime(begun) > TimeSpan.FromSeconds(1.2));

        var ended = await SlipwayAsync("resume", "--no-input", "--sign", "9=Bo Lind");

        ended.ExitCode.ShouldBe(1, ended.Err);
        ended.Err.ShouldContain("NO-GO");
        _work.Filled.ShouldNotContain("- [x] Go-live approved");
    }

    [Fact(Timeout = 120_000)]
    public async Task a_waiver_with_a_key_opens_what_failed_and_stays_visible()
    {
        await BeginAsync("# Shop 4.2\n\n- [ ] **Smoke**\n  ```bash\n  cat seats\n  ```\n\n  Expected: `13`\n");

        (
            await _work.SlipwayAsync("run", "night.md", "--yes", "--no-input", "--keys", "none", "--waive", "4=Ada Lovelace: known")
        ).ExitCode.ShouldNotBe(0);
        var ended = await SlipwayAsync("run", "night.md", "--yes", "--no-input", "--waive", "4=Ada Lovelace: known");

        ended.ExitCode.ShouldBe(0, ended.Err);
        var report = await File.ReadAllTextAsync(Path.Combine(_work.Run, "report.md"), TestContext.Current.CancellationToken);
        report.ShouldContain("waived", Case.Insensitive);
        report.ShouldContain("Ada Lovelace");
        (await SlipwayAsync("verify")).ExitCode.ShouldBe(0);
    }

    private async Task BeginAsync(string night)
    {
        _work.With("seats", "12\n").With("slipway.yaml", Settings).With("night.md", night);
        foreach (var name in (string[])["ada", "bo", "cy"])
        {
            (await SlipwayAsync("key", "new", name)).ExitCode.ShouldBe(0);
        }
    }

    private Task<Ended> SlipwayAsync(params string[] arguments) =>
        _work.SlipwayAsync(
            arguments switch
            {
                ["run" or "resume", ..] => [.. arguments, "--keys", "keys", "--by", "Olga Lind"],
                ["verify"] => arguments,
                _ => [.. arguments, "--keys", "keys"],
            }
        );

    private Task<Ended> SignAsync(string line, string name, params string[] more) =>
        SlipwayAsync(["sign", Path.GetFileName(_work.Run), line, "--as", name, "--yes", .. more]);

    private static void Waits(Ended ended)
    {
        ended.ExitCode.ShouldBe(3, ended.Err);
    }
}
