using Slipway.Checklists.Configuration;
using static Slipway.Checklists.Configuration.KeySpec;

namespace Slipway.Checklists.Filling;

/// <summary>Makes an answer of what was written, and says which of the item's places it fills.</summary>
internal sealed class AnswerBinder(Checklist checklist, string file, List<Fault> faults)
{
    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase)
    {
        "true",
        "x",
        "yes",
        "y",
        "done",
        "ok",
        "✓",
        "☑",
        "✅",
        "ja",
        "sí",
        "oui",
        "sim",
    };
    private static readonly HashSet<string> No = new(StringComparer.OrdinalIgnoreCase)
    {
        "false",
        "no",
        "n",
        "not done",
        "☐",
        "nein",
        "non",
        "não",
    };

    /// <summary>The keys of an answer that has several parts.</summary>
    public static Shape.Keys Table { get; } =
        new(
            "answer",
            [
                Text("tick", TextRules.Flag, "Ticks the box, or empties it."),
                Text("value", TextRules.Any, "Goes into the first blank."),
                new(
                    "values",
                    new Shape.ListOf(new Shape.Text(TextRules.Any with { MayBeNothing = true })),
                    "Go into the blanks in their order; ~ leaves one as it is."
                ),
                Text("name", TextRules.Words, "Goes into the first blank for a name or signature."),
                Text("date", TextRules.Words, "Goes into the first blank for a date."),
                Text("time", TextRules.Words, "Goes into the first blank for a time."),
                Text("by", TextRules.Words, "Who answers; kept with the record of a run."),
                Text("reason", TextRules.Words, "Why; kept with the record of a run."),
            ]
        );

    private readonly ILookup<int, Place> _places = checklist.Places.ToLookup(it => it.Line);

    /// <summary>The answer to the item on a line; null with faults when it cannot be used.</summary>
    public Answer? Bind(int line, YamlPart value)
    {
        var before = faults.Count;
        var answer = value is YamlPart.Scalar scalar ? BindScalar(line, scalar) : BindKeys(line, value);
        return faults.Count == before ? answer : null;
    }

    private Answer? BindScalar(int line, YamlPart.Scalar scalar)
    {
        if (scalar.Nothing)
        {
            Add("SW1013", scalar, "The answer has no value.", "Write a value, true or false, or leave the line out.");
            return null;
        }

        bool? said =
            Yes.Contains(scalar.Text) ? true
            : No.Contains(scalar.Text) ? false
            : null;
        var blanks = Blanks(line);
        var box = HasBox(line);
        var isTick = scalar.Plain && scalar.Text is "true" or "false" or "x" or "X" or "✓";
        if (said is not null && box && (isTick || blanks.Count == 0))
        {
            return new()
            {
                Line = line,
                Tick = said,
                Filling = new() { Line = line, Tick = said },
            };
        }

        var values = isTick && blanks is [{ Choices.Count: > 0 } list, ..] ? ChoiceFor(list, said) ?? scalar.Text : scalar.Text;
        return Placed(
            new()
            {
                Line = line,
                Tick = blanks.Count == 0 ? said : null,
                Values = [values],
                Filling = new() { Line = line },
            },
            _ => scalar
        );
    }

    private Answer? BindKeys(int line, YamlPart part)
    {
        var before = faults.Count;
        new ShapeReader(file, faults).Check(part, Table, "answer");
        if (faults.Count > before || part is not YamlPart.Mapping keys)
        {
            return null;
        }

        if (keys["value"] is not null && keys["values"] is { } both)
        {
            Add("SW1015", both, "An answer has either 'value' or 'values'.", "Keep one of the two.");
            return null;
        }

        var list =
            keys["values"] is YamlPart.Sequence several ? several.Parts
            : keys["value"] is { } single ? [single]
            : [];
        var answer = new Answer
        {
            Line = line,
            Tick = Said(keys, "tick") is { } tick ? tick == "true" : null,
            Values = [.. list.Select(it => it is YamlPart.Scalar { Nothing: false } text ? text.Text : null)],
            Name = Said(keys, "name"),
            Date = Said(keys, "date"),
            Time = Said(keys, "time"),
            By = Said(keys, "by"),
            Reason = Said(keys, "reason"),
            Filling = new() { Line = line },
        };
        return Placed(answer, it => it < list.Count ? list[it] : part);
    }

    /// <summary>Gives every part of an answer its place; what has none is said, because a run uses the answer all the same.</summary>
    private Answer Placed(Answer answer, Func<int, YamlPart> at)
    {
        var blanks = Blanks(answer.Line);
        var filled = new Dictionary<int, string>();
        var left = new List<string>();
        for (var i = 0; i < answer.Values.Count; i++)
        {
            if (answer.Values[i] is { } value && i < blanks.Count)
            {
                Check(blanks[i], value, at(i));
                filled[blanks[i].Index] = value;
            }
            else if (answer.Values[i] is { } rest)
            {
                left.Add($"'{rest}'");
            }
        }

        AddKind(answer.Name, PlaceKind.Name, "name");
        AddKind(answer.Date, PlaceKind.Date, "date");
        AddKind(answer.Time, PlaceKind.Time, "time");
        var tick = HasBox(answer.Line) ? answer.Tick : null;
        if (answer.Tick is not null && tick is null && answer.Values.Count == 0)
        {
            left.Add("the tick");
        }

        return answer with
        {
            Filling = new()
            {
                Line = answer.Line,
                Tick = tick,
                Blanks = filled,
            },
            NotWritten = left.Count == 0 ? null : $"The item on line {answer.Line} has no place for {string.Join(", ", left)}.",
        };

        void AddKind(string? value, PlaceKind kind, string what)
        {
            if (value is null)
            {
                return;
            }

            if (blanks.FirstOrDefault(it => it.Kind == kind && !filled.ContainsKey(it.Index)) is { } blank)
            {
                filled[blank.Index] = value;
            }
            else
            {
                left.Add($"the {what}");
            }
        }
    }

    private void Check(Place blank, string value, YamlPart at)
    {
        if (blank.Choices.Count > 0 && !blank.Choices.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            Add("SW1305", at, $"'{value}' is none of the choices on line {blank.Line}.", Nearest.Say(value, blank.Choices.ToList()));
        }
        else if (
            blank is { Kind: PlaceKind.Number, Unit: not null }
            && !value.Any(char.IsAsciiDigit)
            && !value.StartsWith("n/a", StringComparison.OrdinalIgnoreCase)
        )
        {
            Add("SW1306", at, $"Line {blank.Line} asks for a number.", $"Write a number in {blank.Unit}, or n/a.");
        }
    }

    private List<Place> Blanks(int line) => [.. _places[line].Where(it => it.Kind != PlaceKind.Box).OrderBy(it => it.Index)];

    private bool HasBox(int line) => _places[line].Any(it => it.Kind == PlaceKind.Box);

    private static string? ChoiceFor(Place list, bool? said) => list.Choices.FirstOrDefault(it => (said == true ? Yes : No).Contains(it));

    private static string? Said(YamlPart.Mapping keys, string name) => (keys[name] as YamlPart.Scalar)?.Text;

    private void Add(string code, YamlPart at, string message, string allowed) =>
        faults.Add(new(code, file, at.Line, at.Column, message, allowed));
}
