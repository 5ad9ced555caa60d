using System.Globalization;
using System.Text.Json;
using Slipway.Checks.Looks;
using Slipway.Checks.Programs;
using Slipway.Kernel;

namespace Slipway.Checks.Services;

/// <summary>Runs the program of a supervisor, which only shows; what is no whole answer was not seen.</summary>
internal sealed class SupervisorProgram(SettingReader settings)
{
    /// <summary>pm2 shows the variables of every process too, so its answer is long.</summary>
    private const int MostBytes = 8 * 1024 * 1024;
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 64 };

    /// <summary>Where it is run from.</summary>
    public Surroundings Here => settings.Here;

    /// <summary>What it wrote.</summary>
    /// <exception cref="NotSeenException">It ended with another code than 0, or wrote too much.</exception>
    public async Task<string> TextAsync(string program, CancellationToken ct, params IReadOnlyList<string> words)
    {
        var call = new ProgramCall(settings.Here, settings.PathOf("."), program, words) { MostBytes = MostBytes };
        var end = await call.RunAsync(ct);
        return end.Code != 0 ? throw new NotSeenException(Said(program, end))
            : end.Truncated ? throw new NotSeenException($"{program} wrote more than the {MostBytes} bytes that are read.")
            : end.Out;
    }

    /// <summary>What it wrote, as JSON.</summary>
    /// <exception cref="NotSeenException">As <see cref="TextAsync"/>, or it is no JSON.</exception>
    public async Task<JsonElement> JsonAsync(string program, CancellationToken ct, params IReadOnlyList<string> words) =>
        Read(program, await TextAsync(program, ct, words));

    /// <summary>A text as JSON.</summary>
    /// <exception cref="NotSeenException">It is none.</exception>
    public static JsonElement Read(string program, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Reading);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new NotSeenException($"{program} wrote what is no JSON.");
        }
    }

    /// <summary>A member at a path; undefined where there is none.</summary>
    public static JsonElement At(JsonElement of, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            of = of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : default;
        }

        return of;
    }

    /// <summary>A text at a path; null where there is none.</summary>
    public static string? Text(JsonElement of, params ReadOnlySpan<string> path) =>
        At(of, path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A whole number at a path; null where there is none.</summary>
    public static long? Whole(JsonElement of, params ReadOnlySpan<string> path) =>
        At(of, path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var whole) ? whole : null;

    /// <summary>The elements of a list; none where there is no list.</summary>
    public static IEnumerable<JsonElement> List(JsonElement of) => of.ValueKind == JsonValueKind.Array ? of.EnumerateArray() : [];

    /// <summary>A moment as ISO 8601 writes it; null where it is none, and for the zero that stands for never.</summary>
    public static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && moment.Year > 1970
            ? moment
            : null;

    private static string Said(string program, ProgramEnd end)
    {
        var line = end.Error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{program} ended with code {end.Code}{(line is null ? "." : $": {JsonTexts.Cut(line, 500)}")}"
        );
    }
}
