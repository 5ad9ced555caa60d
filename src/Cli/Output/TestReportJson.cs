using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.TestReports;

namespace Slipway.Cli.Output;

/// <summary>One report of tests on one line, for programs.</summary>
internal static class TestReportJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ReportSummary it)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("file", it.File);
            json.WriteString("format", it.Format is { } format ? ReportNames.Of(format) : null);
            json.WriteString("dialect", it.Dialect is { } dialect ? ReportNames.Of(dialect) : null);
            json.WriteString("status", ReportNames.Of(it.Status));
            json.WriteString("reason", it.Reason);
            json.WriteNumber("tests", it.Tests);
            json.WriteNumber("failures", it.Failures);
            json.WriteNumber("errors", it.Errors);
            json.WriteNumber("skipped", it.Skipped);
            json.WriteNumber("flaky", it.Flaky);
            json.WriteNumber("reruns", it.Reruns);
            json.WriteNumber("durationMs", Math.Round(it.Duration.TotalMilliseconds, 3));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
