namespace Slipway.Checklists.Starting;

/// <summary>What a command of the repository is for.</summary>
internal enum Purpose
{
    /// <summary>Fetches what the build needs.</summary>
    Install,

    /// <summary>Builds what is delivered.</summary>
    Build,

    /// <summary>Runs the tests.</summary>
    Test,

    /// <summary>Checks style, types or configuration.</summary>
    Check,

    /// <summary>Copies the data before anything changes.</summary>
    Backup,

    /// <summary>Changes the shape of the data.</summary>
    Migrate,

    /// <summary>Shows whether the data has the new shape.</summary>
    Migrated,

    /// <summary>Puts the new version in place.</summary>
    Deploy,

    /// <summary>Shows whether it runs.</summary>
    Status,

    /// <summary>Tries the new version from outside.</summary>
    Smoke,

    /// <summary>Puts the old version back.</summary>
    Rollback,
}

/// <summary>A command that the repository itself offers.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Title">What is true when it passed, as the words of an item.</param>
/// <param name="Command">The command, ready for a shell.</param>
internal sealed record FoundCommand(Purpose Purpose, string Title, string Command)
{
    /// <summary>What must be seen, as an expectation; null when the exit code says it.</summary>
    public string? Expected { get; init; }
}
