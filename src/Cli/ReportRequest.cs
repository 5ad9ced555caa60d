using System.CommandLine;
using Slipway.Checklists;
using Slipway.Cli.Commands;
using Slipway.Runs;

namespace Slipway.Cli;

/// <summary>A report that was asked for beside those that every run makes.</summary>
/// <param name="Format">Its form.</param>
/// <param name="File">Where to, absolute; null for its usual name in the folder of the run.</param>
internal sealed record ReportRequest(ReportFormat Format, string? File)
{
    private static readonly ReportFormat[] All = Enum.GetValues<ReportFormat>();

    /// <summary>The names of the forms, as they are given.</summary>
    public static string[] Names { get; } = [.. All.Select(it => PlanJson.Name(it))];

    public static Option<string[]> Option() =>
        new("--report")
        {
            Description =
                $"Also write this report whenever the run stops: {string.Join(", ", Names)}; into FILE, otherwise into the folder of the run. May be given several times.",
            HelpName = "FORMAT[=FILE]",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };

    public static ReportFormat Named(string name) => All.Single(it => PlanJson.Name(it) == name);

    /// <summary>Reads what was given; what cannot be written is told before anything is carried out.</summary>
    public static IReadOnlyList<ReportRequest> Read(Host host, string[]? given)
    {
        var requests = new List<ReportRequest>();
        var faults = new List<string>();
        foreach (var text in given ?? [])
        {
            var (name, file) = text.Split('=', 2) is [var before, var behind] ? (before, behind) : (text, null);
            if (!Names.Contains(name, StringComparer.Ordinal))
            {
                faults.Add($"--report {text}: there is no form {name}; there are {string.Join(", ", Names)}");
            }
            else if (file is not null && Fault(host, file) is { } fault)
            {
                faults.Add($"--report {text}: {fault}");
            }
            else
            {
                requests.Add(new(Named(name), file is null ? null : host.Full(file)));
            }
        }

        var twice = requests.Where(it => it.File is not null).GroupBy(it => it.File).Where(it => it.Count() > 1).Select(it => it.Key!);
        faults.AddRange(twice.Select(it => $"--report: two reports would be written to {it}"));
        return faults.Count == 0 ? requests : throw new UnusableException(faults);
    }

    /// <summary>Writes them after a stop. What cannot be written is told; the outcome of the run stays what it is.</summary>
    public static async Task WriteAsync(Host host, RunFolder folder, IReadOnlyList<ReportRequest> requests, CancellationToken ct)
    {
        if (requests.Count == 0)
        {
            return;
        }

        if (RecordedReport.Read(folder) is not ReadReport.Usable report)
        {
            await host.Err.WriteLineAsync($"slipway: the record in {folder.Path} cannot be read, so that no more reports were made of it");
            return;
        }

        foreach (var request in requests)
        {
            var path = request.File ?? folder.In(ReportFiles.NameOf(request.Format));
            try
            {
                if (request.File is not null || !RunFolder.Made.Contains(ReportFiles.NameOf(request.Format), StringComparer.Ordinal))
                {
                    await ReportFiles.WriteAsync(path, request.Format, report.Model, report.Evidence, ct);
                }

                await host.Out.WriteLineAsync($"{PlanJson.Name(request.Format) + ":", -10} {path}");
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                await host.Err.WriteLineAsync(
                    $"slipway: {path} could not be written: {refused.Message} The record is whole: `slipway report {Path.GetFileName(folder.Path)} --format {PlanJson.Name(request.Format)} --output FILE` makes it again."
                );
            }
        }
    }

    private static string? Fault(Host host, string file)
    {
        if (file.Length == 0 || file.Contains('\0', StringComparison.Ordinal))
        {
            return "its file has no name";
        }

        var path = host.Full(file);
        return Directory.Exists(path) ? $"{file} is a folder; name a file in it"
            : !Directory.Exists(Path.GetDirectoryName(path)) ? $"the folder {Path.GetDirectoryName(path)} is not there"
            : null;
    }
}
