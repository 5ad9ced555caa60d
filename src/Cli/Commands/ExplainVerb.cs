using System.CommandLine;
using System.Globalization;
using Slipway.Checklists;
using Slipway.Cli.Output;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway explain FILE:LINE</c></summary>
internal static class ExplainVerb
{
    public static Command Make(Host host)
    {
        var place = new Argument<string>("FILE:LINE") { Description = "The checklist and a line of it, as editors and errors write it." };
        var environment = SharedOptions.Environment();
        var settings = SharedOptions.Settings();
        var verb = new Command("explain", "Say what was understood of a line, by which rule, and how to say it otherwise.")
        {
            place,
            environment,
            settings,
        };
        verb.SetAction(parsed =>
        {
            var (file, line) = Split(parsed.GetValue(place)!);
            var inputs = Inputs.Read(host, file, parsed.GetValue(settings), parsed.GetValue(environment));
            if (Explainer.Explain(inputs.Checklist, line) is not { } explanation)
            {
                host.Err.WriteLine(
                    $"slipway: {file}:{line} is no item: an explanation, a heading without time, or text that belongs to the item above. To make it one, put `- [ ]` before it."
                );
                return ExitCodes.NoGo;
            }

            ExplanationText.Write(host.OutForPeople, explanation);
            return ExitCodes.Go;
        });
        return verb;
    }

    private static (string File, int Line) Split(string place)
    {
        var colon = place.LastIndexOf(':');
        return colon > 0 && int.TryParse(place.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line > 0
            ? (place[..colon], line)
            : throw new UnusableException($"{place} names no line; write FILE:LINE, for instance GO-LIVE.md:42");
    }
}
