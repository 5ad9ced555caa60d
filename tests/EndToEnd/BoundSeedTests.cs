using System.Globalization;
using System.Text.Json;

namespace Slipway.EndToEnd;

/// <summary>
/// How much of the real checklists a machine proves once an environment is fully bound. The bindings are those that their teams
/// would write: a check that shows less than its sentence says which part it shows.
/// </summary>
[Trait("needs", "corpus")]
public sealed class BoundSeedTests : IDisposable
{
    /// <summary>Least share of the claims of each seed, and of all together.</summary>
    private const double Sparsest = 0.47;
    private const double Richest = 0.79;
    private const double OverAll = 0.6;

    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task a_fully_bound_environment_proves_what_a_machine_can()
    {
        var shares = new List<(int Claims, int Proved)>();
        foreach (var seed in SeedTests.Seeds.Select(it => it.Data))
        {
            shares.Add(await ShareAsync(seed, shares.Count));
        }

        if (shares.Count == 0)
        {
            return;
        }

        var each = shares.Select(it => (double)it.Proved / it.Claims).ToList();
        var told = string.Join(", ", shares.Select(it => string.Create(CultureInfo.InvariantCulture, $"{it.Proved} of {it.Claims}")));
        each.Min().ShouldBeGreaterThanOrEqualTo(Sparsest - 0.005, told);
        each.Max().ShouldBeGreaterThanOrEqualTo(Richest, told);
        ((double)shares.Sum(it => it.Proved) / shares.Sum(it => it.Claims)).ShouldBeGreaterThanOrEqualTo(OverAll, told);
    }

    private async Task<(int Claims, int Proved)> ShareAsync(string seed, int number)
    {
        var bound = Path.Combine(Workplace.Repository, "tests", "EndToEnd", "Bound", $"seed-{number}.yaml");
        File.Copy(seed, _work.In("GO-LIVE.md"), overwrite: true);
        File.Copy(bound, _work.In("slipway.yaml"), overwrite: true);

        var plan = await _work.SlipwayAsync("plan", "GO-LIVE.md", "--env", "prod");
        var lint = await _work.SlipwayAsync("lint", "GO-LIVE.md", "--env", "prod", "--format", "json");

        plan.ExitCode.ShouldBe(0, plan.Err);
        plan.Err.ShouldNotContain("fits no line");
        using var json = JsonDocument.Parse(lint.Out);
        var told = json.RootElement.GetProperty("documents")[0].GetProperty("shares");
        return (told.GetProperty("claims").GetInt32(), told.GetProperty("withBindings").GetInt32());
    }
}
