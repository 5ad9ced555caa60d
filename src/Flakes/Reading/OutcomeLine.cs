using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Slipway.Flakes.Reading;

/// <summary>Reads one line of a history into rows, without making strings of what is known already.</summary>
internal sealed class OutcomeLine(TestHistory history)
{
    /// <summary>Characters of a text that are kept; what is longer is cut off.</summary>
    private const int LongestText = 4000;

    /// <summary>Years 1970 to 2200, in milliseconds.</summary>
    private const double LastMs = 7_258_118_400_000;

    /// <summary>Below this a number counts seconds, from here on milliseconds (1973 in milliseconds, the year 5138 in seconds).</summary>
    private const double FirstMs = 100_000_000_000;

    private readonly Text test = new();
    private readonly Text suite = new();
    private readonly Text run = new();
    private readonly Text sha = new();
    private readonly Text branch = new();
    private readonly Text pr = new();
    private readonly Text message = new();
    private readonly Text host = new();
    private readonly Text file = new();
    private int attempt;
    private long? at;
    private float ms;
    private OutcomeKind? outcome;
    private string? fault;

    /// <summary>Adds the line's outcome to the history; says what is wrong when it cannot.</summary>
    public string? Add(ReadOnlySpan<byte> line)
    {
        Clear();
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 16 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return "the line is no JSON object";
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                Property(ref reader);
            }

