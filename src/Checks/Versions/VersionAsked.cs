using Slipway.Checks.Looks;

namespace Slipway.Checks.Versions;

/// <summary>Whose version is asked, and which one it is to be.</summary>
internal sealed record VersionAsked
{
    public string? Program { get; init; }

    public required string How { get; init; }

    public string? Url { get; init; }

    public string? File { get; init; }

    public required string Key { get; init; }

    public VersionNumber? Min { get; init; }

    public VersionNumber? Below { get; init; }

    public string? Is { get; init; }

    public static VersionAsked Read(SettingReader settings)
    {
        var asked = new VersionAsked
        {
            Program = settings.Text("program"),
            How = settings.OneOf("ask", "--version", "--version", "-version"),
            Url = settings.Text("url"),
            File = settings.Text("file"),
            Key = settings.Text("key") ?? "$.version",
            Min = Number(settings, "min"),
            Below = Number(settings, "below"),
            Is = settings.Text("is")?.Trim(),
        };
        asked.Demand(settings);
        return asked;
    }

    private void Demand(SettingReader settings)
    {
        if (new[] { Program, Url, File }.Count(it => it is not null) != 1)
        {
            settings.Fault("version needs one of program, url, file.");
        }

        if (settings.Text("min") is null && settings.Text("below") is null && settings.Text("is") is null)
        {
            settings.Fault("version needs one of min, below, is.");
        }

        // A path could name a program that does something else than telling its version.
        if (
            Program is { } program
            && (program.Length is 0 or > 100 || program.Contains('/', StringComparison.Ordinal) || program.StartsWith('-'))
        )
        {
            settings.Fault("version: program is the name of a program on the PATH, without a slash.");
        }

        if (Is is { Length: 0 or > 200 })
        {
            settings.Fault("version: is has 1 to 200 characters.");
        }

        settings.Check();
    }

    private static VersionNumber? Number(SettingReader settings, string name)
    {
        if (settings.Text(name) is not { } text)
        {
            return null;
        }

        if (VersionNumber.Whole(text) is { } number)
        {
            return number;
        }

        settings.Fault($"version: {name} is a version such as 4.1 or 5.0.0-rc.1.");
        return null;
    }
}
