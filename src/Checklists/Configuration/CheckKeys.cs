namespace Slipway.Checklists.Configuration;

/// <summary>The keys of a check in a file of checks.</summary>
internal static class CheckKeys
{
    /// <summary>The whole file: names, each with a check.</summary>
    public static Shape.MapOf Table { get; } =
        new(
            "check",
            TextRules.Words,
            new Shape.Keys(
                "check",
                [
                    new("check", new Shape.Text(TextRules.CheckKind), "The kind of check; every other key is a setting of it.")
                    {
                        Required = true,
                    },
                    new(
                        "expect",
                        new Shape.Text(TextRules.Expectation),
                        "What must be seen for a pass, in the words of the expectations guide."
                    ),
                    new(
                        "limit",
                        new Shape.Text(TextRules.Duration(TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(24))),
                        "Longest time of the look."
                    ),
                ]
            )
            {
                WithCheckSettings = true,
            }
        );
}
