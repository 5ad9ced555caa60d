using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Slipway.TestReports.Tests;

public sealed class HostileTests
{
    private const string Fine = "<testsuite name='s'><testcase name='a' classname='b'/></testsuite>";

    [Fact]
    public void cases_that_may_come_again_are_not_kept_without_bound()
    {
        var many = string.Concat(Enumerable.Range(0, 11).Select(it => $"<testcase name='t{it}' classname='c'/>"));
        var report = System.Text.Encoding.UTF8.GetBytes($"<testsuites><testsuite name='pytest'>{many}</testsuite></testsuites>");
        var taken = 0;

        var read = TestReportReader
            .Read(new MemoryStream(report), "report", (_, _) => taken++, new() { HeldCases = 10 }, TestContext.Current.CancellationToken)
            .ShouldHaveSingleItem();

        read.Status.ShouldBe(ReportStatus.Refused);
        read.Reason!.ShouldContain("more than 10 cases");
        CorpusFiles.Read(report, new() { HeldCases = 10 }).Tests.ShouldBe(11, "counting keeps no cases");
    }

    [Theory]
    [InlineData(
        "<?xml version='1.0'?><!DOCTYPE t [<!ENTITY a 'aaa'><!ENTITY b '&a;&a;'>]><testsuite><testcase name='&b;'/></testsuite>",
        "document type"
    )]
    [InlineData("<!DOCTYPE t SYSTEM 'file:///etc/passwd'><testsuite><testcase name='a'/></testsuite>", "document type")]
    [InlineData(
        "<testsuite xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/passwd'/></testsuite>",
        "another file"
    )]
    [InlineData("<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", "page of HTML")]
    [InlineData("<html><head><title>Sign in</title></head></html>", "page of HTML")]
    [InlineData("<coverage line-rate='1'/>", "its root is <coverage>")]
    [InlineData("{\"name\":\"package\",\"version\":\"1.0.0\"}", "no report of tests that is known")]
    [InlineData("[1,2,3]", "no report of tests that is known")]
    [InlineData("hello there", "no report of tests that is known")]
    [InlineData("", "it is empty")]
    [InlineData(" \n\t ", "it is empty")]
    public void what_is_no_report_or_made_to_harm_is_refused_with_a_reason(string text, string reason)
    {
        var read = CorpusFiles.Read(text);

        read.Status.ShouldBe(ReportStatus.Refused);
        read.Reason!.ShouldContain(reason);
        CorpusFiles.Counts(read).ShouldBe([0, 0, 0, 0, 0, 0]);
    }

    [Fact]
    public void durations_beyond_all_sense_end_no_reading()
    {
        var again = string.Concat(Enumerable.Repeat("<flakyFailure time='999999999'/>", 2_000));
        var text =
            $"<testsuites><testsuite name='pytest'>{string.Concat(Enumerable.Repeat($"<testcase name='a' time='999999999'>{again}</testcase>", 20))}</testsuite></testsuites>";

        CorpusFiles.Read(text).Reruns.ShouldBe(40_019);
        CorpusFiles.Cases(text).ShouldHaveSingleItem().Duration!.Value.ShouldBeGreaterThan(TimeSpan.FromDays(365));
    }

    [Fact]
    public void a_case_that_does_not_say_how_it_ended_did_not_pass()
    {
        CorpusFiles.Read("{\"testsuites\":[{\"testsuite\":[{\"name\":\"a\"}]}]}").Errors.ShouldBe(1);
        CorpusFiles.Read("{\"testResults\":[{\"assertionResults\":[{\"title\":\"a\"}]}]}").Errors.ShouldBe(1);
        CorpusFiles.Read("<TestRun><Results><UnitTestResult testName='a'/></Results></TestRun>").Errors.ShouldBe(1);
        CorpusFiles.Read("<assemblies><assembly><collection><test name='a'/></collection></assembly></assemblies>").Errors.ShouldBe(1);
    }

    [Fact]
    public void binary_is_refused()
    {
        CorpusFiles.Read([0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 0, 1, 2]).Status.ShouldBe(ReportStatus.Refused);
    }

    [Fact]
    public void nesting_beyond_the_bound_is_refused()
    {
        CorpusFiles.Read(string.Concat(Enumerable.Repeat("<testsuite>", 100_000))).Reason!.ShouldContain("nested deeper");
        CorpusFiles.Read("{\"suites\":" + new string('[', 100_000)).Status.ShouldNotBe(ReportStatus.Ok);
    }

