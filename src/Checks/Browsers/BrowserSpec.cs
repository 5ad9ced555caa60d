using Slipway.Checks.Http;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Browsers;

/// <summary>What is opened, and what it is held against.</summary>
internal sealed record BrowserSpec(Uri Url, string? Sees, TimeSpan Within, TimeSpan Settle, TimeSpan Quiet)
{
    private const int MostLetters = 1000;

    public required int MostConsoleErrors { get; init; }

    public required int MostFailedRequests { get; init; }

    public required IReadOnlyList<string> Ignored { get; init; }

    public string? Program { get; init; }

    public static BrowserSpec Of(SettingReader settings)
    {
        var sees = settings.Text("sees");
        if (sees is null && settings.Raw("steps") is null)
        {
            settings.Fault("browser: nothing says what must be seen; give sees=ELEMENT or steps=FILE.");
        }
        else if (sees is not null && !IsElement(sees))
        {
            settings.Fault("browser: sees is a CSS selector, or text= and words, of 1 to 1000 characters.");
        }

        return new(
            Addresses.Of(settings, settings.Text("url") ?? "", "browser"),
            sees,
            settings.Duration("within", TimeSpan.FromSeconds(10)),
            settings.Duration("settle", TimeSpan.FromSeconds(5)),
            settings.Duration("quiet", TimeSpan.FromMilliseconds(500))
        )
        {
            MostConsoleErrors = settings.Whole("most-console-errors", 0, 0, 1000),
            MostFailedRequests = settings.Whole("most-failed-requests", 0, 0, 1000),
            Ignored = Pieces(settings),
            Program = settings.Text("program"),
        };
    }

    /// <summary>Whether these words can name an element.</summary>
    public static bool IsElement(string words) =>
        words.Trim() is { Length: > 0 and <= MostLetters } and not "text=" && !words.Any(char.IsControl);

    /// <summary>A piece of one letter would leave almost everything out.</summary>
    private static string[] Pieces(SettingReader settings)
    {
        if (settings.Text("ignore") is not { } text)
        {
            return [];
        }

        var pieces = text.Split(',', StringSplitOptions.TrimEntries);
        if (pieces.Any(it => it.Length is < 3 or > MostLetters || it.Any(char.IsControl)))
        {
            settings.Fault("browser: ignore is pieces of 3 to 1000 characters, with commas between.");
        }

        return pieces;
    }
}
