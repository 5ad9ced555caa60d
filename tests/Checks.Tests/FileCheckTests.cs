using System.Diagnostics;
using System.Runtime.Versioning;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

[SupportedOSPlatform("linux")]
public sealed class FileCheckTests : CheckContract
{
    private const string DigestOfHello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    public FileCheckTests()
    {
        Folder.Write("a.txt", "hello");
        Folder.Write("dumps/old.dump", "1");
        Folder.Write("dumps/new.dump", "12345678");
        File.SetLastWriteTimeUtc(Folder["dumps/old.dump"], TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-3));
        File.SetUnixFileMode(Folder["a.txt"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Process.Start("mkfifo", Folder["pipe"])!.WaitForExit();
        File.CreateSymbolicLink(Folder["dangling"], "nowhere");
    }

    protected override ICheck Check => CheckKinds.All["file"];

    protected override CheckSpec Answering => Spec("path", "a.txt");

    /// <summary>Reading a pipe that nobody writes to.</summary>
    protected override CheckSpec Silent => Spec("path", "pipe", "sha256", DigestOfHello);

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("path", "nosuch"),
            Spec("path", "dumps/*.sql"),
            Spec("path", "nosuch/*"),
            Spec("path", "dangling"),
            Spec("path", "a.txt", "sha256", new string('0', 64)),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [Spec("path", "/proc/self/mem"), Spec("path", "/dev/zero"), Spec("path", "/proc/**"), Spec("path", "pipe")];

    [Theory(Timeout = 30_000)]
    [InlineData("a.txt", "size = 5 B and mode 600 and age < 1 h and path 'a.txt' exists", Verdict.Pass)]
    [InlineData("nosuch", "path 'nosuch' absent", Verdict.Pass)]
    [InlineData("dangling", "path 'dangling' exists", Verdict.Fail)]
    [InlineData("dumps/*.dump", "age < 1 h", Verdict.Fail)]
    [InlineData("dumps/*.dump", "rows = 2 and path 'dumps/*.dump' exists", Verdict.Pass)]
    [InlineData("**/*.dump", "rows = 2", Verdict.Pass)]
    [InlineData("dumps", "size = 9 B", Verdict.Pass)]
    public async Task facts_about_paths_are_judged(string path, string expectation, Verdict verdict) =>
        Expectation.Parse(expectation).Judge(await LookAsync(Spec("path", path))).Verdict.ShouldBe(verdict);

    [Theory(Timeout = 30_000)]
    [InlineData("newest", "age < 1 h", Verdict.Pass)]
    [InlineData("oldest", "age > 2 d", Verdict.Pass)]
    [InlineData("largest", "size = 8 B", Verdict.Pass)]
    public async Task one_of_many_is_picked(string pick, string expectation, Verdict verdict) =>
        Expectation.Parse(expectation).Judge(await LookAsync(Spec("path", "dumps/*.dump", "pick", pick))).Verdict.ShouldBe(verdict);

    [Fact(Timeout = 30_000)]
    public async Task a_digest_is_compared()
    {
        var seen = await LookAsync(Spec("path", "a.txt", "sha256", DigestOfHello.ToUpperInvariant()));

        Expected.Judge(seen).Verdict.ShouldBe(Verdict.Pass);
        seen.Paths!["a.txt"].Sha256.ShouldBe(DigestOfHello);
    }
}
