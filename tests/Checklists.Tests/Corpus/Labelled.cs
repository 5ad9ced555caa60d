using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.Checklists.Tests.Corpus;

/// <summary>A label that a careful reader gave a line, and the item that was read there.</summary>
internal sealed partial record Labelled(JsonObject Labels, JsonObject? Got)
{
    private static readonly string[] Moments = ["for", "cadence", "at"];
    private static readonly string[] Work = ["command", "http", "sql", "metric", "traffic", "backup"];

    /// <summary>The labels of a document, each with what was read on its line.</summary>
    /// <param name="document">Path of the document.</param>
    /// <param name="labels">Path of its labels, one JSON object a line.</param>
    public static IEnumerable<Labelled> Read(string document, string labels)
    {
        var items = PlanJson.Write(PlanOf(document))["items"]!
            .AsArray()
            .Select(it => it!.AsObject())
            .ToLookup(it => it["line"]!.GetValue<int>());
        foreach (var line in File.ReadLines(labels))
        {
            var label = JsonNode.Parse(line)!.AsObject();
            var got = items[label["line"]!.GetValue<int>()].ToList();
            var kind = label["kind"]!.GetValue<string>();
            yield return new(label, got.Find(it => it["kind"]!.GetValue<string>() == kind) ?? got.FirstOrDefault());
        }
    }

    public static Plan PlanOf(string document) =>
        ChecklistReader
            .Read(File.ReadAllBytes(document), Path.GetFileName(document), Settings.None, NoRepository.Instance)
            .Match(it => it.Checklist.Plan, it => throw new InvalidOperationException(it.Faults[0].ToString()));

    /// <summary>The share of the rows that hold, from 0 to 1.</summary>
    public static double Share(IEnumerable<Labelled> rows, Func<Labelled, bool> of, Func<Labelled, bool> holds)
    {
        var all = rows.Where(of).ToList();
        return (double)all.Count(holds) / all.Count;
    }

    public string Kind => Said("kind") ?? "";

    public bool IsFound => Got is not null;

    public bool IsStrict => Kind == Label("kind");

    public bool IsLenient => IsStrict || IsFound && (Names(Labels["also"]).Contains(Kind) || Names(Got!["also"]).Contains(Label("kind")));

    public bool Expects => Label("expect") is not null;

    public bool MeetsExpectation => Parts(Said("expect")).SetEquals(Parts(Label("expect")));

    public IEnumerable<string> Times => Moments.Where(it => Label(it) is not null);

    public bool MeetsTimes => IsFound && Times.All(SaysTime);

    public bool MeetsTick => Got!["ticked"]!.GetValue<bool>() == (Labels["already_checked"]?.GetValue<bool>() ?? false);

    public bool Forward => Got!["forward"]!.GetValue<bool>();

    /// <summary>A part of the way back that would be reached on the way forward.</summary>
    public bool Leaks => IsFound && Label("kind") is "trigger" or "rollback-step" && Forward;

    /// <summary>Forward work that would never be reached. Reference text and what must not be run are never meant to be.</summary>
    public bool Stalls =>
        IsFound && Work.Contains(Label("kind")) && !Forward && Said("scope") is not ("reference" or "do-not-run" or "template");

    public override string ToString() => $"line {Labels["line"]}: {Labels["text"]}";

    public string? Label(string name) => Labels[name]?.GetValue<string>();

    private string? Said(string name) => Got?[name]?.GetValue<string>();

    private bool SaysTime(string name) =>
        new[] { name, "deadline", "window", "estimate" }.Any(it => Minutes(Said(it)) == Minutes(Label(name)));

    private static IEnumerable<string> Names(JsonNode? list) => list is JsonArray names ? names.Select(it => it!.GetValue<string>()) : [];

    private static HashSet<string> Parts(string? expectation) =>
        expectation is null
            ? []
            :
            [
                .. Joined()
                    .Split(Spelled().Replace(expectation.ToLowerInvariant().Replace('"', '\''), "$1 $2"))
                    .Select(it => Blanks().Replace(it, " ").Trim()),
            ];

    private static string? Minutes(string? text)
    {
        var unit =
            text?.Length > 1 && double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? text[^1] : ' ';
        return unit switch
        {
            's' or 'm' or 'h' or 'd' or 'w' => (double.Parse(text![..^1], CultureInfo.InvariantCulture) * Factor(unit)).ToString(
                CultureInfo.InvariantCulture
            ),
            _ => text,
        };
    }

    private static double Factor(char unit) =>
        unit switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86400,
            _ => 604800,
        };

    [GeneratedRegex(@"\s+and\s+(?=(?:[^']*'[^']*')*[^']*$)")]
    private static partial Regex Joined();

    [GeneratedRegex(@"(\d)\s*(%|(?:ms|s|min|h|gb|mb|kb|x)\b)")]
    private static partial Regex Spelled();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
