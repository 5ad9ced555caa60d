using System.Text;

namespace Slipway.Checklists.Configuration;

/// <summary>Writes a table of keys as the options table of a guide.</summary>
internal static class OptionsTable
{
    /// <summary>A Markdown table: key, value, default, meaning. Keys below others are written with dots, names of the author's as <c>NAME</c>.</summary>
    public static string Write(Shape.Keys keys)
    {
        var table = new StringBuilder("| key | value | default | meaning |\n|---|---|---|---|\n");
        AddRows(table, keys, "");
        return table.ToString();
    }

    private static void AddRows(StringBuilder table, Shape.Keys keys, string above)
    {
        foreach (var key in keys.All)
        {
            var name = above + key.Name;
            table.Append($"| `{name}` | {TypeOf(key.Shape)} | {key.Default ?? ""} | {Cell(key.Meaning)} |\n");
            AddBelow(table, key.Shape, name);
        }
    }

    /// <summary>An annotation and a check have tables of their own; they are not repeated below every key that takes one.</summary>
    private static void AddBelow(StringBuilder table, Shape shape, string name)
    {
        switch (shape)
        {
            case Shape.Keys { WithCheckSettings: false, ExactlyOne: false } keys:
                AddRows(table, keys, $"{name}.");
                break;
            case Shape.ListOf { Each: Shape.Keys each }:
                AddRows(table, each, $"{name}[].");
                break;
            case Shape.MapOf { Each: Shape.Keys { WithCheckSettings: false, ExactlyOne: false } each } map:
                AddRows(table, each, $"{name}.{map.Of.ToUpperInvariant()}.");
                break;
        }
    }

    private static string TypeOf(Shape shape) =>
        shape switch
        {
            Shape.Text { Rule.Choices.Count: > 0 } text => string.Join(", ", text.Rule.Choices.Select(it => $"`{it}`")),
            Shape.Text { Rule.Range: var (low, high) } => $"{low} to {high}",
            Shape.Text text => text.Rule.Type,
            Shape.ListOf { Each: Shape.Text } => "list of texts",
            Shape.ListOf => "list",
            Shape.MapOf { Each: Shape.Text text } map => $"{map.Of} name: {(text.Rule.Choices.Count > 0 ? TypeOf(text) : text.Rule.Type)}",
            Shape.MapOf map => $"{map.Of} name: keys",
            Shape.Keys { ExactlyOne: true } keys => $"one of {string.Join(", ", keys.All.Select(it => $"`{it.Name}`"))}",
            _ => "keys",
        };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
