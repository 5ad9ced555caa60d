using System.Text.Json.Nodes;

namespace Slipway.EndToEnd;

/// <summary>The five real documents, rehearsed on a machine that has none of their systems.</summary>
public sealed class SeedTests : IDisposable
{
    private readonly Workplace _work = new();

    public static TheoryData<string> Seeds
    {
        get
        {
            var folder = Path.Combine(Corpus, "seeds");
            return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal)] : [];
        }
    }

    private static string Corpus
    {
        get
        {
#pragma warning disable RS0030 // Tests are told by a variable where the corpus lies.
            return Environment.GetEnvironmentVariable("SLIPWAY_CORPUS") ?? Path.Combine(Workplace.Repository, "..", "shared", "corpus");
#pragma warning restore RS0030
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Seeds))]
    public async Task a_rehearsal_ends_in_good_order_and_every_line_says_why_it_could_not_be_proved(string seed)
    {
        File.Copy(seed, _work.In("seed.md"));

        var run = await _work.SlipwayAsync("run", "seed.md", "--rehearse");

        // What can be decided away from their systems is whether the way back could be gone; nothing else may fail.
        run.ExitCode.ShouldBeOneOf(0, 1);
        run.Err.Split('\n')
            .Where(it => it.Contains("  FAIL  ", StringComparison.Ordinal) && !it.Contains("The way back", StringComparison.Ordinal))
            .ShouldBeEmpty();
        var report = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(_work.Run, "report.json"), TestContext.Current.CancellationToken)
        );
        report.ShouldNotBeNull();
        var filled = _work.Filled;
        filled.ShouldContain("slipway-result");
        foreach (var line in filled.Split('\n').Where(it => it.Contains("slipway-result", StringComparison.Ordinal)))
        {
            line.ShouldMatch("slipway-result: .{8,}", "a result without a reason");
        }

        (await _work.SlipwayAsync("status")).ExitCode.ShouldBe(0);
        (await _work.SlipwayAsync("fill", "seed.md")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void the_corpus_is_there_where_the_tests_must_have_it()
    {
#pragma warning disable RS0030 // As above.
        var must = Environment.GetEnvironmentVariable("CI") == "true";
#pragma warning restore RS0030
        (Directory.Exists(Path.Combine(Corpus, "seeds")) || !must).ShouldBeTrue($"{Corpus} is not there; set SLIPWAY_CORPUS");
    }

    public void Dispose() => _work.Dispose();
}
