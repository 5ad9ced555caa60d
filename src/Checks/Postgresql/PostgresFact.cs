using Slipway.Checks.Looks;

namespace Slipway.Checks.Postgresql;

/// <summary>Asks, tells what it found, and says why nothing was seen; null when something was.</summary>
internal delegate Task<string?> PostgresLook(PostgresQuestions database, Account account, CancellationToken ct);

/// <summary>One fact that can be asked of a database.</summary>
internal abstract class PostgresFact
{
    /// <summary>The word in the setting <c>fact</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The settings that only it uses.</summary>
    public abstract IReadOnlyList<CheckSetting> Settings { get; }

    /// <summary>Reads its settings, and is then ready to look.</summary>
    public abstract PostgresLook Read(SettingReader settings);

    /// <summary>Words with commas between them.</summary>
    protected static IReadOnlyList<string> List(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
