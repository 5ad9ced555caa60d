using Microsoft.Playwright;

namespace Slipway.Browser;

/// <summary>Pictures for people to look at, in <c>artifacts/pictures</c>: each state, light and dark, wide and as on a phone.</summary>
[Trait("Category", "long")]
public sealed class PicturesTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(States.Names), MemberType = typeof(States))]
    public async Task every_state_has_its_pictures(string state)
    {
        var html = await States.All[state]().HtmlAsync();
        foreach (var (scheme, name) in new[] { (ColorScheme.Light, "light"), (ColorScheme.Dark, "dark") })
        {
            foreach (var width in new[] { 1280, 360 })
            {
                await using var opened = await chromium.OpenAsync(html, scheme, width);
                // What is out of sight is not laid out, and a picture of the whole page would show it empty.
                await opened.Page.EvaluateAsync("document.querySelectorAll('.item').forEach(it => it.style.contentVisibility = 'visible')");
                var picture = await opened.Page.ScreenshotAsync(
                    new() { Path = Path.Combine(Folder, $"{state}-{name}-{width}.png"), FullPage = true }
                );
                picture.Length.ShouldBeGreaterThan(20_000);
            }
        }

        await using var paper = await chromium.OpenAsync(html);
        (
            await paper.Page.PdfAsync(
                new()
                {
                    Path = Path.Combine(Folder, $"{state}.pdf"),
                    PreferCSSPageSize = true,
                    Format = "A4",
                }
            )
        ).Length.ShouldBeGreaterThan(10_000);
        await File.WriteAllTextAsync(Path.Combine(Folder, $"{state}.html"), html, TestContext.Current.CancellationToken);
    }

    private static string Folder
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Slipway.slnx")))
            {
                folder = Path.GetDirectoryName(folder.TrimEnd('/'))!;
            }

            return Directory.CreateDirectory(Path.Combine(folder, "artifacts", "pictures")).FullName;
        }
    }
}
