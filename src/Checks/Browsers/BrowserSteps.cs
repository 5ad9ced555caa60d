using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Browsers;

/// <summary>The file of steps as it was written.</summary>
internal sealed record BrowserStepsSpec
{
    public IReadOnlyList<BrowserStepSpec> Steps { get; set; } = [];
}

/// <summary>One step: exactly one of open, fill, click, see and at.</summary>
internal sealed record BrowserStepSpec
{
    /// <summary>An address that is opened.</summary>
    public string? Open { get; set; }

    /// <summary>A field that is filled in, or a choice that is made, with <see cref="With"/>.</summary>
    public string? Fill { get; set; }

    /// <summary>What is filled in; it may name secrets and is never told.</summary>
    public string? With { get; set; }

    /// <summary>What is clicked.</summary>
    public string? Click { get; set; }

    /// <summary>What must be there and visible.</summary>
    public string? See { get; set; }

    /// <summary>The path that the page must then have.</summary>
    public string? At { get; set; }

    /// <summary>Whether it only looks.</summary>
    public bool Looks => (See ?? At) is not null;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true
)]
[JsonSerializable(typeof(BrowserStepsSpec))]
internal sealed partial class BrowserStepsJson : JsonSerializerContext;

/// <summary>Reads what is done on the page, variables put in.</summary>
internal static class BrowserSteps
{
    private const int MostBytes = 1024 * 1024;

    /// <summary>The steps of the file, and after them what must be seen.</summary>
    /// <exception cref="SettingException">Some setting, or the file, cannot be used.</exception>
    public static async Task<IReadOnlyList<BrowserStepSpec>> OfAsync(SettingReader settings, BrowserSpec wanted, CancellationToken ct)
    {
        var file = settings.Text("steps");
        settings.Check();
        var steps = file is null ? [] : (await ReadAsync(settings.PathOf(file), ct)).Select(it => Filled(settings, it)).ToList();
        settings.Check();
        return wanted.Sees is { } sees ? [.. steps, new() { See = sees }] : steps;
    }

    /// <summary>The steps as they stand in the file.</summary>
    /// <exception cref="SettingException">The file is none of steps.</exception>
    public static async Task<IReadOnlyList<BrowserStepSpec>> ReadAsync(string path, CancellationToken ct)
    {
        var name = Path.GetFileName(path);
        try
        {
            var bytes = new FileInfo(path).Length <= MostBytes ? await File.ReadAllBytesAsync(path, ct) : [];
            var steps = JsonSerializer.Deserialize(bytes, BrowserStepsJson.Default.BrowserStepsSpec)?.Steps ?? [];
            return steps is not { Count: > 0 and <= 200 } || steps.Any(it => it is null)
                    ? throw new SettingException($"{name} is a file of 1 to 200 steps.")
                : steps
                    .Select((it, i) => Fault(it) is { } fault ? $"step {i + 1} of {name} {fault}." : null)
                    .FirstOrDefault(it => it is not null)
                    is { } first
                    ? throw new SettingException($"browser: {first}")
                : steps[^1].Looks ? steps
                : throw new SettingException(
                    $"The last step of {name} must look: see or at. Otherwise nothing shows that the steps did anything."
                );
        }
        catch (JsonException fault)
        {
            throw new SettingException($"{name} is no file of steps: {fault.Message}");
        }
    }

    private static string? Fault(BrowserStepSpec step)
    {
        string?[] acts = [step.Open, step.Fill, step.Click, step.See, step.At];
        return acts.Count(it => it is not null) != 1 ? "needs exactly one of open, fill, click, see and at"
            : step.Fill is null != step.With is null ? "has `fill` and `with` only together"
            : (step.Fill ?? step.Click ?? step.See) is { } element && !BrowserSpec.IsElement(element)
                ? "names an element by a CSS selector, or text= and words, of 1 to 1000 characters"
            : step.At is { } at && !at.StartsWith('/') ? "has a path that begins with / behind `at`"
            : null;
    }

    private static BrowserStepSpec Filled(SettingReader settings, BrowserStepSpec step) =>
        step with
        {
            Open = step.Open is { } open ? Http.Addresses.Of(settings, settings.Filled(open), "browser").AbsoluteUri : null,
            Fill = step.Fill is { } fill ? settings.Filled(fill) : null,
            With = step.With is { } with ? settings.Filled(with) : null,
            Click = step.Click is { } click ? settings.Filled(click) : null,
            See = step.See is { } see ? settings.Filled(see) : null,
            At = step.At is { } at ? settings.Filled(at) : null,
        };
}
