using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway gc --keep DURATION</c></summary>
internal static class GcVerb
{
    public static Command Make(Host host)
    {
        var keep = new Option<string>("--keep")
        {
            Description = "How long a run stays after its end, for instance 365d; a day at least.",
            HelpName = "DURATION",
            DefaultValueFactory = _ => "365d",
        };
        var export = new Option<string?>("--export")
        {
            Description = "Write the bundle of each run into this folder first, and verify it; what does not hold stays.",
            HelpName = "DIR",
        };
        var yes = new Option<bool>("--yes") { Description = "Remove them. Without it they are only listed." };
        var runs = SharedOptions.Runs();
        var verb = new Command(
            "gc",
            $"Remove the runs that ended long ago. The newest {RunRetention.Newest} of a document stay, and whatever is not over and signed."
        )
        {
            keep,
            export,
            yes,
            runs,
        };
        verb.SetAction(parsed =>
        {
            var span = Keep(parsed.GetValue(keep)!);
            var old = RunRetention.Removable(
                RunReader.In(host.Full(parsed.GetValue(runs)!)).Select(RunGlance.Of),
                span,
                host.Clock.GetUtcNow()
            );
            RunsText.WriteList(new PlainWriter(host.Out), old);
            if (!parsed.GetValue(yes))
            {
                host.Err.WriteLine($"slipway: {old.Count} runs would be removed; look at them, then add --yes");
                return ExitCodes.Go;
            }

            var left = old.Select(it => Remove(host, it.Folder, parsed.GetValue(export))).OfType<string>().ToList();
            host.Err.WriteLine($"slipway: {old.Count - left.Count} runs were removed");
            return left.Count == 0 ? ExitCodes.Go : throw new UnusableException([.. left]);
        });
        return verb;
    }

    private static TimeSpan Keep(string given) =>
        Durations.TryParse(given) is { } span && span >= TimeSpan.FromDays(1)
            ? span
            : throw new UnusableException($"--keep {given} is no duration of a day or more; write 30d, 26w or 365d");

    /// <summary>Null when it is gone, otherwise why it stays.</summary>
    private static string? Remove(Host host, RunFolder folder, string? export)
    {
        var name = Path.GetFileName(folder.Path);
        try
        {
            if (export is not null && Exported(host, folder, export) is { } why)
            {
                return $"{name} stays: {why}";
            }

            RunRetention.Remove(folder);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"{name} cannot be removed: {refused.Message}";
        }
    }

    /// <summary>Null when the bundle is there and holds.</summary>
    private static string? Exported(Host host, RunFolder folder, string export)
    {
        Directory.CreateDirectory(host.Full(export));
        var file = Path.Combine(host.Full(export), $"{Path.GetFileName(folder.Path)}.zip");
        if (!File.Exists(file))
        {
            Bundle.Pack(folder, file);
        }

        using var bundle = BundlePlace.Find(host, export, file);
        var verified = RecordVerification.Of(bundle.Folder, []);
        return bundle.Wrapping is { Verdict: Verdict.Pass } && verified.Verdict == Verdict.Pass
            ? null
            : $"its bundle {file} does not hold; see `slipway verify {file}`";
    }
}
