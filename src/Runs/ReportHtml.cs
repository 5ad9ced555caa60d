using System.Globalization;
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

    /// <summary>A renderer keeps all that it rendered, and copies it as it grows: of ten thousand lines at once that is hundreds of MiB.</summary>
    private const int ItemsAtATime = 50;

    /// <summary>Enough for the processors of most machines; what is rendered and not written yet stays small.</summary>
    private const int RenderedAhead = 4;

    /// <summary>Renders the report.</summary>
    /// <param name="text">Takes the whole file, to be written as UTF-8 without a byte order mark.</param>
    /// <param name="model">What it tells.</param>
    /// <param name="evidence">The bytes of a raw output by its digest, secrets hidden; null when they are missing. At the most 16 KiB of each and 8 MiB of all are shown.</param>
    /// <param name="ct">Ends the rendering.</param>
    public static async Task WriteAsync(TextWriter text, ReportModel model, Func<string, byte[]?> evidence, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var services = new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();
        var read = Cancellable(evidence, ct);
        using var frame = new StringWriter(CultureInfo.InvariantCulture);
        await RenderAsync<ReportDocument>(
            services,
            frame,
            new() { [nameof(ReportDocument.Model)] = model, [nameof(ReportDocument.Evidence)] = read }
        );
        var page = frame.ToString();
        var context = new ReportContext(model, read, new RawLimits());
        // Which outputs are shown goes by their order, so that is settled before the lines are rendered side by side.
        _ = context.Outputs;
        var written = 0;
        foreach (var phase in model.Phases)
        {
            var here = page.IndexOf(PhasesPart.ItemsHere, written, StringComparison.Ordinal);
            await text.WriteAsync(page.AsMemory(written, here - written), ct);
            await WriteItemsAsync(services, text, context, phase.Items, ct);
            written = here + PhasesPart.ItemsHere.Length;
        }

        await text.WriteAsync(page.AsMemory(written), ct);
    }

    /// <summary>As <see cref="WriteAsync"/>, into memory.</summary>
    public static async Task<string> RenderAsync(ReportModel model, Func<string, byte[]?> evidence, CancellationToken ct)
    {
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        await WriteAsync(text, model, evidence, ct);
        return text.ToString();
    }

    /// <summary>In their order; some are rendered while those before them are written.</summary>
    private static async Task WriteItemsAsync(
        ServiceProvider services,
        TextWriter text,
        ReportContext context,
        IReadOnlyList<ReportItem> all,
        CancellationToken ct
    )
    {
        var begun = new Queue<Task<string>>();
        try
        {
            foreach (var items in all.Chunk(ItemsAtATime))
            {
                ct.ThrowIfCancellationRequested();
                if (begun.Count == RenderedAhead)
                {
                    await text.WriteAsync((await begun.Dequeue()).AsMemory(), ct);
                }

                begun.Enqueue(Task.Run(() => RenderItemsAsync(services, context, items), ct));
            }

            while (begun.TryDequeue(out var next))
            {
                await text.WriteAsync((await next).AsMemory(), ct);
            }
        }
        finally
        {
            await ((Task)Task.WhenAll(begun)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<string> RenderItemsAsync(ServiceProvider services, ReportContext context, IReadOnlyList<ReportItem> items)
    {
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        await RenderAsync<CascadingValue<ReportContext>>(
            services,
            text,
            new()
            {
                [nameof(CascadingValue<>.Value)] = context,
                [nameof(CascadingValue<>.IsFixed)] = true,
                [nameof(CascadingValue<>.ChildContent)] = (RenderFragment)(
                    builder =>
                    {
                        foreach (var item in items)
                        {
                            builder.OpenComponent<ItemPart>(0);
                            builder.AddComponentParameter(1, nameof(ItemPart.Item), item);
                            builder.CloseComponent();
                        }
                    }
                ),
            }
        );
        return text.ToString();
    }

    private static async Task RenderAsync<T>(ServiceProvider services, TextWriter text, Dictionary<string, object?> parameters)
        where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).WriteHtmlTo(text)
        );
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
