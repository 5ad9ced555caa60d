namespace Slipway.Checklists.Starting;

/// <summary>What was found in a repository: for each purpose the commands that it really offers.</summary>
internal sealed class RepositoryFacts
{
    private readonly ILookup<Purpose, FoundCommand> _commands;

    private RepositoryFacts(string name, IEnumerable<FoundCommand> commands, string? health, bool hasDatabase)
    {
        Name = name;
        HealthPath = health;
        HasDatabase = hasDatabase;
        _commands = commands.ToLookup(it => it.Purpose);
    }

    /// <summary>What the thing is called; the folder's name.</summary>
    public string Name { get; }

    /// <summary>The path of its health page; null when nothing says one.</summary>
    public string? HealthPath { get; }

    /// <summary>Whether it keeps data that a migration changes.</summary>
    public bool HasDatabase { get; }

    /// <summary>The commands for a purpose, each once. Of what a team wrote itself the first is enough; tools may offer several.</summary>
    public IReadOnlyList<FoundCommand> For(Purpose purpose) => [.. _commands[purpose].DistinctBy(it => it.Command)];

    /// <summary>Looks at everything that is known.</summary>
    public static RepositoryFacts Of(IRepositoryView view, string name)
    {
        var look = new RepositoryLook(view);
        var own = ScriptCommands.In(look).ToList();
        var image = string.Concat(name.ToLowerInvariant().Where(it => char.IsAsciiLetterOrDigit(it) || it == '-')).Trim('-');
        IEnumerable<FoundCommand> offered =
        [
            .. NodeCommands.In(look),
            .. LanguageCommands.In(look),
            .. ContainerCommands.In(look, image.Length == 0 ? "app" : image),
        ];
        var commands = own.Concat(offered.Where(it => IsNews(it, own))).ToList();
        var hasMigrations =
            commands.Exists(it => it.Purpose == Purpose.Migrate) || look.FirstOf("migrations", "db/migrations", "db/migrate") is not null;
        return new(name, commands, ContainerCommands.HealthPath(look), hasMigrations);
    }

    /// <summary>Where a team has its own way to do something once, that is the way; checks, builds and tests add up.</summary>
    private static bool IsNews(FoundCommand offered, List<FoundCommand> own) =>
        offered.Purpose is Purpose.Install or Purpose.Status or Purpose.Migrated || !own.Exists(it => it.Purpose == offered.Purpose);
}
