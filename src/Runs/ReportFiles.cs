using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Runs.Reports;

namespace Slipway.Runs;

/// <summary>A form in which a run is told. The names are those of the command line.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportFormat>))]
public enum ReportFormat
{
    /// <summary>One page for people, <see cref="ReportHtml"/>.</summary>
    [JsonStringEnumMemberName("html")]
    Html,

    /// <summary>For a comment on a pull request, <see cref="ReportMarkdown"/>.</summary>
    [JsonStringEnumMemberName("md")]
    Md,

    /// <summary>For programs, <see cref="ReportJson"/>.</summary>
    [JsonStringEnumMemberName("json")]
    Json,

    /// <summary>JUnit XML for CI, <see cref="ReportJUnit"/>.</summary>
    [JsonStringEnumMemberName("junit")]
    Junit,

    /// <summary>Test Anything Protocol, version 14, <see cref="ReportTap"/>.</summary>
    [JsonStringEnumMemberName("tap")]
    Tap,

    /// <summary>The findings in the document as SARIF, <see cref="ReportSarif"/>.</summary>
    [JsonStringEnumMemberName("sarif")]
    Sarif,

    /// <summary>The draft of a retrospective, <see cref="RetrospectiveMarkdown"/>.</summary>
    [JsonStringEnumMemberName("retrospective")]
    Retrospective,
}

/// <summary>Reports as files: UTF-8 without a byte order mark, LF line ends, whole or not at all.</summary>
public static class ReportFiles
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>The name that a report of this form has in a folder.</summary>
    public static string NameOf(ReportFormat format) =>
        format switch
        {
            ReportFormat.Html => "report.html",
            ReportFormat.Md => "report.md",
            ReportFormat.Json => "report.json",
            ReportFormat.Junit => "junit.xml",
            ReportFormat.Tap => "report.tap",
            ReportFormat.Sarif => "findings.sarif",
            ReportFormat.Retrospective => "retrospective.md",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a form of reports."),
        };

    /// <summary>Writes one report into a file; an old one is replaced once the new one is whole.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static Task WriteAsync(
        string path,
        ReportFormat format,
        ReportModel model,
        Func<string, byte[]?> evidence,
        CancellationToken ct
    ) => WholeFile.WriteAsync(path, file => WriteAsync(file, format, model, evidence, ct));

    /// <summary>Writes one report into a stream, and leaves that open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="format">Its form.</param>
    /// <param name="model">What it tells.</param>
    /// <param name="evidence">The bytes of a raw output by its digest, secrets hidden; null when they are missing.</param>
    /// <param name="ct">Ends the writing; what is written so far is not whole.</param>
    public static async Task WriteAsync(
        Stream stream,
        ReportFormat format,
        ReportModel model,
        Func<string, byte[]?> evidence,
        CancellationToken ct
    )
    {
        if (format is ReportFormat.Json or ReportFormat.Sarif)
        {
            await using (var json = new Utf8JsonWriter(stream, Indented))
            {
                (format == ReportFormat.Json ? ReportJson.Write(model) : ReportSarif.Write(model)).WriteTo(json);
            }

            stream.WriteByte((byte)'\n');
            return;
        }

        await using var text = new StreamWriter(stream, Utf8, 32 * 1024, leaveOpen: true) { NewLine = "\n" };
        if (format == ReportFormat.Html)
        {
            await ReportHtml.WriteAsync(text, model, evidence, ct);
            return;
        }

        await text.WriteAsync(
            (
                format switch
                {
                    ReportFormat.Md => ReportMarkdown.Write(model),
                    ReportFormat.Junit => ReportJUnit.Write(model),
                    ReportFormat.Retrospective => RetrospectiveMarkdown.Write(model),
                    _ => ReportTap.Write(model),
                }
            ).AsMemory(),
            ct
        );
    }
}
