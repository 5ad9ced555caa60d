using System.CommandLine;
using System.Globalization;
using Slipway.Checklists;
using Slipway.Cli.Output;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway explain FILE:LINE</c>, <c>slipway explain RUN [ITEM]</c></summary>
internal static class ExplainVerb
{
    public static Command Make(Host host)
    {
        var what = new Argument<string?>("FILE:LINE|RUN")
        {
            Description =
                "A checklist and a line of it, as editors and errors write it; or a run, its folder, or its bundle (a .zip file). Default: the latest run.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var item = new Argument<string?>("ITEM")
        {
            Description = "Of a run: the line of one item, or words of it. Default: all that decided.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var environment = SharedOptions.Environment();
        var settings = SharedOptions.Settings();
        var runs = SharedOptions.Runs();
        var format = SharedOptions.Format("text", "json");
        var verb = new Command(
            "explain",
            "Say what was understood of a line, by which rule, and how to say it otherwise; or tell what the gates and triggers of a run decided, made again of its evidence. Exit codes: 0 it is told (of a run: all of it comes out again), 1 the line is no item, or evidence says otherwise, 2 it cannot be told."
        )
        {
            what,
            item,
            environment,
            settings,
            runs,
            format,
        };
        verb.SetAction(parsed =>
        {
            var (named, asJson) = (parsed.GetValue(what), parsed.GetValue(format) == "json");
            return named is not null && PlaceIn(host, named) is var (file, line)
                ? Line(host, file, line, parsed.GetValue(settings), parsed.GetValue(environment))
                : Run(host, parsed.GetValue(runs)!, named, parsed.GetValue(item), asJson);
        });
        return verb;
    }

    private static int Line(Host host, string file, int line, string? settings, string? environment)
    {
        var inputs = Inputs.Read(host, file, settings, environment);
        if (Explainer.Explain(inputs.Checklist, line) is not { } explanation)
        {
            host.Err.WriteLine(
                $"slipway: {file}:{line} is no item: an explanation, a heading without time, or text that belongs to the item above. To make it one, put `- [ ]` before it."
            );
            return ExitCodes.NoGo;
        }

        ExplanationText.Write(host.OutForPeople, explanation);
        return ExitCodes.Go;
    }

    private static int Run(Host host, string runs, string? name, string? item, bool asJson)
    {
        using var place = BundlePlace.Find(host, runs, name);
        var opened = StatusVerb.Open(place.Folder);
        var told = Chosen(ToldDecision.In(opened), item, place.Name);
        if (asJson)
        {
            host.Out.WriteLine(ToldDecisionJson.Write(opened, told, place.Name).ToJsonString());
        }
        else
        {
            ToldDecisionText.Write(host.OutForPeople, told, opened.Folder);
        }

        foreach (var fault in opened.Faults)
        {
            host.Err.WriteLine($"slipway: {place.Name}: {fault}");
        }

        return opened.Faults.Count > 0 && told.All(it => it.Again == Verdict.Pass) ? ExitCodes.NoGo
            : told.Any(it => it.Again == Verdict.Fail) ? ExitCodes.NoGo
            : told.Any(it => it.Again != Verdict.Pass) ? ExitCodes.Unusable
            : ExitCodes.Go;
    }

    private static IReadOnlyList<ToldDecision> Chosen(IReadOnlyList<ToldDecision> all, string? item, string name)
    {
        if (all.Count == 0)
        {
            throw new UnusableException(
                $"in {name} no gate of a step of traffic and no trigger has decided anything; `slipway report` shows the evidence of all other lines"
            );
        }

        var chosen = item is null ? all : [.. all.Where(it => Names(it, item))];
        var steps = chosen.Select(it => it.Line).Distinct().Count();
        return item is null || steps == 1 ? chosen
            : steps == 0 ? throw new UnusableException($"{item} names no gate or trigger of {name} that decided; these did: {Places(all)}")
            : throw new UnusableException($"{item} names {steps} items of {name}: {Places(chosen)}; say the line");
    }

    private static bool Names(ToldDecision it, string item) =>
        int.TryParse(item.TrimStart('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? it.Line == line
            : it.Where == item || it.Text.Contains(item, StringComparison.OrdinalIgnoreCase);

    private static string Places(IEnumerable<ToldDecision> told) => string.Join(", ", told.Select(it => it.Where).Distinct());

    /// <summary>File and line; null where a run is named.</summary>
    private static (string File, int Line)? PlaceIn(Host host, string named)
    {
        var colon = named.LastIndexOf(':');
        if (colon > 0 && int.TryParse(named.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line > 0)
        {
            return (named[..colon], line);
        }

        var isDocument = File.Exists(host.Full(named)) && !named.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        return isDocument || colon > 0
            ? throw new UnusableException($"{named} names no line; write FILE:LINE, for instance GO-LIVE.md:42, or the name of a run")
            : null;
    }
}
