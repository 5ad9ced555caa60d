using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Browsers;

/// <summary>Opens a page in a real browser, carries out what is said, and tells whether what must be seen is there.</summary>
internal sealed class BrowserCheck : ICheck
{
    public string Kind => "browser";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("url", Required: true, "Absolute, or a path that is appended to the environment's base URL."),
        new(
            "sees",
            Required: false,
            "An element that must be there and visible: a CSS selector, or `text=` and words of the page. One of `sees` and `steps` is needed."
        ),
        new(
            "steps",
            Required: false,
            "JSON file with what is done on the page, relative to the folder of the environment; the last step looks."
        ),
        new("within", Required: false, "Longest time until an element is there. Default `10s`; shorter than the limit of the step."),
        new("settle", Required: false, "Longest time until all requests of the page are answered, at its end. Default `5s`."),
        new("quiet", Required: false, "How long nothing may be asked until the page counts as settled. Default `500ms`."),
        new("most-console-errors", Required: false, "Most errors that the page may write to its console. Default 0; 0 to 1000."),
        new(
            "most-failed-requests",
            Required: false,
            "Most requests that may fail or be answered with a status of 400 or above. Default 0; 0 to 1000."
        ),
        new(
            "ignore",
            Required: false,
            "Pieces of text with commas between; requests whose address and errors of the console whose words or address hold one do not count."
        ),
        new(
            "program",
            Required: false,
            "The browser: a name on the PATH, or a path. Default: the first of `chromium`, `chromium-browser`, `google-chrome`, `google-chrome-stable` and `chromium-headless-shell` that is there."
        ),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, OpenAsync, ct);

    private static async Task<Observation> OpenAsync(SettingReader settings, CancellationToken ct)
    {
        var wanted = BrowserSpec.Of(settings);
        var steps = await BrowserSteps.OfAsync(settings, wanted, ct);
        var account = new Account();
        IReadOnlyList<string> unseen = [];
        await new BrowserProgram(settings.Here, wanted.Program).TalkAsync(
            async (tools, until) =>
            {
                var visit = new BrowserVisit(tools, wanted, settings.Here.Clock, account);
                unseen = await visit.MakeAsync(steps, until);
            },
            ct
        );
        return account.Seen(unseen, "whether every request of the page was answered");
    }
}
