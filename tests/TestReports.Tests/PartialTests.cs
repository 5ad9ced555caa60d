using System.Text;

namespace Slipway.TestReports.Tests;

/// <summary>What is malformed and can be read is read, and never looks whole.</summary>
public sealed class PartialTests
{
    private const string Two = "<testcase name='a' classname='c'/><testcase name='b' classname='c'><failure/></testcase>";

    [Theory]
    [InlineData("<testsuite>" + Two, "cut off")]
    [InlineData("<testsuite>" + Two + "<testcase name='c'>", "cut off")]
    [InlineData("<testsuite>" + Two + "<testcase name='c", "cut off")]
    [InlineData("<testsuite>" + Two + "<system-out><![CDATA[ never closed", "cut off")]
    [InlineData("<testsuite>" + Two + "</testsuites>", "ends what never began|is open|cut off")]
    [InlineData("<testsuite>" + Two + "<system-out>\u001b[31m</system-out></testsuite>", "forbids")]
    [InlineData("<testsuite>" + Two + "<system-out>&#27;[31m</system-out></testsuite>", "stands for no character")]
    [InlineData("<testsuite>" + Two + "<system-out>a && b &nbsp;</system-out></testsuite>", "begins no reference")]
    [InlineData("<testsuite>" + Two + "<system-out>1 < 2</system-out></testsuite>", "begins no tag")]
    [InlineData("<testsuite a=1>" + Two + "</testsuite>", "without quotes")]
    [InlineData("<testsuite a='<'>" + Two + "</testsuite>", "not escaped")]
    [InlineData("npm warn deprecated\n<?xml version='1.0'?><testsuite>" + Two + "</testsuite>", "before the report")]
    [InlineData("<testsuite>" + Two + "</testsuite>\nDone in 3 s.", "behind the end")]
    [InlineData("<?xml version='1.0' encoding='utf-16'?><testsuite>" + Two + "</testsuite>", "declares the encoding")]
    public void what_can_be_read_is_counted_and_the_flaw_is_told(string text, string reason)
    {
        var read = CorpusFiles.Read(text);

        read.Status.ShouldBe(ReportStatus.Partial);
        reason.Split('|').ShouldContain(it => read.Reason!.Contains(it), read.Reason);
        CorpusFiles.Counts(read).ShouldBe([2, 1, 0, 0, 0, 0]);
    }

    [Fact]
    public void a_second_root_is_read_and_told()
    {
        var read = CorpusFiles.Read($"<testsuite>{Two}</testsuite>\n<testsuite>{Two}</testsuite>");

        read.Status.ShouldBe(ReportStatus.Partial);
        read.Reason!.ShouldContain("second root");
        read.Tests.ShouldBe(4);
    }

    [Fact]
    public void a_case_that_was_cut_off_before_anything_was_said_did_not_pass()
    {
        CorpusFiles.Read("<testsuite><testcase name='a'><system-out>x</system-out>").Tests.ShouldBe(0);
        CorpusFiles.Read("<testsuite><testcase name='a'><failure>x").Failures.ShouldBe(1);
    }

    [Fact]
    public void a_text_that_is_no_utf_8_is_told_and_leaves_the_numbers()
    {
        var read = CorpusFiles.Read([
            .. Encoding.UTF8.GetBytes($"<testsuite>{Two}<system-out>"),
            0xE9,
            (byte)'x',
            .. "</system-out></testsuite>"u8,
        ]);

        read.Status.ShouldBe(ReportStatus.Partial);
        CorpusFiles.Counts(read).ShouldBe([2, 1, 0, 0, 0, 0]);
    }

    [Fact]
    public void latin_1_that_is_declared_is_read()
    {
        var bytes = Encoding.Latin1.GetBytes(
            "<?xml version='1.0' encoding='ISO-8859-1'?><testsuite><testcase name='Gr\u00f6\u00dfe'/></testsuite>"
        );

        CorpusFiles.Read(bytes).Status.ShouldBe(ReportStatus.Ok);
        CorpusFiles.Cases(bytes)[0].Name.ShouldBe("Größe");
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void utf_16_is_read_with_and_without_its_mark(bool bigEndian, bool mark)
    {
        var encoding = new UnicodeEncoding(bigEndian, mark);
        byte[] bytes =
        [
            .. encoding.GetPreamble(),
            .. encoding.GetBytes($"<?xml version='1.0' encoding='utf-16'?><testsuite>{Two}</testsuite>"),
        ];

        CorpusFiles.Counts(CorpusFiles.Read(bytes)).ShouldBe([2, 1, 0, 0, 0, 0]);
    }

    [Fact]
    public void the_mark_of_utf_8_is_passed_over()
    {
        CorpusFiles.Read($"\uFEFF<?xml version='1.0' encoding='utf-8'?><testsuite>{Two}</testsuite>").Status.ShouldBe(ReportStatus.Ok);
    }

    [Theory]
    [InlineData("{\"Action\":\"run\",\"Package\":\"p\",\"Test\":\"T\"}\n", "does not end|do not end")]
    [InlineData(
        "{\"Action\":\"run\",\"Package\":\"p\",\"Test\":\"T\"}\n{\"Action\":\"pass\",\"Package\":\"p\",\"Test\":\"T\"}\n{\"Action\":\"pa",
        "cut off"
    )]
    [InlineData("{\"testResults\":[{\"assertionResults\":[{\"status\":\"passed\",\"title\":\"a\"}", "cut off")]
    [InlineData("{\"suites\":[{\"specs\":[{\"tests\":[{\"status\":\"exp", "cut off")]
    public void json_that_was_cut_off_is_partial(string text, string reason)
    {
        var read = CorpusFiles.Read(text);

        read.Status.ShouldBe(ReportStatus.Partial);
        reason.Split('|').ShouldContain(it => read.Reason!.Contains(it), read.Reason);
    }

    [Fact]
    public void what_a_suite_declares_and_does_not_show_is_told_and_changes_no_number()
    {
        var read = CorpusFiles.Read("<testsuite name='s' tests='7' failures='2'><testcase name='a'/></testsuite>");

        CorpusFiles.Counts(read).ShouldBe([1, 0, 0, 0, 0, 0]);
        read.Contradictions.ShouldBe(["the suite 's' says 7 tests and shows 1", "the suite 's' says 2 failures and shows none"]);
    }
}
