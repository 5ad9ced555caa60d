namespace Slipway.TestReports.Tests;

public sealed class CorpusTests
{
    public static TheoryData<string> EveryFile => [.. CorpusFiles.All.Select(it => it.File)];

    [Theory]
    [MemberData(nameof(EveryFile))]
    public void a_file_holds_what_was_counted_by_other_means(string file)
    {
        var expected = CorpusFiles.All.Single(it => it.File == file);

        var read = CorpusFiles.Read(CorpusFiles.Bytes(file));

        ReportNames.Of(read.Format!.Value).ShouldBe(expected.Format);
        ReportNames.Of(read.Dialect!.Value).ShouldBe(expected.Dialect);
        ReportNames.Of(read.Status).ShouldBe(expected.Status, read.Reason);
        CorpusFiles.Counts(read).ShouldBe(expected.Counts);
    }

    /// <summary>Names and texts are another way through the code; it must lead to the same numbers.</summary>
    [Theory]
    [MemberData(nameof(EveryFile))]
    public void the_cases_that_are_handed_on_are_those_that_are_counted(string file)
    {
        var read = CorpusFiles.Read(CorpusFiles.Bytes(file));

        var cases = CorpusFiles.Cases(CorpusFiles.Bytes(file));

        cases.Count.ShouldBe((int)read.Tests);
        cases.Count(it => it.Outcome == TestOutcome.Failed).ShouldBe((int)read.Failures);
        cases.Count(it => it.Outcome == TestOutcome.Error).ShouldBe((int)(read.Errors - read.OutsideErrors));
        cases.Count(it => it.Outcome == TestOutcome.Skipped).ShouldBe((int)read.Skipped);
        cases.Count(it => it.IsFlaky).ShouldBe((int)read.Flaky);
        cases.Sum(it => it.Attempts.Count - 1 + it.OmittedAttempts).ShouldBe(read.Reruns);
    }

    /// <summary>A file cut anywhere never looks whole, unless only blanks were cut off, and never shows more cases.</summary>
    [Theory]
    [MemberData(nameof(EveryFile))]
    public void a_file_that_is_cut_off_is_never_ok(string file)
    {
        var bytes = CorpusFiles.Bytes(file);
        var whole = CorpusFiles.Read(bytes);
        var end = bytes.AsSpan().TrimEnd(" \r\n"u8).Length;
        var random = new Random(bytes.Length);
        for (var time = 0; time < 40; time++)
        {
            var cut = random.Next(1, end);

            var read = CorpusFiles.Read(bytes[..cut]);

            if (whole.Format is not (ReportFormat.Tap or ReportFormat.GoJson) || read.Tests == 0)
            {
                (read.Status == ReportStatus.Ok && read.Tests > 0).ShouldBeFalse($"cut at {cut} of {bytes.Length}");
            }

            read.Tests.ShouldBeLessThanOrEqualTo(whole.Tests + whole.Reruns);
        }
    }

    [Fact]
    public void at_least_three_formats_and_thirty_dialects_are_in_the_corpus()
    {
        CorpusFiles.All.Select(it => it.Format).Distinct().Count().ShouldBe(Enum.GetValues<ReportFormat>().Length);
        CorpusFiles.All.Select(it => it.Dialect).Distinct().Count().ShouldBeGreaterThanOrEqualTo(30);
    }
}
