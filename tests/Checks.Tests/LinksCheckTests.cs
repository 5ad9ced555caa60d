using System.Diagnostics;
using System.Text.Json;
using Slipway.Checks.Links;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class LinksCheckTests : CheckContract
{
    private readonly SilentListener _silent = new();
    private readonly HttpDouble _web = new(it =>
        (it.Method, it.Path) switch
        {
            (_, "/gone") => new(410),
            (_, "/missing?token=secret-1") => new(404),
            ("HEAD", "/only-get") => new(405),
            (_, "/busy") => new(429),
            (_, "/private") => new(403),
            (_, "/moved") => new(301, "", ("Location", "/fine")),
            (_, "/round") => new(302, "", ("Location", "/round")),
            _ => new(200),
        }
    );

    public LinksCheckTests()
    {
        Folder.Write(
            "docs/good.md",
            "# Good\n\n[b](b.md#two-words) [up](../README.md) [root](/docs/b.md) [self](#good) ![p](p%20q.png) <a href=\"b.md\">b</a>\n\n[r]: b.md 'title'\n"
        );
        Folder.Write(
            "docs/b.md",
            "# Two *words*\n\n## Two words\n\nA `code [x](nosuch.md)` <a id=\"mark\"></a>\n\n```\n[y](nosuch.md)\n```\n<!-- [z](nosuch.md) -->\n"
        );
        Folder.Write("docs/p q.png", "x");
        Folder.Write("README.md", "[docs](docs/good.md)\n");
        Folder.Write(
            "bad.md",
            "[a](nosuch.md)\n[b](docs/b.md#nosuch) [c](../../etc/passwd)\n[d](#nosuch) [e]()\n[f](docs/b.md#two-words-1) [g](docs/b.md#mark)\n"
        );
        Folder.Write("prose.md", "# No link\n\nmailto:a@example.org [m](mailto:a@example.org) [t](${URL})\n");
        Folder.Write("alive.md", $"<{_web.Url}fine> [a]({_web.Url}moved) [b]({_web.Url}only-get#part)\n");
        Folder.Write("dead.md", $"[a]({_web.Url}gone) [b]({_web.Url}missing?token=secret-1) [c]({_web.Url}busy)\n");
        Folder.Write("unknown.md", $"[a]({_web.Url}private) [b]({_web.Url}round) [c](http://127.0.0.1:{FreePort.Find()}/)\n");
        Folder.Write("silent.md", $"[a](http://127.0.0.1:{_silent.Port}/)\n");
        Folder.Write(
            "hostile.md",
            string.Concat(Enumerable.Repeat("[](", 200_000))
                + new string('[', 100_000)
                + new string('<', 100_000)
                + "\n"
                + string.Concat(Enumerable.Repeat("[a](\n", 50_000))
        );
        Folder.Write("huge.md", new string('x', 9_000_000));
        Process.Start("mkfifo", Folder["pipe.md"])!.WaitForExit();
    }

    protected override ICheck Check => CheckKinds.All["links"];

    protected override CheckSpec Answering => Of("docs/*.md;README.md");

    protected override CheckSpec Silent => Of("silent.md", "http", "yes");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Of("nosuch.md"),
            Of("nosuch/*.md"),
            Of(";"),
            Of("prose.md"),
            Of("README.md;nosuch.md"),
            Of("unknown.md", "http", "yes"),
            Of("huge.md"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile => [Of("hostile.md"), Of("huge.md"), Of("README.md", "ignore", ",,,")];

    [Fact(Timeout = 30_000)]
    public async Task a_link_to_no_file_and_to_no_heading_is_told_with_its_line() =>
        (await LookAsync(Of("bad.md"))).Flaws.ShouldBe([
            "bad.md:1: nosuch.md leads to no file",
            "bad.md:2: docs/b.md#nosuch leads to no heading",
            "bad.md:2: ../../etc/passwd leads out of the folder",
            "bad.md:3: #nosuch leads to no heading",
            "bad.md:3: a link leads nowhere",
        ]);

    [Fact(Timeout = 30_000)]
    public async Task addresses_are_asked_only_where_that_is_said()
    {
        JsonDocument.Parse((await LookAsync(Of("alive.md"))).Body!).RootElement.GetProperty("addresses").GetInt32().ShouldBe(3);
        _web.Asked.ShouldBeEmpty();

        (await LookAsync(Of("alive.md", "http", "yes"))).Flaws.ShouldBe([]);

        _web.Asked.Select(it => $"{it.Method} {it.Path}")
            .Order(StringComparer.Ordinal)
            .ShouldBe(["GET /only-get", "HEAD /fine", "HEAD /fine", "HEAD /moved", "HEAD /only-get"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task what_says_that_it_is_gone_is_dead_and_what_does_not_say_is_not()
    {
        var dead = await LookAsync(Of("dead.md", "http", "yes"));
        dead.Flaws.ShouldBe([
            $"dead.md:1: {_web.Url}gone answers with status 410",
            $"dead.md:1: {_web.Url}missing answers with status 404",
        ]);
        JsonSerializer.Serialize(dead).ShouldNotContain("secret-1");

        (await LookAsync(Of("unknown.md", "http", "yes"))).Problem!.ShouldStartWith("3 addresses do not say whether they are there");

        var told = await LookAsync(Of("unknown.md", "http", "yes", "unreachable", "tell"));
        JsonDocument.Parse(told.Body!).RootElement.GetProperty("unreachable").GetArrayLength().ShouldBe(3);
    }

    [Fact(Timeout = 30_000)]
    public async Task what_is_ignored_is_counted() =>
        JsonDocument
            .Parse((await LookAsync(Of("bad.md", "ignore", "nosuch.md,../.."))).Body!)
            .RootElement.GetProperty("ignored")
            .GetInt32()
            .ShouldBe(2);

    /// <summary>As GitHub makes them.</summary>
    [Theory]
    [InlineData("Two *words*", "two-words")]
    [InlineData("What's new in 1.4.2?", "whats-new-in-142")]
    [InlineData("`code` & more", "code--more")]
    [InlineData("A [link](b.md) here", "a-link-here")]
    [InlineData("snake_case-and-dash", "snake_case-and-dash")]
    [InlineData("Größe — 日本語", "größe--日本語")]
    [InlineData("🚀 Launch", "-launch")]
    public void a_heading_makes_its_anchor(string heading, string anchor) => MarkdownText.Slug(heading).ShouldBe(anchor);

    public override void Dispose()
    {
        _silent.Dispose();
        _web.Dispose();
        base.Dispose();
    }

    private CheckSpec Of(string files, params string[] settings) => Spec(["files", files, .. settings]);
}
