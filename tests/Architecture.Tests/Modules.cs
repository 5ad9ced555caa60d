using System.Reflection;

namespace Slipway.Architecture.Tests;

/// <summary>The compiled modules.</summary>
internal static class Modules
{
    /// <summary>Every assembly by its module; a module whose assembly is missing is an error, not a gap.</summary>
    public static IReadOnlyDictionary<string, Assembly> Assemblies { get; } =
        Repository.Modules.ToDictionary(it => it, it => Assembly.Load(it == "Cli" ? "slipway" : $"Slipway.{it}"));

    /// <summary>Every type that we wrote, nested ones included.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [.. Assemblies.Values.SelectMany(it => it.GetTypes()).Where(it => !it.Name.Contains('<', StringComparison.Ordinal))];
}
