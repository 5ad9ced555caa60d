using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.Checklists.Tests.Corpus;

/// <summary>Holds the reader against what careful readers said of real checklists. The documents are not part of this repository.</summary>
[Trait("needs", "corpus")]
public sealed partial class CorpusTests
{
    private static readonly string[] Work = ["command", "http", "sql", "metric", "traffic", "backup"];

    [Fact]
    public void careful_readers_are_met()
    {
        var rows = Surroundings.Seeds.SelectMany(Rows).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        Share(rows, _ => true, it => it.Got is not null).ShouldBeGreaterThanOrEqualTo(0.995);
        Share(rows, _ => true, it => it.Kind == it.Label("kind")).ShouldBeGreaterThanOrEqualTo(0.97);
        Share(rows, _ => true, it => it.Kind == it.Label("kind") || it.Also.Contains(it.Kind)).ShouldBeGreaterThanOrEqualTo(0.98);
        Share(rows, it => it.Label("expect") is not null, it => Parts(it.Said("expect")).SetEquals(Parts(it.Label("expect"))))
            .ShouldBeGreaterThanOrEqualTo(0.95);
        Share(rows, it => it.Times.Any(), it => it.Times.All(it.SaysTime)).ShouldBeGreaterThanOrEqualTo(0.95);
        Share(rows, it => it.Got is not null, it => it.Got!["ticked"]!.GetValue<bool>() == it.Claimed).ShouldBe(1);
    }

    [Fact]
    public void nothing_of_the_way_back_leaks_and_no_work_stalls()
    {
        var rows = Surroundings.Seeds.SelectMany(Rows).Where(it => it.Got is not null).ToList();

        rows.Where(it => it.Label("kind") is "trigger" or "rollback-step" && it.Forward).ShouldBeEmpty();
        rows.Where(it => Work.Contains(it.Label("kind")) && !it.Forward).ShouldBeEmpty();
    }

    [Fact]
    public void every_box_is_an_item()
    {
        foreach (var seed in Surroundings.Seeds)
        {
            var boxes = File.ReadLines(seed).Count(it => Box().IsMatch(it));
            Read(seed)
                .Items.Count(it => Box().IsMatch(File.ReadLines(seed).ElementAt(it.Line - 1)))
                .ShouldBe(boxes, Path.GetFileName(seed));
        }
    }

    private static double Share(IEnumerable<Row> rows, Func<Row, bool> of, Func<Row, bool> holds)
    {
        var all = rows.Where(of).ToList();
        return (double)all.Count(holds) / all.Count;
    }

    private static Plan Read(string seed) =>
        ChecklistReader
            .Read(File.ReadAllBytes(seed), Path.GetFileName(seed), Settings.None, NoRepository.Instance)
            .Match(it => it.Checklist.Plan, it => throw new InvalidOperationException(it.Faults[0].ToString()));

    private static IEnumerable<Row> Rows(string seed)
    {
        var gold = Path.Combine(Path.GetDirectoryName(seed)!, "..", "gold", Path.GetFileNameWithoutExtension(seed) + ".jsonl");
        var items = PlanJson.Write(Read(seed))["items"]!.AsArray().Select(it => it!.AsObject()).ToLookup(it => it["line"]!.GetValue<int>());
        foreach (var line in File.ReadLines(gold))
        {
            var label = JsonNode.Parse(line)!.AsObject();
            var got = items[label["line"]!.GetValue<int>()].ToList();
            var kind = label["kind"]!.GetValue<string>();
            yield return new(label, got.Find(it => it["kind"]!.GetValue<string>() == kind) ?? got.FirstOrDefault());
        }
    }

    private static HashSet<string> Parts(string? expectation) =>
        expectation is null
            ? []
            :
            [
                .. Joined()
                    .Split(Spelled().Replace(expectation.ToLowerInvariant().Replace('"', '\''), "$1 $2"))
                    .Select(it => Blanks().Replace(it, " ").Trim()),
            ];

    [GeneratedRegex(@"^\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s")]
    private static partial Regex Box();

    [GeneratedRegex(@"\s+and\s+(?=(?:[^']*'[^']*')*[^']*$)")]
    private static partial Regex Joined();

    [GeneratedRegex(@"(\d)\s*(%|(?:ms|s|min|h|gb|mb|kb|x)\b)")]
    private static partial Regex Spelled();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    /// <summary>A label and the item on its line.</summary>
    private sealed record Row(JsonObject Labels, JsonObject? Got)
    {
        private static readonly string[] Moments = ["for", "cadence", "at"];

        public string Kind => Said("kind") ?? "";

        public bool Forward => Got!["forward"]!.GetValue<bool>();

        public bool Claimed => Labels["already_checked"]?.GetValue<bool>() ?? false;

        public IEnumerable<string> Also => Labels["also"] is JsonArray also ? also.Select(it => it!.GetValue<string>()) : [];

        public IEnumerable<string> Times => Moments.Where(it => Label(it) is not null);

        public string? Label(string name) => Labels[name]?.GetValue<string>();

        public string? Said(string name) => Got?[name]?.GetValue<string>();

        public bool SaysTime(string name) =>
            new[] { name, "deadline", "window", "estimate" }.Any(it => Minutes(Said(it)) == Minutes(Label(name)));

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
    }
}