    [Fact]
    public void an_attribute_beyond_the_bound_is_refused()
    {
        var read = CorpusFiles.Read(
            Encoding.UTF8.GetBytes($"<testsuite><testcase name='{new string('a', 3_000_000)}'/></testsuite>"),
            new() { TokenBytes = 1024 * 1024 }
        );

        read.Status.ShouldBe(ReportStatus.Refused);
        read.Reason!.ShouldContain("larger than");
    }

    [Fact]
    public void a_tag_with_thousands_of_attributes_is_refused()
    {
        var attributes = string.Concat(Enumerable.Range(0, 5_000).Select(it => $" a{it}='1'"));

        CorpusFiles.Read($"<testsuite{attributes}/>").Status.ShouldBe(ReportStatus.Refused);
    }

    [Fact]
    public void a_large_text_costs_no_memory_and_is_cut_with_the_rest_counted()
    {
        var text = $"<testsuite><testcase name='a'><failure>{new string('x', 5_000_000)}</failure></testcase></testsuite>";

        var details = CorpusFiles.Cases(text).ShouldHaveSingleItem().Attempts[0].Details!;

        details.Text.Length.ShouldBe(64 * 1024);
        details.OmittedBytes.ShouldBe(5_000_000 - 64 * 1024);
    }

    [Fact]
    public void each_member_of_an_archive_is_told_by_its_name()
    {
        var zip = Zip(("a/one.xml", Fine), ("two.tap", "1..1\nok 1\n"));

        CorpusFiles.ReadAll(zip).Select(it => (it.File, it.Tests)).ShouldBe([("report!a/one.xml", 1), ("report!two.tap", 1)]);
    }

    [Fact]
    public void a_tar_in_a_gzip_file_is_read()
    {
        CorpusFiles.ReadAll(Gzip(Tar("one.xml", Fine))).ShouldHaveSingleItem().Tests.ShouldBe(1);
        CorpusFiles.ReadAll(Gzip(Encoding.UTF8.GetBytes(Fine))).ShouldHaveSingleItem().Tests.ShouldBe(1);
    }

    [Theory]
    [InlineData("../../etc/cron.d/x")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\..\\x")]
    [InlineData("C:/x")]
    public void a_member_whose_name_leads_out_of_the_archive_is_refused(string name)
    {
        CorpusFiles.ReadAll(Zip((name, Fine))).ShouldHaveSingleItem().Reason!.ShouldContain("leads out");
    }

    [Fact]
    public void an_archive_within_an_archive_is_refused()
    {
        var inner = Zip(("one.xml", Fine));

        CorpusFiles
            .ReadAll(Zip(("inner.zip", Encoding.Latin1.GetString(inner))))
            .ShouldHaveSingleItem()
            .Status.ShouldBe(ReportStatus.Refused);
    }

    [Fact]
    public void a_bomb_is_refused_before_it_is_inflated()
    {
        var bomb = Gzip([.. Encoding.UTF8.GetBytes("<testsuite>"), .. Enumerable.Repeat((byte)' ', 64 * 1024 * 1024)]);

        var read = CorpusFiles.ReadAll(bomb).ShouldHaveSingleItem();

        read.Status.ShouldBe(ReportStatus.Refused);
        read.Reason!.ShouldContain("times its size");
    }

    [Fact]
    public void an_archive_that_is_cut_off_is_never_ok()
    {
        var zip = Zip(("one.xml", Fine));
        var gzip = Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Fine, 50))));

        CorpusFiles.ReadAll(zip[..^30]).ShouldAllBe(it => it.Status != ReportStatus.Ok);
        CorpusFiles.ReadAll(gzip[..^10]).ShouldAllBe(it => it.Status != ReportStatus.Ok);
    }

    [Fact]
    public void an_archive_without_files_is_refused()
    {
        CorpusFiles.ReadAll(Zip()).ShouldHaveSingleItem().Status.ShouldBe(ReportStatus.Refused);
    }

    private static byte[] Zip(params (string Name, string Text)[] members)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in members)
            {
                using var member = zip.CreateEntry(name).Open();
                member.Write(Encoding.Latin1.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Tar(string name, string text)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar, leaveOpen: true))
        {
            tar.WriteEntry(
                new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) }
            );
        }

        return bytes.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return bytes.ToArray();
    }
}
