using System.Diagnostics;
using System.Text.Json;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class ChangeLogCheckTests : CheckContract
{
    private const string Text = """
        # Changelog

        What 9.9.9 might bring is not known.

        ## [Unreleased]

        - Something to come.

        ## [1.4.2] - 2026-01-02

        ### Upgrading from 1.3.0

        - Orders are confirmed twice.

        ```
        ## 1.9.9 - 2026-01-01
        ```

        ## 1.4.1 (2 January 2026)

        - One.

        ## 1.4.0

        - Two.

        ## 1.3.9 - 2999-01-01

        TBD.

        [1.4.2]: https://git.example/compare

        ## 1.3.8 - unreleased

        <!-- - hidden
        ## 1.3.0 - 2020-01-01
        -->

        ## 1.3.7 - 2026-01-01

        - Once.

        ## 1.3.7 - 2026-01-01

        - Twice.

        1.3.6 / 2025-02-30
        ------------------

        - A day that there is not.
        """;

    public ChangeLogCheckTests()
    {
        Folder.Write("CHANGELOG.md", Text);
        Folder.Write("empty.md", "");
        Folder.Write("prose.md", "# Changes\n\nWe changed 1.4.2.\n");
        Folder.Write("big.md", new string('#', 9_000_000));
        Folder.Write("many.md", string.Concat(Enumerable.Repeat("## 1.0 -\n```\n[a]: b\n<!--\n", 100_000)));
        Process.Start("mkfifo", Folder["pipe"])!.WaitForExit();
    }

    protected override ICheck Check => CheckKinds.All["changelog"];

    protected override CheckSpec Answering => Of("1.4.2");

    /// <summary>A pipe that nobody writes to.</summary>
    protected override CheckSpec Silent => Of("1.4.2", "file", "pipe");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            Of("1.4.2", "file", "nosuch.md"),
            Of("1.4.2", "file", "empty.md"),
            Of("1.4.2", "file", "prose.md"),
            Of("9.9.9"),
            Of("1.9.9"),
            Of("1.3.0"),
            Of("latest"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [Of("1.0", "file", "big.md"), Of("1.0", "file", "many.md"), Of(new string('1', 300)), Of("1.0.(.*)+")];

    [Theory(Timeout = 30_000)]
    [InlineData("1.4.2")]
    [InlineData("v1.4.2")]
    [InlineData("1.4.1")]
    public async Task an_entry_with_a_date_and_words_passes(string version) => (await LookAsync(Of(version))).Flaws.ShouldBe([]);

    [Theory(Timeout = 30_000)]
    [InlineData("1.4", "CHANGELOG.md has no entry for 1.4")]
    [InlineData("4.2", "CHANGELOG.md has no entry for 4.2")]
    [InlineData("1.4.2-rc.1", "CHANGELOG.md has no entry for 1.4.2-rc.1")]
    [InlineData("1.4.0", "the entry in CHANGELOG.md:23 has no date in its heading")]
    [InlineData(
        "1.3.9",
        "the entry in CHANGELOG.md:27 is dated 2999-01-01, which is in the future;the entry in CHANGELOG.md:27 says nothing"
    )]
    [InlineData(
        "1.3.8",
        "the entry in CHANGELOG.md:33 says that it is not released;the entry in CHANGELOG.md:33 has no date in its heading;the entry in CHANGELOG.md:33 says nothing"
    )]
    [InlineData("1.3.7", "CHANGELOG.md has 2 entries for 1.3.7")]
    [InlineData("1.3.6", "the entry in CHANGELOG.md:47 has no date in its heading")]
    public async Task what_is_missing_in_an_entry_is_a_flaw(string version, string flaws) =>
        (await LookAsync(Of(version))).Flaws.ShouldBe(flaws.Split(';'));

    [Fact(Timeout = 30_000)]
    public async Task the_date_and_the_place_may_be_asked_for_or_not()
    {
        (await LookAsync(Of("1.4.0", "dated", "no"))).Flaws.ShouldBe([]);
        (await LookAsync(Of("1.4.2", "newest", "yes"))).Flaws.ShouldBe([]);
        (await LookAsync(Of("1.4.1", "newest", "yes"))).Flaws.ShouldBe([
            "the entry in CHANGELOG.md:19 is not the first version of the file",
        ]);
        JsonDocument.Parse((await LookAsync(Of("1.4.2"))).Body!).RootElement.GetProperty("date").GetString().ShouldBe("2026-01-02");
    }

    private CheckSpec Of(string version, params string[] settings) => Spec(["version", version, .. settings]);
}
