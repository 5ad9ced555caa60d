using System.Diagnostics;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class ConfigCheckTests : CheckContract
{
    public ConfigCheckTests()
    {
        Folder.Write(
            "app.json",
            "{ // remark\n\"server\": { \"port\": 8080, \"hosts\": [\"a\", \"b\"], \"tls\": true, \"none\": null }, }"
        );
        Folder.Write("app.yaml", "server:\n  port: 8080\n  hosts: [a, b]\n---\nsecond: 1\n");
        Folder.Write("app.ini", "top = 1\n[server]\nport = 8080 ; remark\nname = \"a;b\"\n");
        Folder.Write(".env", "# remark\nexport PORT=8080 # remark\nNAME='a b'\nEMPTY=\nPORT=8081\n");
        Folder.Write("deep.yaml", string.Concat(Enumerable.Repeat("- ", 200_000)));
        Folder.Write("deep.json", new string('[', 200_000));
        Folder.Write("long.json", new string(' ', 5_000_000));
        Folder.Write("bomb.yaml", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nkey: [*c,*c]\n");
        Process.Start("mkfifo", Folder["pipe.json"])!.WaitForExit();
    }

    protected override ICheck Check => CheckKinds.All["config"];

    protected override CheckSpec Answering => Spec("file", "app.json", "key", "server.port");

    protected override CheckSpec Silent => Spec("file", "pipe.json", "key", "a");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("file", "nosuch.json", "key", "a"),
            Spec("file", "app.json", "key", "server.nosuch"),
            Spec("file", "app.json", "key", "server"),
            Spec("file", "app.json", "key", "server.none"),
            Spec("file", ".env", "key", "EMPTY"),
            Spec("file", ".env", "key", "NOSUCH"),
            Spec("file", "app.ini", "key", "port"),
            Spec("file", "app.yaml", "key", "second"),
            Spec("file", ".", "key", "a"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Spec("file", "deep.yaml", "key", "a"),
            Spec("file", "deep.json", "key", "a"),
            Spec("file", "long.json", "key", "a"),
            Spec("file", "bomb.yaml", "key", "key"),
        ];

    [Theory(Timeout = 30_000)]
    [InlineData("app.json", "server.port", "8080")]
    [InlineData("app.json", "$.server.hosts[1]", "b")]
    [InlineData("app.json", "server.tls", "true")]
    [InlineData("app.yaml", "server.port", "8080")]
    [InlineData("app.yaml", "server.hosts[0]", "a")]
    [InlineData("app.ini", "top", "1")]
    [InlineData("app.ini", "server.port", "8080")]
    [InlineData("app.ini", "server.name", "a;b")]
    [InlineData(".env", "PORT", "8081")]
    [InlineData(".env", "NAME", "a b")]
    public async Task a_value_is_read(string file, string key, string value) =>
        (await LookAsync(Spec("file", file, "key", key))).Stdout.ShouldBe(value);
}
