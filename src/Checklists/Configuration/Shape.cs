namespace Slipway.Checklists.Configuration;

/// <summary>
/// What may stand under a key. One table of these is the source of the reader's validation, of the JSON schema and of the tables
/// in the guides, so that the three cannot disagree.
/// </summary>
internal abstract record Shape
{
    private Shape() { }

    /// <summary>One text that a rule holds against.</summary>
    public sealed record Text(TextRule Rule) : Shape;

    /// <summary>A list of one shape.</summary>
    public sealed record ListOf(Shape Each) : Shape;

    /// <summary>Names that the author chooses, each with a value of one shape.</summary>
    /// <param name="Of">What a name stands for, in words: <c>environment</c>.</param>
    /// <param name="Name">What a name must be.</param>
    /// <param name="Each">What stands under a name.</param>
    public sealed record MapOf(string Of, TextRule Name, Shape Each) : Shape;

    /// <summary>A mapping with the keys that there are.</summary>
    public sealed record Keys(string Of, IReadOnlyList<KeySpec> All) : Shape
    {
        /// <summary>Exactly one of the keys must be given.</summary>
        public bool ExactlyOne { get; init; }

        /// <summary>With <c>check:</c> given, every other key is a setting of that check.</summary>
        public bool WithCheckSettings { get; init; }

        /// <summary>Keys that are known elsewhere, and what to say when one is found here.</summary>
        public IReadOnlyDictionary<string, (string Code, string Message, string Allowed)> Elsewhere { get; init; } =
            new Dictionary<string, (string, string, string)>();

        /// <summary>What to say when a text stands here instead of a mapping; null for the usual words.</summary>
        public (string Code, string Message, string Allowed)? InsteadOfText { get; init; }
    }
}

/// <summary>One key.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Shape">What stands under it.</param>
/// <param name="Meaning">One sentence for the guide and the schema.</param>
internal sealed record KeySpec(string Name, Shape Shape, string Meaning)
{
    /// <summary>The default in words; null when there is none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether the mapping is not usable without it.</summary>
    public bool Required { get; init; }

    /// <summary>A key whose value is one text.</summary>
    public static KeySpec Text(string name, TextRule rule, string meaning) => new(name, new Shape.Text(rule), meaning);
}

/// <summary>What one text must be.</summary>
/// <param name="Code">Code of the fault when it is not.</param>
/// <param name="Type">Its name in tables: <c>duration</c>.</param>
/// <param name="Allowed">What is allowed, in a sentence.</param>
/// <param name="Holds">Whether a text is allowed.</param>
internal sealed record TextRule(string Code, string Type, string Allowed, Func<string, bool> Holds)
{
    /// <summary>The values there are, for a choice; empty otherwise.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Type in the JSON schema: <c>string</c>, <c>integer</c>, <c>boolean</c>, or <c>scalar</c> for any of them.</summary>
    public string JsonType { get; init; } = "string";

    /// <summary>Pattern in the JSON schema, or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>Range in the JSON schema, or null.</summary>
    public (int Low, int High)? Range { get; init; }

    /// <summary>A flag may be given by its name alone in a comment.</summary>
    public bool Flag { get; init; }

    /// <summary>The text may hold a secret and is never repeated in a fault.</summary>
    public bool Hidden { get; init; }

    /// <summary>Nothing may stand there: <c>~</c>.</summary>
    public bool MayBeNothing { get; init; }

    /// <summary>What is wrong beyond the rule, told with its own code; null when nothing is.</summary>
    public Func<string, (string Code, string Message, string Allowed)?>? Also { get; init; }
}
