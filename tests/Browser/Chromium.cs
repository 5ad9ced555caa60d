using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Slipway.Browser.Chromium))]

namespace Slipway.Browser;

/// <summary>One real browser for all tests of this assembly; each page has a context of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    /// <summary>What a page may take, in milliseconds: far above what it needs, so that a busy machine fails no test.</summary>
    private const float Patience = 180_000;
    private IPlaywright? _driver;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        File.Exists(Executable).ShouldBeTrue("these tests need a browser: apt-get install chromium");
        _driver = await Playwright.CreateAsync();
        _browser = await _driver.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Executable,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _driver?.Dispose();
    }

    /// <summary>Opens a file as a reader would: from the disk, with its own policy in force.</summary>
    public async Task<OpenedPage> OpenAsync(string html, ColorScheme scheme = ColorScheme.Light, int width = 1280, float scale = 1)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-browser-");
        var file = Path.Combine(folder.FullName, "report.html");
        await File.WriteAllTextAsync(file, html, TestContext.Current.CancellationToken);
        var context = await _browser!.NewContextAsync(
            new()
            {
                ColorScheme = scheme,
                ViewportSize = new() { Width = width, Height = 800 },
                DeviceScaleFactor = scale,
            }
        );
        context.SetDefaultTimeout(Patience);
        context.SetDefaultNavigationTimeout(Patience);
        var page = new OpenedPage(context, await context.NewPageAsync(), folder);
        await page.GoAsync(new Uri(file));
        return page;
    }
}

/// <summary>A page with all that it asked for and complained of.</summary>
public sealed class OpenedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly DirectoryInfo _folder;
    private readonly List<string> _requests = [];
    private readonly List<string> _complaints = [];

    public OpenedPage(IBrowserContext context, IPage page, DirectoryInfo folder)
    {
        (_context, Page, _folder) = (context, page, folder);
        page.Request += (_, request) => _requests.Add(request.Url);
        page.Console += (_, message) => _complaints.Add(message.Text);
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Requests => _requests;

    /// <summary>What the browser wrote to its console, violations of the page's policy among it.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public Task GoAsync(Uri file) => Page.GotoAsync(file.AbsoluteUri);

    /// <summary>Unfolds everything that can be unfolded.</summary>
    public Task UnfoldAsync() => Page.EvaluateAsync("document.querySelectorAll('details').forEach(it => it.open = true)");

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
