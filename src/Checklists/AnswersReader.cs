using Slipway.Checklists.Configuration;
using Slipway.Checklists.Filling;

namespace Slipway.Checklists;

/// <summary>
/// Reads answers that a person prepared in a file: by the line of an item or by its words, one value or several keys. Every fault
/// is collected with its line and column.
/// </summary>
public static class AnswersReader
{
    /// <summary>Reads answers to the items of a checklist.</summary>
    /// <param name="text">The YAML, at most 1,048,576 characters.</param>
    /// <param name="file">The path as it was given, for the faults.</param>
    /// <param name="checklist">The checklist that is answered.</param>
    public static ReadAnswers Read(string text, string file, Checklist checklist)
    {
        var faults = new List<Fault>();
        var root = YamlTree.Read(text, file, 0, faults);
        if (root is not null and not YamlPart.Mapping)
        {
            faults.Add(
                new(
                    "SW1006",
                    file,
                    root.Line,
                    root.Column,
                    "Answers are keys with values.",
                    "Write: 164: \"Yes\", or the words of the item and its answer."
                )
            );
        }

        var answers = new List<Answer>();
        var items = new ItemFinder(checklist, file, faults);
        var binder = new AnswerBinder(checklist, file, faults);
        foreach (var (key, value) in (root as YamlPart.Mapping)?.Pairs ?? [])
        {
            if (items.Find(key) is { } line && binder.Bind(line, value) is { } answer)
            {
                answers.Add(answer);
            }
        }

        return faults.Count == 0
            ? new ReadAnswers.Usable([.. answers.OrderBy(it => it.Line)])
            : new ReadAnswers.Unusable([.. faults.OrderBy(it => it.Line).ThenBy(it => it.Column)]);
    }
}
