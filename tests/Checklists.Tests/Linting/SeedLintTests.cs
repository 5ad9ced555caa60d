namespace Slipway.Checklists.Tests.Linting;

/// <summary>
/// What a careful reader found in the real documents, as far as the documents alone decide it. They are not part of this
/// repository; only lines and codes stand here.
/// </summary>
[Trait("needs", "corpus")]
public sealed class SeedLintTests
{
    /// <summary>Number of the seed, line, code.</summary>
    private static readonly (string Seed, int Line, string Code)[] Reader =
    [
        ("002", 164, "SW2401"),
        ("002", 165, "SW2401"),
        ("002", 166, "SW2401"),
        ("002", 112, "SW2410"),
        ("002", 106, "SW2409"),
        ("002", 208, "SW2505"),
        ("002", 183, "SW2504"),
        ("002", 189, "SW2202"),
        ("003", 412, "SW2401"),
        ("003", 413, "SW2401"),
        ("003", 414, "SW2401"),
        ("003", 128, "SW2402"),
        ("003", 157, "SW2107"),
        ("003", 454, "SW2405"),
        ("003", 369, "SW2411"),
        ("003", 262, "SW2201"),
        ("003", 436, "SW2202"),
        ("003", 237, "SW2207"),
        ("004", 830, "SW2401"),
        ("004", 599, "SW2403"),
        ("004", 558, "SW2404"),
        ("004", 85, "SW2406"),
        ("004", 50, "SW2406"),
        ("004", 103, "SW2406"),
        ("004", 913, "SW2406"),
        ("004", 568, "SW2115"),
        ("004", 573, "SW2115"),
        ("004", 578, "SW2115"),
        ("004", 530, "SW2407"),
        ("004", 223, "SW2203"),
        ("004", 484, "SW2210"),
        ("004", 644, "SW2202"),
        ("004", 183, "SW2201"),
    ];

    [Fact]
    public void what_a_careful_reader_found_in_the_documents_alone_is_found()
    {
        if (Surroundings.Seeds.Count == 0)
        {
            return;
        }

        var found = Surroundings
            .Seeds.SelectMany(seed => Lint(seed).Findings.Select(it => (Path.GetFileName(seed)[..3], it.Line, it.Code)))
            .ToHashSet();

        Reader.Where(it => !found.Contains(it)).ShouldBeEmpty();
    }

    [Fact]
    public void each_document_teaches_its_author_something_on_the_first_screen()
    {
        foreach (var seed in Surroundings.Seeds)
        {
            Lint(seed).Worst.ShouldNotBeEmpty(Path.GetFileName(seed));
        }
    }

    private static LintReport Lint(string seed) =>
        ChecklistReader
            .Read(File.ReadAllBytes(seed), Path.GetFileName(seed), Settings.None, NoRepository.Instance)
            .Match(
                it => ChecklistLinter.Lint(it.Checklist, NoRepository.Instance),
                it => throw new InvalidOperationException(it.Faults[0].ToString())
            );
}
