namespace Slipway.Checklists.Configuration;

/// <summary>The keys of the section <c>tests</c>.</summary>
internal static class TestKeys
{
    private static readonly TextRule Share = new(
        "SW1008",
        "share",
        "A number from 0 to 1, for instance 0.8.",
        it =>
            decimal.TryParse(
                it,
                System.Globalization.NumberStyles.AllowDecimalPoint,
                System.Globalization.CultureInfo.InvariantCulture,
                out var number
            )
            && number <= 1
    )
    {
        JsonType = "scalar",
    };

    private static readonly TextRule Days = new(
        "SW1009",
        "duration",
        "Whole days from 1d to 90d, for instance 14d or 2w.",
        it => Kernel.Durations.TryParse(it) is { TotalDays: >= 1 and <= 90 } span && span.Ticks % TimeSpan.TicksPerDay == 0
    );

    private static readonly IReadOnlyList<KeySpec> OfEveryOwner =
    [
        new("flaky-from", new Shape.Text(Share), "Chance that a test is flaky now, from which on it may be quarantined.")
        {
            Default = "0.5",
        },
        new("min-failures", new Shape.Text(TextRules.Whole(1, 1000)), "Flakes that it takes in the time that counts.") { Default = "1" },
        new("min-outcomes", new Shape.Text(TextRules.Whole(1, 100_000)), "Outcomes that it takes in the time that counts.")
        {
            Default = "1",
        },
        new("quarantine-for", new Shape.Text(Days), "How long an entry holds, in whole days.") { Default = "14d" },
    ];

    /// <summary>The section.</summary>
    public static Shape.Keys Table { get; } =
        new(
            "tests",
            [
                .. OfEveryOwner,
                new(
                    "lookback",
                    new Shape.Text(TextRules.Duration(TimeSpan.FromDays(1), TimeSpan.FromDays(3650))),
                    "The time that counts, before the last outcome."
                )
                {
                    Default = "all of the history",
                },
                new(
                    "exclude",
                    new Shape.ListOf(new Shape.Text(TextRules.Words)),
                    "Patterns of source files whose tests are never quarantined, as in .gitignore; where a test's file is not known, it is not quarantined either."
                ),
                new(
                    "exempt",
                    new Shape.ListOf(new Shape.Text(TextRules.Words)),
                    "Tests that are never quarantined: a name, or `suite › test`; `*` stands for anything."
                ),
                new(
                    "owners",
                    new Shape.MapOf("owner", TextRules.Words, new Shape.Keys("owner", OfEveryOwner)),
                    "What holds for the tests of an owner instead, by the name that CODEOWNERS has."
                ),
            ]
        );
}
