using Slipway.TestReports.Opening;

namespace Slipway.TestReports;

/// <summary>
/// Reads reports of tests in any format that is known, told by content and not by name. Pure: it takes a stream, and touches no
/// file and no network. What a report says never throws; it is told in <see cref="ReportSummary.Status"/>.
/// </summary>
public static class TestReportReader
{
    /// <summary>Reads a report, or every member of an archive (zip, tar, gz, tar.gz).</summary>
    /// <param name="stream">The bytes. A zip is read from a stream that can seek, and refused from another.</param>
    /// <param name="file">How it is told; members are told as <c>file!member</c>.</param>
    /// <param name="listener">Is given each case once it is complete, with the file it came from; null when only the counts are wanted, which is faster.</param>
    /// <param name="limits">Bounds; null for the defaults.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <returns>One summary a report, made while it is enumerated.</returns>
    public static IEnumerable<ReportSummary> Read(
        Stream stream,
        string file,
        Action<string, TestCase>? listener,
        ReportLimits? limits,
        CancellationToken ct
    )
    {
        var bounds = limits ?? new ReportLimits();
        var start = stream.CanSeek ? stream.Position : 0;
        var peeked = new PeekedStream(stream);
        switch (Contents.Of(peeked.Head, out _))
        {
            case Content.Zip when stream.CanSeek:
                stream.Position = start;
                return new Archives(file, bounds, listener, ct).Zip(stream);
            case Content.Zip:
                return [Refusals.Of(file, "it is a zip archive, which cannot be read from a pipe; write it to a file first")];
            case Content.Tar:
                return new Archives(file, bounds, listener, ct).Tar(peeked);
            case Content.Gzip:
                return new Archives(file, bounds, listener, ct).Gzip(peeked);
            default:
                return [new OneReport(file, bounds, listener is null ? null : it => listener(file, it), ct).Read(peeked)];
        }
    }
}
