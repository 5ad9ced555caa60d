using Slipway.Checklists;
using Slipway.Kernel;
using Slipway.Runs.Deciding;

namespace Slipway.Runs;

/// <summary>The people of the settings as a run keeps them.</summary>
public static class Signatories
{
    /// <summary>The people with those of their keys that can be read; the host sees to it that all can.</summary>
    public static IReadOnlyList<Signatory> Of(Settings settings) =>
        [
            .. settings.People.Select(it => new Signatory(it.Name, it.Roles)
            {
                Keys = OrNone(it.Keys.Select(Of).OfType<SignatoryKey>()),
                Also = OrNone(it.Also),
                Permissions = OrNone(it.Permissions),
            }),
        ];

    /// <summary>
    /// Keys of the run that have come to an end since it began: revoked, past their time, or no longer the person's. None is added:
    /// whose keys count is said before a run.
    /// </summary>
    /// <param name="state">The run.</param>
    /// <param name="now">The people as the settings are now; null when that is not known.</param>
    public static IReadOnlyList<EndedKey> Ended(RunState state, IReadOnlyList<Signatory>? now) =>
        now is null
            ? []
            :
            [
                .. state
                    .Started.People.SelectMany(person => (person.Keys ?? []).Select(key => (person, key)))
                    .Select(it => Ended(state, it.key, now.FirstOrDefault(known => Persons.Same(known.Name, it.person.Name))))
                    .OfType<EndedKey>(),
            ];

    private static EndedKey? Ended(RunState state, SignatoryKey key, Signatory? person)
    {
        var known = person?.Keys?.FirstOrDefault(it => it.Id == key.Id);
        var end = known is null ? state.StartedAt : ((DateTimeOffset?[])[known.Until, known.Revoked]).Min();
        return end is { } since && (Signing.EndOf(state, key) is not { } already || since < already) ? new(key.Id, since) : null;
    }

    /// <summary>What is empty is not stored.</summary>
    private static IReadOnlyList<T>? OrNone<T>(IEnumerable<T> some) => some.ToList() is { Count: > 0 } list ? list : null;

    private static SignatoryKey? Of(PersonKeySpec spec) =>
        PublicKey.Read(spec.Key).Key is { } key ? new(key.Id, key.Kind, key.Text) { Until = spec.Until, Revoked = spec.Revoked } : null;
}
