using System.Diagnostics;
using System.Runtime.Versioning;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

[SupportedOSPlatform("linux")]
public sealed class CoverageCheckTests : CheckContract
{
    private const string Cobertura = """
        <?xml version="1.0"?>
        <!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
        <coverage line-rate="0.99" branch-rate="1"><packages><package name="shop"><classes>
        <class name="A" filename="src/shop/a.cs"><methods><method name="m"><lines><line number="1" hits="3"/></lines></method></methods>
        <lines><line number="1" hits="3"/><line number="2" hits="0" branch="true" condition-coverage="50% (1/2)"/></lines></class>
        <class name="B" filename="src/shop/b.cs"><lines><line number="1" hits="1"/><line number="2" hits="1"/></lines></class>
        </classes></package></packages></coverage>
        """;

    private const string JaCoCo = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="shop"><sessioninfo id="x" start="1" dump="2"/>
        <package name="org/shop"><class name="org/shop/A"/><sourcefile name="A.java"><line nr="3" mi="0" ci="4" mb="1" cb="1"/><line nr="4" mi="2" ci="0" mb="0" cb="0"/><counter type="LINE" missed="0" covered="99"/></sourcefile></package></report>
        """;

    private const string OpenCover = """
        <?xml version="1.0" encoding="utf-8"?><CoverageSession><Summary numSequencePoints="9" visitedSequencePoints="9"/><Modules><Module hash="1"><ModulePath>Shop.dll</ModulePath><ModuleName>Shop</ModuleName>
        <Files><File uid="1" fullPath="C:\src\A.cs"/></Files><Classes><Class><Methods><Method><FileRef uid="1"/><SequencePoints><SequencePoint vc="2" sl="5" fileid="1"/><SequencePoint vc="0" sl="6" fileid="1"/></SequencePoints>
        <BranchPoints><BranchPoint vc="0" sl="5" fileid="1"/><BranchPoint vc="1" sl="5" fileid="1"/></BranchPoints></Method></Methods></Class></Classes></Module></Modules></CoverageSession>
        """;

    private const string Lcov = "TN:\nSF:src/a.js\nDA:1,1\nDA:2,0\nBRDA:1,0,0,1\nBRDA:1,0,1,-\nLF:2\nLH:2\nend_of_record\n";

    public CoverageCheckTests()
    {
        Folder.Write("cobertura.xml", Cobertura);
        Folder.Write("jacoco.xml", JaCoCo);
        Folder.Write("opencover.xml", OpenCover);
        Folder.Write("lcov.info", Lcov);
        Folder.Write("empty.xml", "");
        Folder.Write("torn.xml", Cobertura[..^40]);
        Folder.Write("torn.info", Lcov[..^15]);
        Folder.Write("short.info", "SF:a\nDA:1,1\nLF:9\nend_of_record\n");
        Folder.Write("no-line.xml", """<coverage line-rate="1" branch-rate="1" lines-valid="0"><packages/></coverage>""");
        Folder.Write("rates.xml", """<coverage line-rate="1"><packages><package name="a" line-rate="1"/></packages></coverage>""");
        Folder.Write(
            "clover.xml",
            """<coverage><project><file name="a"><line num="1" type="stmt" count="1"/></file></project></coverage>"""
        );
        Folder.Write("text.txt", "100 % covered");
        Folder.Write("html.xml", "<html/>");
        Folder.Write("long.info", "SF:" + new string('x', 3_000_000));
        Folder.Write("many.info", string.Concat(Enumerable.Range(0, 30_000).Select(it => $"SF:{it}\nDA:1,0\nend_of_record\n")));
        Folder.Write(
            "laughs.xml",
            """<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]><coverage><class filename="&c;"/></coverage>"""
        );
        Process.Start("mkfifo", Folder["pipe"])!.WaitForExit();
    }

    protected override ICheck Check => CheckKinds.All["coverage"];

    protected override CheckSpec Answering => Spec("files", "cobertura.xml", "min", "75");

    /// <summary>A pipe that nobody writes to.</summary>
    protected override CheckSpec Silent => Spec("files", "pipe", "min", "0");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            .. new[]
            {
                "nosuch.xml",
                "empty.xml",
                "torn.xml",
                "torn.info",
                "short.info",
                "no-line.xml",
                "rates.xml",
                "clover.xml",
                "text.txt",
                "html.xml",
                "cobertura.xml;torn.xml",
            }.Select(it => Spec("files", it, "min", "0")),
            Spec("files", "cobertura.xml", "min", "0", "path", "src/other/**"),
            Spec("files", "cobertura.xml", "min", "0", "max-age", "1ms"),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile =>
        [
            .. new[] { "long.info", "many.info", "laughs.xml", "/dev/zero", "/proc/self/mem" }.Select(it =>
                Spec("files", it, "min", "1", "min-file", "1", "min-package", "1")
            ),
        ];

    [Theory(Timeout = 30_000)]
    [InlineData("cobertura.xml", "3 of 4 lines, 1 of 2 branches")]
    [InlineData("jacoco.xml", "1 of 2 lines, 1 of 2 branches")]
    [InlineData("opencover.xml", "1 of 2 lines, 1 of 2 branches")]
    [InlineData("lcov.info", "1 of 2 lines, 1 of 2 branches")]
    [InlineData("*", "6 of 10 lines, 4 of 8 branches")]
    public async Task lines_are_counted_and_what_a_report_says_of_its_share_is_not_believed(string files, string counts)
    {
        var all = files == "*" ? "cobertura.xml;jacoco.xml;opencover.xml;lcov.info" : files;

        var seen = await LookAsync(Spec("files", all, "min", "0"));

        $"{seen.Counts!["coveredLines"]} of {seen.Counts["lines"]} lines, {seen.Counts["coveredBranches"]} of {seen.Counts["branches"]} branches".ShouldBe(
            counts
        );
    }

    [Fact(Timeout = 30_000)]
    public async Task what_is_below_a_bound_is_named_with_both_numbers()
    {
        var seen = await LookAsync(
            Spec("files", "cobertura.xml", "min", "80 %", "min-file", "60", "min-package", "90", "min-branches", "60")
        );

        seen.Flaws.ShouldBe([
            "line coverage is 75 % (3 of 4 lines); at least 80 % is asked",
            "branch coverage is 50 % (1 of 2 branches); at least 60 % is asked",
            "line coverage of the package shop is 75 %; at least 90 % is asked",
            "line coverage of the file src/shop/a.cs is 50 %; at least 60 % is asked",
        ]);
        Expected.Judge(seen).Verdict.ShouldBe(Verdict.Fail);
        seen.Value.ShouldBe(new Quantity(75, "%"));
    }

    [Fact(Timeout = 30_000)]
    public async Task a_line_that_two_reports_tell_of_counts_once_and_is_covered_by_either()
    {
        Folder.Write("more.xml", Cobertura.Replace("hits=\"0\"", "hits=\"1\"", StringComparison.Ordinal));

        var seen = await LookAsync(Spec("files", "cobertura.xml;more.xml", "min", "100"));

        (seen.Counts!["lines"], seen.Value).ShouldBe((4, new Quantity(100, "%")));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("src/shop/*", 4)]
    [InlineData("shop/b.cs", 2)]
    [InlineData("!b.cs", 2)]
    [InlineData("src/**;!a.cs", 2)]
    public async Task only_the_files_that_count_are_counted(string path, int lines) =>
        (await LookAsync(Spec("files", "cobertura.xml", "min", "0", "path", path))).Counts!["lines"].ShouldBe(lines);

    [Fact(Timeout = 30_000)]
    public async Task no_branch_does_not_reach_a_bound_on_branches()
    {
        Folder.Write("a.info", "SF:a\nDA:1,1\nend_of_record\n");

        (await LookAsync(Spec("files", "a.info", "min", "0", "min-branches", "1"))).Flaws!.Count.ShouldBe(1);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("xml", "coverage.xml")]
    [InlineData("lcov", "coverage.lcov")]
    public async Task what_coverage_py_writes_is_counted(string form, string file)
    {
        Folder.Write("shop.py", "def f(a):\n    if a == 1:\n        return 1\n    return 2\n");
        Folder.Write("test_a.py", "from shop import f\ndef test_it():\n    assert f(1) == 1\n");
        await OutsideProgram.RunAsync(
            "python3-pytest-cov",
            Folder.Path,
            "/usr/bin/python3",
            ["-m", "pytest", "-q", "--cov=shop", "--cov-branch", $"--cov-report={form}"]
        );

        var seen = await LookAsync(Spec("files", file, "min", "80"));

        seen.Flaws.ShouldBe(["line coverage is 75 % (3 of 4 lines); at least 80 % is asked"]);
    }
}
