using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>Whether a signature with a key counts: it is good, the key is that person's now, and it covers what is here. Pure.</summary>
internal static class Signing
{
    /// <summary>Clocks of two machines differ by this much at the most.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether a step is one that people sign for, with keys or several together: then nobody's word by name makes it fall away,
    /// not even the word that its condition does not hold. Who signs says that.
    /// </summary>
    public static bool IsNeeded(RunState state, Step step) =>
        step.Quorum is not null || state.Started.KeysAreNeeded && step.Kind is ItemKind.Signoff or ItemKind.Decision;

    /// <summary>Null when it counts, otherwise why not.</summary>
    public static string? Refuse(RunState state, SignedWord word, SignedStatement wanted, DateTimeOffset now)
    {
        if (Changes.Between(state, word, wanted) is { Count: > 0 } changes)
        {
            return $"The signature of {word.Statement.By} is void, as it covers something else: {string.Join("; ", changes)}.";
        }

        if (word.Statement.At is not { } at || at > now + Skew)
        {
            return "The signature was made at no moment, or at one that is still to come.";
        }

        return RefuseKey(state, word, at, now);
    }

    private static string? RefuseKey(RunState state, SignedWord word, DateTimeOffset at, DateTimeOffset now)
    {
        var person = Persons.Find(state, word.Statement.By);
        var known = person?.Keys?.FirstOrDefault(it => it.Id == word.KeyId && it.Kind == word.Kind);
        if (person is null || known is null || PublicKey.Read(known.Key).Key is not { } key || key.Id != known.Id || key.Kind != known.Kind)
        {
            return $"The key {Short(word.KeyId)} was not a key of {word.Statement.By} when the run began; whose keys count is said in slipway.yaml.";
        }

        if (EndOf(state, known) is { } end && (end <= now || end <= at))
        {
            return $"The key {Short(known.Id)} of {person.Name} came to its end at {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC.";
        }

        return Verifies(key, word) ? null : $"The signature is not one by the key {Short(known.Id)} of {person.Name} over what is shown.";
    }

    /// <summary>When a key ceased to count; null while it counts.</summary>
    public static DateTimeOffset? EndOf(RunState state, SignatoryKey key)
    {
        DateTimeOffset?[] ends = [key.Until, key.Revoked, state.EndedKeys.TryGetValue(key.Id, out var since) ? since : null];
        return ends.Min();
    }

    /// <summary>Whether the signature is good over the bytes of its statement.</summary>
    public static bool Verifies(PublicKey key, SignedWord word)
    {
        var bytes = word.Statement.Bytes;
        if (key.Kind == PublicKey.Ssh)
        {
            return word.ProvenSha256 == Digest.Of(bytes).Hex;
        }

        var signature = new byte[word.Value.Length];
        return Convert.TryFromBase64String(word.Value, signature, out var length) && key.Verifies(bytes, signature.AsSpan(0, length));
    }

    /// <summary>What the record keeps of it.</summary>
    public static KeySignature Kept(SignedWord word) => new(word.KeyId, word.Kind, word.Value, word.Statement.Members);

    /// <summary>The plan as a person reads it, by step: to say later what is different.</summary>
    public static IReadOnlyDictionary<string, string> PlanLines(RunState state) =>
        state.Started.Steps.ToDictionary(it => it.Id.Value, PlanLine, StringComparer.Ordinal);

    private static string PlanLine(Step step) =>
        string.Join(" | ", step.Commands.Select(it => it.Text).Prepend(step.Text).Append(step.Expect ?? "").Where(it => it.Length > 0));

    private static string Short(string id) => id.Length <= 16 ? id : id[..16];
}