            if (reader.Read())
            {
                return "something stands behind the object";
            }
        }
        catch (JsonException unreadable)
        {
            return $"no JSON, or cut off: {unreadable.Message}";
        }
        catch (InvalidOperationException)
        {
            return "a text is no valid UTF-8";
        }

        return fault ?? Missing() ?? Add();
    }

    private string? Missing() =>
        test.Length == 0 ? "\"test\" is missing: name the test"
        : run.Length == 0 ? "\"run\" is missing: name the run of the build"
        : outcome is null ? "\"outcome\" is missing: write pass, fail, error or skip"
        : at is null ? "\"at\" is missing: write a time such as 2026-01-05T06:00:00Z, or seconds since 1970"
        : null;

    private string? Add()
    {
        var number = history.Case(suite.Span, test.Span);
        if (file.Length > 0)
        {
            history.Place(number, at!.Value, file.Span.ToString());
        }

        history.Add(
            new HistoryRow
            {
                Test = number,
                Run = history.Runs.Of(run.Span),
                Commit = history.Commit(pr.Span, branch.Span, sha.Span, run.Span),
                Branch = history.Lines.Of(branch.Span),
                Attempt = attempt,
                AtMs = at!.Value,
                Outcome = outcome!.Value,
                Ms = ms,
                Message = message.Span.Trim().Length == 0 ? TestHistory.None : history.Messages.Of(message.Span),
                Host = host.Length == 0 ? TestHistory.None : history.Hosts.Of(host.Span),
            }
        );
        return null;
    }

    private void Clear()
    {
        (attempt, at, ms, outcome, fault) = (1, null, float.NaN, null, null);
        foreach (var text in (Text[])[test, suite, run, sha, branch, pr, message, host, file])
        {
            text.Clear();
        }
    }

    private void Property(ref Utf8JsonReader reader)
    {
        if (Field(ref reader, "test"u8, test) || Field(ref reader, "suite"u8, suite) || Field(ref reader, "run"u8, run))
        {
            return;
        }

        if (Field(ref reader, "sha"u8, sha) || Field(ref reader, "branch"u8, branch) || Field(ref reader, "message"u8, message))
        {
            return;
        }

        if (Field(ref reader, "host"u8, host) || Field(ref reader, "file"u8, file))
        {
            return;
        }

        if (Field(ref reader, "pr"u8, pr))
        {
            // Some write 0 or false for none.
            if (pr.Span is "0" or "false")
            {
                pr.Clear();
            }
        }
        else if (reader.ValueTextEquals("attempt"u8))
        {
            reader.Read();
            attempt = Attempt(ref reader);
        }
        else if (reader.ValueTextEquals("at"u8))
        {
            reader.Read();
            at = Time(ref reader);
        }
        else if (reader.ValueTextEquals("ms"u8))
        {
            reader.Read();
            ms = reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var value) && value >= 0 ? (float)value : float.NaN;
            reader.Skip();
        }
        else if (reader.ValueTextEquals("outcome"u8))
        {
            reader.Read();
            outcome = Outcome(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private bool Field(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, Text text)
    {
        if (!reader.ValueTextEquals(name))
        {
            return false;
        }

        reader.Read();
        if (!text.Take(ref reader))
        {
            fault ??= $"\"{Encoding.UTF8.GetString(name)}\" is no text";
        }

        return true;
    }

    private int Attempt(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return 1;
        }

        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number >= 0)
        {
            return number;
        }

        if (reader.TokenType == JsonTokenType.String && int.TryParse(reader.GetString(), NumberStyles.None, null, out number))
        {
            return number;
        }

        reader.Skip();
        fault ??= "\"attempt\" is no whole number";
        return 1;
    }

    private long? Time(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && Milliseconds(number) is { } counted)
        {
            return counted;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            if (reader.TryGetDateTimeOffset(out var time))
            {
                return time.ToUnixTimeMilliseconds();
            }

            var text = reader.GetString()!;
            if (
                DateTimeOffset.TryParse(
                    text,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out time
                )
            )
            {
                return time.ToUnixTimeMilliseconds();
            }

            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && Milliseconds(number) is { } written)
            {
                return written;
            }
        }

        reader.Skip();
        fault ??= "\"at\" is no time: write 2026-01-05T06:00:00Z, or seconds or milliseconds since 1970";
        return null;
    }

    private static long? Milliseconds(double number) =>
        !double.IsFinite(number) || number < 0 || number > LastMs ? null : (long)(number < FirstMs ? number * 1000 : number);

    private OutcomeKind? Outcome(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            OutcomeKind? known =
                reader.ValueTextEquals("pass"u8) || reader.ValueTextEquals("passed"u8) ? OutcomeKind.Pass
                : reader.ValueTextEquals("fail"u8) || reader.ValueTextEquals("failed"u8) ? OutcomeKind.Fail
                : reader.ValueTextEquals("error"u8) ? OutcomeKind.Error
                : reader.ValueTextEquals("skip"u8) || reader.ValueTextEquals("skipped"u8) ? OutcomeKind.Skip
                : null;
            if (known is not null)
            {
                return known;
            }
        }

        reader.Skip();
        fault ??= "\"outcome\" is none of pass, fail, error, skip";
        return null;
    }

    /// <summary>A text of a line, in a buffer that is used again.</summary>
    private sealed class Text
    {
        private char[] buffer = new char[256];

        public int Length { get; private set; }

        public ReadOnlySpan<char> Span => buffer.AsSpan(0, Length);

        public void Clear() => Length = 0;

        /// <summary>Takes a text, a number or nothing; false for what is none of them.</summary>
        public bool Take(ref Utf8JsonReader reader)
        {
            Length = 0;
            switch (reader.TokenType)
            {
                case JsonTokenType.Null or JsonTokenType.False:
                    return true;
                case JsonTokenType.String:
                    Reserve(reader.ValueSpan.Length);
                    Length = Math.Min(LongestText, reader.CopyString(buffer));
                    return true;
                case JsonTokenType.Number:
                    Reserve(reader.ValueSpan.Length);
                    Length = Encoding.UTF8.GetChars(reader.ValueSpan, buffer);
                    return true;
                default:
                    reader.Skip();
                    return false;
            }
        }

        private void Reserve(int length)
        {
            if (buffer.Length < length)
            {
                buffer = new char[length];
            }
        }
    }
}
