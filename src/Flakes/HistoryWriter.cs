using System.Buffers;
using System.Text.Json;

namespace Slipway.Flakes;

/// <summary>Writes outcomes as a history: one JSON object a line, fields in a fixed order, times in UTC.</summary>
public static class HistoryWriter
{
    private static readonly string[] Outcomes = ["pass", "fail", "error", "skip"];

    /// <summary>The line of an outcome, without its end.</summary>
    public static ReadOnlyMemory<byte> Line(TestOutcome outcome)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(
            buffer,
            new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
        writer.WriteStartObject();
        writer.WriteString("test", outcome.Test);
        writer.WriteString("suite", outcome.Suite);
        writer.WriteString("run", outcome.Run);
        writer.WriteString("sha", outcome.Sha);
        writer.WriteString("branch", outcome.Branch);
        writer.WriteString("pr", outcome.Pr);
        writer.WriteNumber("attempt", outcome.Attempt);
        writer.WriteString("at", outcome.At.ToUniversalTime());
        writer.WriteString("outcome", Outcomes[(int)outcome.Outcome]);
        if (outcome.Ms is { } ms && double.IsFinite(ms))
        {
            writer.WriteNumber("ms", ms);
        }
        else
        {
            writer.WriteNull("ms");
        }

        writer.WriteString("message", outcome.Message);
        writer.WriteString("host", outcome.Host);
        if (outcome.File is { } file)
        {
            writer.WriteString("file", file);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
