using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.Runs.Reports;

namespace Slipway.Runs;

/// <summary>The report as one HTML file that needs nothing else: no script, no network, no other file.</summary>
public static class ReportHtml
{
    /// <summary>The style sheet of the report's parts, for pages that show them too.</summary>
    public static string Styles { get; } = Read();

    /// <summary>Renders the report.</summary>
    /// <param name="text">Takes the whole file, to be written as UTF-8 without a byte order mark.</param>
    /// <param name="model">What it tells.</param>
    /// <param name="evidence">The bytes of a raw output by its digest, secrets hidden; null when they are missing. At the most 16 KiB of each and 8 MiB of all are shown.</param>
    /// <param name="ct">Ends the rendering.</param>
    public static async Task WriteAsync(TextWriter text, ReportModel model, Func<string, byte[]?> evidence, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var services = new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(ReportDocument.Model)] = model,
                    [nameof(ReportDocument.Evidence)] = Cancellable(evidence, ct),
                }
            );
            var document = await renderer.RenderComponentAsync<ReportDocument>(parameters);
            document.WriteHtmlTo(text);
        });
    }

    /// <summary>As <see cref="WriteAsync"/>, into memory.</summary>
    public static async Task<string> RenderAsync(ReportModel model, Func<string, byte[]?> evidence, CancellationToken ct)
    {
        await using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        await WriteAsync(text, model, evidence, ct);
        return text.ToString();
    }

    private static Func<string, byte[]?> Cancellable(Func<string, byte[]?> evidence, CancellationToken ct) =>
        sha256 =>
        {
            ct.ThrowIfCancellationRequested();
            return evidence(sha256);
        };

    private static string Read()
    {
        using var sheet = typeof(ReportHtml).Assembly.GetManifestResourceStream("Slipway.Runs.Reports.report.css")!;
        using var reader = new StreamReader(sheet);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
