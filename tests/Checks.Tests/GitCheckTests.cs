using System.Diagnostics;
using System.Runtime.Versioning;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

[SupportedOSPlatform("linux")]
public sealed class GitCheckTests : CheckContract
{
    public GitCheckTests()
    {
        Folder.Write("repo/a.txt", "1");
        Folder.Write("other/x", "");
        Git("init -q -b main", "add .", "commit -q -m one", "tag v1", "checkout -q -b feature", "commit -q --allow-empty -m two");
        Folder.WriteProgram("slow/git", "exec sleep 300");
        Folder.WriteProgram("flood/git", "head -c 30000000 /dev/urandom");
    }

    protected override ICheck Check => CheckKinds.All["git"];

    protected override CheckSpec Answering => Spec("fact", "clean", "path", "repo");

    protected override CheckSpec Silent => Spec("fact", "branch", "path", "slow");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Spec("fact", "clean", "path", "other"),
            Spec("fact", "clean", "path", "nosuch"),
            Spec("fact", "commit", "path", "repo", "ref", "nosuch"),
            Spec("fact", "merged", "path", "repo", "ref", "nosuch"),
            Spec("fact", "signed", "path", "repo"),
            Spec("fact", "signed", "path", "repo", "ref", "nosuch"),
            Spec("fact", "tag", "path", "repo"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            Spec("fact", "commit", "path", "repo", "ref", "--output=/tmp/x"),
            Spec("fact", "clean", "path", "flood"),
            Spec("fact", "tag", "path", "flood"),
        ];

    [Theory(Timeout = 30_000)]
    [InlineData("branch", "HEAD", "stdout equals 'feature'", Verdict.Pass)]
    [InlineData("tag", "main", "stdout contains 'v1'", Verdict.Pass)]
    [InlineData("tag", "HEAD", "exit0", Verdict.Fail)]
    [InlineData("merged", "v1", "exit0", Verdict.Pass)]
    [InlineData("merged", "feature", "exit0", Verdict.Fail)]
    [InlineData("commit", "v1", "stdout matches '^[0-9a-f]{40}$'", Verdict.Pass)]
    [InlineData("signed", "HEAD", "exit0", Verdict.Fail)]
    public async Task facts_of_a_repository_are_judged(string fact, string name, string expectation, Verdict verdict) =>
        Expectation.Parse(expectation).Judge(await LookAsync(Spec("fact", fact, "path", "repo", "ref", name))).Verdict.ShouldBe(verdict);

    [Fact(Timeout = 30_000)]
    public async Task what_is_not_tracked_makes_it_unclean()
    {
        Folder.Write("repo/new file.txt", "");

        var seen = await LookAsync(Answering);

        Expected.Judge(seen).Verdict.ShouldBe(Verdict.Fail);
        (seen.Stdout, seen.Counts!["changes"]).ShouldBe(("?? new file.txt", 1));
    }

    protected override Surroundings Here(TimeSpan limit)
    {
        var here = base.Here(limit);
        return here;
    }

    /// <summary>The slow and the flooding git are found by the PATH of the environment, where the settings name their folder.</summary>
    protected override Task<Observation> LookAsync(CheckSpec spec, TimeSpan? limit = null) =>
        Check.LookAsync(spec, Placed(spec, Here(limit ?? TimeSpan.FromSeconds(20))), Ct);

    private Surroundings Placed(CheckSpec spec, Surroundings here) =>
        spec["path"] is "slow" or "flood"
            ? here with
            {
                Variables = new Dictionary<string, string> { ["PATH"] = $"{Folder[spec["path"]!]}:/usr/bin:/bin" },
            }
            : here;

    private void Git(params string[] commands)
    {
        foreach (var command in commands)
        {
            using var git = Process.Start(
                new ProcessStartInfo("git", $"-c user.name=t -c user.email=t@example.org -c commit.gpgsign=false {command}")
                {
                    WorkingDirectory = Folder["repo"],
                }
            )!;
            git.WaitForExit();
            git.ExitCode.ShouldBe(0);
        }
    }
}
