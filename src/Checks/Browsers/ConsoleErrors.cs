using System.Text.Json;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Browsers;

/// <summary>What the console of a browser shows in red.</summary>
internal static class ConsoleErrors
{
    private const int MostLetters = 300;

    /// <summary>The words and the address they came from; null for what is no error.</summary>
    public static (string Words, string Url)? Of(DevToolsEvent told) =>
        told.Method switch
        {
            "Runtime.exceptionThrown" => Thrown(PageRequest.Member(told.Data, "exceptionDetails")),
            "Runtime.consoleAPICalled" when PageRequest.Text(told.Data, "type") is "error" or "assert" => Written(told.Data),
            "Log.entryAdded" => Entry(PageRequest.Member(told.Data, "entry")),
            _ => null,
        };

    private static (string, string) Thrown(JsonElement details)
    {
        var said = PageRequest.Text(PageRequest.Member(details, "exception"), "description");
        return (Cut(said.Length > 0 ? said.Split('\n')[0] : PageRequest.Text(details, "text")), PageRequest.Text(details, "url"));
    }

    private static (string, string) Written(JsonElement data)
    {
        var words = PageRequest.Member(data, "args") is { ValueKind: JsonValueKind.Array } args
            ? args.EnumerateArray().Take(20).Select(Word)
            : [];
        var frames = PageRequest.Member(PageRequest.Member(data, "stackTrace"), "callFrames");
        var first = frames.ValueKind == JsonValueKind.Array ? frames.EnumerateArray().FirstOrDefault() : default;
        return (Cut(string.Join(' ', words)), PageRequest.Text(first, "url"));
    }

    private static string Word(JsonElement argument) =>
        PageRequest.Member(argument, "value") is var value && value.ValueKind == JsonValueKind.String ? value.GetString() ?? ""
        : PageRequest.Text(argument, "description") is { Length: > 0 } said ? said.Split('\n')[0]
        : value.ValueKind == JsonValueKind.Object ? PageRequest.Text(argument, "type")
        : value.GetRawText();

    /// <summary>What the network says here again is counted as a request that failed.</summary>
    private static (string, string)? Entry(JsonElement entry)
    {
        var text = PageRequest.Text(entry, "text");
        var again = PageRequest.Text(entry, "source") == "network" && text.StartsWith("Failed to load resource", StringComparison.Ordinal);
        return PageRequest.Text(entry, "level") == "error" && !again ? (Cut(text), PageRequest.Text(entry, "url")) : null;
    }

    private static string Cut(string text) =>
        text.Trim() is { Length: > 0 } said ? JsonTexts.Cut(said, MostLetters) : "an error without words";
}
