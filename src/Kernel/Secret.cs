namespace Slipway.Kernel;

/// <summary>
/// A value that must not reach a sink. It prints as <c>***</c>; the one way to the value is <see cref="Reveal"/>, so that
/// every use can be found.
/// </summary>
public sealed class Secret(string name, string value)
{
    /// <summary>The name by which people speak of it; never secret.</summary>
    public string Name { get; } = name;

    /// <summary>The value itself, for the call that needs it.</summary>
    public string Reveal() => value;

    /// <summary>Three stars.</summary>
    public override string ToString() => "***";
}
