namespace Slipway.Checklists.Configuration;

/// <summary>Holds a piece of YAML against its shape and collects every fault, each with its place and what is allowed.</summary>
internal sealed class ShapeReader(string file, List<Fault> faults)
{
    /// <summary>Checks a part; <paramref name="of"/> is its name for people.</summary>
    public void Check(YamlPart part, Shape shape, string of)
    {
        switch (shape)
        {
            case Shape.Text text:
                CheckText(part, text.Rule, of);
                break;
            case Shape.ListOf list:
                CheckList(part, list, of);
                break;
            case Shape.MapOf map:
                CheckMap(part, map, of);
                break;
            case Shape.Keys keys:
                CheckKeys(part, keys, of);
                break;
        }
    }

    private void CheckText(YamlPart part, TextRule rule, string of)
    {
        if (part is not YamlPart.Scalar scalar)
        {
            Add("SW1006", part, $"'{of}' is {part.Name}, not one value.", rule.Allowed);
        }
        else if (scalar.Nothing && rule.MayBeNothing)
        {
            return;
        }
        else if (scalar.Nothing)
        {
            Add("SW1013", part, $"'{of}' has no value.", $"{rule.Allowed} Or leave the key out.");
        }
        else if (rule.Also?.Invoke(scalar.Text) is var (code, message, allowed))
        {
            Add(code, part, message, allowed);
        }
        else if (!rule.Holds(scalar.Text))
        {
            var said = rule.Hidden || scalar.Text.Trim().Length == 0 ? "" : $" '{Short(scalar.Text)}'";
            var allowedHere = rule.Choices.Count > 0 ? Nearest.Say(scalar.Text, rule.Choices) : rule.Allowed;
            Add(rule.Code, part, $"'{of}' cannot be{said}.", allowedHere);
        }
    }

    private void CheckList(YamlPart part, Shape.ListOf list, string of)
    {
        if (part is not YamlPart.Sequence sequence)
        {
            Add("SW1006", part, $"'{of}' is {part.Name}, not a list.", "Write a list: [a, b], or one entry per line behind '- '.");
            return;
        }

        for (var i = 0; i < sequence.Parts.Count; i++)
        {
            Check(sequence.Parts[i], list.Each, $"{of}[{i + 1}]");
        }
    }

    private void CheckMap(YamlPart part, Shape.MapOf map, string of)
    {
        if (AsMapping(part, of, $"Write one {map.Of} per line: name: value.") is not { } mapping)
        {
            return;
        }

        foreach (var (key, value) in mapping.Pairs)
        {
            if (!map.Name.Holds(key.Text))
            {
                Add(map.Name.Code, key, $"'{Short(key.Text)}' is no name of a {map.Of}.", map.Name.Allowed);
            }

            Check(value, map.Each, $"{of}.{Short(key.Text)}");
        }
    }

    private void CheckKeys(YamlPart part, Shape.Keys keys, string of)
    {
        var names = keys.All.Select(it => it.Name).ToList();
        if (part is YamlPart.Scalar { Nothing: false } && keys.InsteadOfText is var (code, message, allowed))
        {
            Add(code, part, message, allowed);
            return;
        }

        if (AsMapping(part, of, $"Allowed: {string.Join(", ", names)}.") is not { } mapping)
        {
            return;
        }

        foreach (var (key, value) in mapping.Pairs)
        {
            CheckKey(key, value, keys, names, of, hasCheck: mapping["check"] is not null);
        }

        CheckPresence(mapping, keys, names, of);
    }

    private void CheckKey(YamlPart.Scalar key, YamlPart value, Shape.Keys keys, List<string> names, string of, bool hasCheck)
    {
        var path = of.Length == 0 ? Short(key.Text) : $"{of}.{Short(key.Text)}";
        if (keys.All.FirstOrDefault(it => it.Name == key.Text) is { } known)
        {
            Check(value, known.Shape, path);
        }
        else if (keys.Elsewhere.TryGetValue(key.Text, out var fault))
        {
            Add(fault.Code, key, fault.Message, fault.Allowed);
        }
        else if (keys.WithCheckSettings && hasCheck)
        {
            CheckText(value, TextRules.Any, path);
        }
        else
        {
            var where = of.Length == 0 ? "here" : $"under '{of}'";
            var hint = keys.WithCheckSettings ? " Settings of a check need 'check' beside them." : "";
            Add("SW1005", key, $"'{Short(key.Text)}' is not known {where}.", Nearest.Say(key.Text, names) + hint);
        }
    }

    private void CheckPresence(YamlPart.Mapping mapping, Shape.Keys keys, List<string> names, string of)
    {
        foreach (var missing in keys.All.Where(it => it.Required && mapping[it.Name] is null))
        {
            Add("SW1013", mapping, $"'{of}' lacks '{missing.Name}'.", $"{missing.Meaning}");
        }

        if (keys.ExactlyOne && mapping.Pairs.Count(it => names.Contains(it.Key.Text)) != 1)
        {
            Add("SW1015", mapping, $"'{of}' needs exactly one of {string.Join(", ", names)}.", "Keep one and take the others out.");
        }
    }

    private YamlPart.Mapping? AsMapping(YamlPart part, string of, string allowed)
    {
        if (part is YamlPart.Mapping mapping)
        {
            return mapping;
        }

        var what = of.Length == 0 ? "This" : $"'{of}'";
        var leave = part is YamlPart.Scalar { Nothing: true } ? " Or leave the key out." : "";
        Add("SW1006", part, $"{what} is {part.Name}, not keys with values.", allowed + leave);
        return null;
    }

    private void Add(string code, YamlPart at, string message, string allowed) =>
        faults.Add(new(code, file, at.Line, at.Column, message, allowed));

    private static string Short(string text)
    {
        var shown = string.Concat(text.Select(it => char.IsControl(it) ? ' ' : it));
        return shown.Length <= 60 ? shown : shown[..60] + "…";
    }
}
