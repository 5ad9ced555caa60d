namespace Slipway.Checks;

/// <summary>The kinds of checks there are: one line each.</summary>
public static class CheckKinds
{
    /// <summary>Every kind, by its stored name.</summary>
    public static IReadOnlyDictionary<string, ICheck> All { get; } =
        Array.Empty<ICheck>().ToDictionary(it => it.Kind, StringComparer.Ordinal);
}
