using Slipway.Kernel;

namespace Slipway.Checks;

/// <summary>
/// One kind of check: it looks, and brings home facts; the expectation judges them elsewhere. It never throws for what the
/// world does: unreachable, refused, slow and unreadable are <see cref="Looking.CouldNotLook"/>. A kind is one folder and one
/// line in <see cref="CheckKinds"/>.
/// </summary>
public interface ICheck
{
    /// <summary>The stored name, for instance <c>http</c>.</summary>
    string Kind { get; }

    /// <summary>The settings it takes, for help, completion and errors.</summary>
    IReadOnlyList<CheckSetting> Settings { get; }

    /// <summary>What is expected where nothing is said; null when the kind has no sensible default and the check is then inconclusive.</summary>
    Expectation? DefaultExpectation { get; }

    /// <summary>Looks once. Cancelled by <paramref name="ct"/>; ends by itself within <see cref="Surroundings.Limit"/>. May be repeated: a check never changes anything but what it made for itself and takes away again.</summary>
    Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct);
}

/// <summary>One setting of a kind of check.</summary>
/// <param name="Name">Its name; with a star at its end it stands for all names that begin so (<c>header.*</c>).</param>
/// <param name="Required">Whether the check cannot be made without it.</param>
/// <param name="Meaning">One sentence: what it is, unit, default, range.</param>
public sealed record CheckSetting(string Name, bool Required, string Meaning);

/// <summary>Where a check is made from.</summary>
public sealed record Surroundings
{
    /// <summary>Folder that relative paths start from.</summary>
    public required string Directory { get; init; }

    /// <summary>What URL paths are appended to; null when the environment names none.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Variables of the environment, secrets included: the caller redacts what comes back.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables that commands inherit from the host (<c>PATH</c>, <c>HOME</c>, …); never secret.</summary>
    public IReadOnlyDictionary<string, string> Inherited { get; init; } = new Dictionary<string, string>();

    /// <summary>What checks ask, by name: kind (<c>postgresql</c>, <c>redis</c>, …) and address, variables already put in.</summary>
    public IReadOnlyDictionary<string, (string Kind, string Address)> Sources { get; init; } = new Dictionary<string, (string, string)>();

    /// <summary>The records of earlier runs; null where none are at hand.</summary>
    public IRunRecords? Records { get; init; }

    /// <summary>Longest time of one look.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }
}
