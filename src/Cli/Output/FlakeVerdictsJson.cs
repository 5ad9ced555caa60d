using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Flakes;

namespace Slipway.Cli.Output;

/// <summary>Verdicts of tests and failures for programs, written as they go: a history may hold millions of failures.</summary>
internal static class FlakeVerdictsJson
{
    public static void Write(TextWriter output, FlakeVerdicts verdicts)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteStartArray("tests");
        foreach (var test in verdicts.Tests)
        {
            Write(writer, test);
            Pass(output, writer, buffer);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("failures");
        foreach (var failure in verdicts.Failures)
        {
            Write(writer, failure);
            Pass(output, writer, buffer);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("outages");
        foreach (var outage in verdicts.Outages)
        {
            Write(writer, outage);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        Pass(output, writer, buffer);
        output.WriteLine();
    }

    private static void Write(Utf8JsonWriter writer, TestVerdict test)
    {
        writer.WriteStartObject();
        writer.WriteString("test", test.Test);
        writer.WriteString("suite", test.Suite);
        writer.WriteString("state", JsonNamingPolicy.CamelCase.ConvertName(test.State.ToString()));
        writer.WriteNumber("flakeProbability", Rounded(test.FlakeProbability));
        WriteNumber(writer, "flakeRate", test.FlakeRate);
        if (test.Interval is { } interval)
        {
            writer.WriteStartArray("interval");
            writer.WriteNumberValue(Rounded(interval.Low));
            writer.WriteNumberValue(Rounded(interval.High));
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteNull("interval");
        }

        if (test.Since is { } since)
        {
            writer.WriteString("since", since);
        }
        else
        {
            writer.WriteNull("since");
        }

        WriteReasons(writer, test.Reasons);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, FailureVerdict failure)
    {
        writer.WriteStartObject();
        writer.WriteString("test", failure.Test);
        writer.WriteString("suite", failure.Suite);
        writer.WriteString("run", failure.Run);
        writer.WriteNumber("attempt", failure.Attempt);
        writer.WriteString("verdict", JsonNamingPolicy.CamelCase.ConvertName(failure.Verdict.ToString()));
        writer.WriteNumber("probability", Rounded(failure.Probability));
        writer.WriteNumber("flakeProbability", Rounded(failure.FlakeProbability));
        WriteReasons(writer, failure.Reasons);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, OutageVerdict outage)
    {
        writer.WriteStartObject();
        writer.WriteString("run", outage.Run);
        writer.WriteString("at", outage.At);
        writer.WriteNumber("tests", outage.Tests);
        writer.WriteNumber("share", Rounded(outage.Share));
        writer.WriteNumber("probability", Rounded(outage.Probability));
        writer.WriteEndObject();
    }

    private static void WriteReasons(Utf8JsonWriter writer, IReadOnlyList<string> reasons)
    {
        writer.WriteStartArray("reasons");
        foreach (var reason in reasons)
        {
            writer.WriteStringValue(reason);
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, Rounded(number));
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>Nine digits tell chances apart that stand close to 1; the last bits of a double tell nothing.</summary>
    private static double Rounded(double value) => Math.Round(value, 9);

    private static void Pass(TextWriter output, Utf8JsonWriter writer, ArrayBufferWriter<byte> buffer)
    {
        writer.Flush();
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        buffer.Clear();
    }
}
