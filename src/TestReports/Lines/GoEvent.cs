using System.Text.Json;

namespace Slipway.TestReports.Lines;

/// <summary>One event of <c>go test -json</c>.</summary>
internal readonly record struct GoEvent(string? Action, string? Package, string? Test, double? Elapsed, string? Output)
{
    /// <summary>Reads one line.</summary>
    /// <exception cref="JsonException">It is no object, or cut off.</exception>
    public static GoEvent Read(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        var it = new GoEvent();
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            it = Member(ref json, it);
        }

        return json.TokenType == JsonTokenType.EndObject && !json.Read() ? it : throw new JsonException();
    }

    private static GoEvent Member(ref Utf8JsonReader json, GoEvent it)
    {
        var name =
            json.ValueTextEquals("Action"u8) ? 'A'
            : json.ValueTextEquals("Package"u8) ? 'P'
            : json.ValueTextEquals("Test"u8) ? 'T'
            : json.ValueTextEquals("Elapsed"u8) ? 'E'
            : json.ValueTextEquals("Output"u8) ? 'O'
            : ' ';
        json.Read();
        switch (name)
        {
            case 'A':
                return it with { Action = json.GetString() };
            case 'P':
                return it with { Package = json.GetString() };
            case 'T':
                return it with { Test = json.GetString() };
            case 'O':
                return it with { Output = json.GetString() };
            case 'E' when json.TokenType == JsonTokenType.Number:
                return it with { Elapsed = json.GetDouble() };
            default:
                json.Skip();
                return it;
        }
    }
}
