namespace Slipway.Kernel;

/// <summary>A question to a machine, as it was written: which kind of check, and its settings by name.</summary>
/// <param name="Kind">The stored name of the check kind, for instance <c>http</c>.</param>
/// <param name="With">Settings by name, in the words of the kind's guide page.</param>
public sealed record CheckSpec(string Kind, IReadOnlyDictionary<string, string> With)
{
    /// <summary>The setting, or null when it is not given.</summary>
    public string? this[string name] => With.TryGetValue(name, out var value) ? value : null;

    /// <summary>Equal when kind and all settings are.</summary>
    public bool Equals(CheckSpec? other) =>
        other is not null
        && Kind == other.Kind
        && With.Count == other.With.Count
        && With.All(it => other.With.TryGetValue(it.Key, out var value) && value == it.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, With.Count);
}
