using System.CommandLine;
using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway report [RUN]</c></summary>
internal static class ReportVerb
{
    public static Command Make(Host host)
    {
        var run = StatusVerb.RunArgument();
        var runs = SharedOptions.Runs();
        var format = new Option<string[]>("--format")
        {
            Description =
                $"{string.Join(", ", ReportRequest.Names)}; may be given several times. One without --output goes to standard output. Default: html, in the folder of the run.",
            HelpName = "FORMAT",
            AllowMultipleArgumentsPerToken = false,
        };
        format.AcceptOnlyFromAmong(ReportRequest.Names);
        var output = new Option<string?>("--output", "-o")
        {
            Description = "The file to write, or the folder for several. A report that is sealed with its run is never written over.",
            HelpName = "FILE-or-DIR",
        };
        var open = new Option<bool>("--open") { Description = "Show the page: with BROWSER, otherwise with the program of the desktop." };
        var verb = new Command(
            "report",
            "Make the report of a run again from its record: at any time, of a copy, and of a run that goes on. Ends with 0 when it could be made, whatever it says."
        )
        {
            run,
            runs,
            format,
            output,
            open,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var folder = StatusVerb.Find(host, parsed.GetValue(runs)!, parsed.GetValue(run));
                var call = new ReportCall(
                    host,
                    folder,
                    Read(folder),
                    [.. (parsed.GetValue(format) ?? []).Distinct(StringComparer.Ordinal).Select(ReportRequest.Named)],
                    parsed.GetValue(output)
                );
                await call.RunAsync(parsed.GetValue(open), ct);
                return ExitCodes.Go;
            }
        );
        return verb;
    }

    private static ReadReport.Usable Read(RunFolder folder)
    {
        try
        {
            return RecordedReport.Read(folder) switch
            {
                ReadReport.Usable usable => usable,
                ReadReport.Unusable unusable => throw new UnusableException(unusable.Faults),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{folder.Path} cannot be read: {unreadable.Message}");
        }
    }
}

/// <summary>One call of <c>slipway report</c>: where each form goes.</summary>
internal sealed class ReportCall(Host host, RunFolder folder, ReadReport.Usable report, IReadOnlyList<ReportFormat> formats, string? output)
{
    private IReadOnlyDictionary<string, string> Sealed => report.State.Sealed ?? new Dictionary<string, string>();

    public async Task RunAsync(bool open, CancellationToken ct)
    {
        var page =
            formats.Count == 0 && output is null ? await OfFolderAsync(ct)
            : formats.Count == 1 && output is null ? await ToOutputAsync(ct)
            : await ToFilesAsync(ct);
        if (!open)
        {
            return;
        }

        page ??= await OfFolderAsync(ct);
        if (BrowserOpener.Open(host, page) is { } why)
        {
            await host.Err.WriteLineAsync($"slipway: no page was opened ({why}); open {page} yourself");
        }
    }

    /// <summary>The page of the run's folder: as it was sealed, otherwise made anew.</summary>
    private async Task<string> OfFolderAsync(CancellationToken ct)
    {
        var page = folder.ReportHtml;
        if (Sealed.TryGetValue(Path.GetFileName(page), out var digest) && File.Exists(page))
        {
            if (Digest.Of(await File.ReadAllBytesAsync(page, ct)).Hex != digest)
            {
                await host.Err.WriteLineAsync(
                    $"slipway: {page} is not what was sealed with the run; `slipway status` says more, and --output makes it again elsewhere"
                );
            }
        }
        else if (digest is not null)
        {
            await AgainAsync(page, digest, ct);
        }
        else
        {
            foreach (var format in (ReportFormat[])[ReportFormat.Html, ReportFormat.Md, ReportFormat.Json])
            {
                await WriteAsync(folder.In(ReportFiles.NameOf(format)), format, ct);
            }
        }

        await host.Out.WriteLineAsync($"{"report:", -10} {page}");
        return page;
    }

    /// <summary>A sealed report that is gone comes back only as it was.</summary>
    private async Task AgainAsync(string page, string digest, CancellationToken ct)
    {
        using var made = new MemoryStream();
        await ReportFiles.WriteAsync(made, ReportFormat.Html, report.Model, report.Evidence, ct);
        if (Digest.Of(made.ToArray()).Hex != digest)
        {
            throw new UnusableException(
                $"{page} is missing, and this version of Slipway makes another one than was sealed with the run; make it elsewhere with --output FILE"
            );
        }

        await WriteAsync(page, ReportFormat.Html, ct);
    }

    private async Task<string?> ToOutputAsync(CancellationToken ct)
    {
        await using var stream = Console.OpenStandardOutput();
        await ReportFiles.WriteAsync(stream, formats[0], report.Model, report.Evidence, ct);
        return null;
    }

    private async Task<string?> ToFilesAsync(CancellationToken ct)
    {
        if (output is null)
        {
            throw new UnusableException("several forms need --output DIR: the folder that takes them");
        }

        var wanted = formats.Count == 0 ? [ReportFormat.Html] : formats;
        var target = host.Full(output);
        var intoFolder = wanted.Count > 1 || Directory.Exists(target) || Path.EndsInDirectorySeparator(output);
        var files = wanted.Select(it => (Format: it, Path: intoFolder ? Path.Combine(target, ReportFiles.NameOf(it)) : target)).ToList();
        if (files.Where(it => IsSealed(it.Path)).Select(it => it.Path).ToList() is { Count: > 0 } taken)
        {
            throw new UnusableException([
                .. taken.Select(it => $"{it} is sealed with the run and stays as it is; name another place with --output"),
            ]);
        }

        foreach (var (format, path) in files)
        {
            await WriteAsync(path, format, ct);
            await host.Out.WriteLineAsync($"{PlanJson.Name(format) + ":", -10} {path}");
        }

        return files.Find(it => it.Format == ReportFormat.Html).Path;
    }

    private bool IsSealed(string path) =>
        Path.GetDirectoryName(path) == Path.TrimEndingDirectorySeparator(folder.Path)
        && (Sealed.ContainsKey(Path.GetFileName(path)) || Path.GetFileName(path) is "journal.jsonl" or "source.md" or "plan.json");

    private async Task WriteAsync(string path, ReportFormat format, CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await ReportFiles.WriteAsync(path, format, report.Model, report.Evidence, ct);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{path} cannot be written: {refused.Message} Name another place with --output.");
        }
    }
}
