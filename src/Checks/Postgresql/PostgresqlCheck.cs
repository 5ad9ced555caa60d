using Slipway.Checks.Looks;
using Slipway.Checks.Sql;
using Slipway.Kernel;

namespace Slipway.Checks.Postgresql;

/// <summary>What is wrong with a PostgreSQL database: facts that its catalogs and statistics know, asked in one transaction that may only read.</summary>
internal sealed class PostgresqlCheck : ICheck
{
    private static readonly IReadOnlyList<PostgresFact> Facts =
    [
        new ConnectionsFact(),
        new ExtensionFact(),
        new RoleFact(),
        new MigrationsFact(),
        new SlowFact(),
        new LocksFact(),
        new LagFact(),
        new BloatFact(),
        new TlsFact(),
        new RowSecurityFact(),
        new ArchivingFact(),
        new TablesFact(),
    ];

    public string Kind => "postgresql";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("fact", Required: true, $"What is asked, one or several with commas between them: {Names}."),
        new("url", Required: false, "Connection string or `postgresql://` URL. Default: the environment's source of this kind."),
        new("source", Required: false, "Name of a source of the environment, where it has several of this kind."),
        .. Facts.SelectMany(it => it.Settings).DistinctBy(it => it.Name),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    private static string Names => string.Join(", ", Facts.Select(it => $"`{it.Name}`"));

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var asked = Asked(settings);
        var looks = asked.Select(it => it.Read(settings)).ToList();
        Superfluous(settings, asked);
        var address = settings.Address("url", "postgresql");
        settings.Check();
        await using var session = await PostgresSession.OpenAsync("postgresql", address, settings.Here.Limit, ct);
        var questions = await PostgresQuestions.BeginAsync(session, ct);
        var account = new Account();
        var unseen = new List<string>();
        foreach (var look in looks)
        {
            if (await look(questions, account, ct) is { } why)
            {
                unseen.Add(why);
            }
        }

        await session.EndAsync(ct);
        account.Value = asked.Count == 1 ? account.Value : null;
        var seen = account.Seen();
        return unseen.Count == 0 ? seen : Observation.Unseen(string.Join(" ", unseen.Concat(Meanwhile(seen))));
    }

    private static List<PostgresFact> Asked(SettingReader settings)
    {
        var words = (settings.Text("fact") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var asked = words
            .Distinct(StringComparer.Ordinal)
            .Select(word => (word, Fact: Facts.FirstOrDefault(it => it.Name == word)))
            .ToList();
        if (asked.Count == 0 || asked.Any(it => it.Fact is null))
        {
            settings.Fault($"postgresql: fact is one or several of {Names}.");
        }

        return [.. asked.Select(it => it.Fact).OfType<PostgresFact>()];
    }

    /// <summary>A setting of a fact that is not asked would look as if it were kept.</summary>
    private static void Superfluous(SettingReader settings, List<PostgresFact> asked)
    {
        var used = asked.SelectMany(it => it.Settings).Select(it => it.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var setting in Facts.SelectMany(it => it.Settings).DistinctBy(it => it.Name).Where(it => !used.Contains(it.Name)))
        {
            var given = setting.Name.EndsWith('*') ? settings.All(setting.Name[..^1]).Count > 0 : settings.Raw(setting.Name) is not null;
            if (given)
            {
                settings.Fault($"postgresql: nothing that is asked uses {setting.Name}; take it away, or ask the fact that it belongs to.");
            }
        }
    }

    private static IEnumerable<string> Meanwhile(Observation seen) =>
        seen.Flaws is { Count: > 0 } flaws ? [$"Found wrong all the same: {string.Join("; ", flaws.Take(5))}."] : [];
}
