namespace Slipway.Checklists.Configuration;

/// <summary>A piece of a YAML document that knows where it stands, so that every fault can point at it.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Column">1-based column, counted in characters.</param>
internal abstract record YamlPart(int Line, int Column)
{
    /// <summary>One text; <paramref name="Plain"/> when it stood without quotes.</summary>
    public sealed record Scalar(int Line, int Column, string Text, bool Plain) : YamlPart(Line, Column)
    {
        /// <summary>Nothing was written: <c>key:</c>, <c>~</c> or <c>null</c>.</summary>
        public bool Nothing => Plain && Text is ("" or "~" or "null");
    }

    /// <summary>A list.</summary>
    public sealed record Sequence(int Line, int Column, IReadOnlyList<YamlPart> Parts) : YamlPart(Line, Column);

    /// <summary>Keys with values, in the order written.</summary>
    public sealed record Mapping(int Line, int Column, IReadOnlyList<YamlPair> Pairs) : YamlPart(Line, Column)
    {
        /// <summary>The value of a key, or null when it was not written.</summary>
        public YamlPart? this[string key] => Pairs.FirstOrDefault(it => it.Key.Text == key)?.Value;
    }

    /// <summary>What it is, for a person.</summary>
    public string Name =>
        this switch
        {
            Scalar { Nothing: true } => "nothing",
            Scalar => "a text",
            Sequence => "a list",
            _ => "a mapping",
        };
}

/// <summary>One key with its value.</summary>
internal sealed record YamlPair(YamlPart.Scalar Key, YamlPart Value);
