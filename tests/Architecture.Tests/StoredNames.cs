using System.Reflection;
using System.Text.Json.Serialization;

namespace Slipway.Architecture.Tests;

/// <summary>
/// The names that stand in plans, journals and reports. They are for ever: a reader of a later version still reads them.
/// </summary>
internal static class StoredNames
{
    /// <summary>One line per stored name, <c>Type.Member = name</c>.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Type> types) =>
        [.. types.SelectMany(it => it.IsEnum ? OfEnum(it) : OfCases(it)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> OfEnum(Type type)
    {
        var members = type.GetFields(BindingFlags.Public | BindingFlags.Static);
        var isStored =
            type.GetCustomAttribute<JsonConverterAttribute>() is not null
            || members.Any(it => it.GetCustomAttribute<JsonStringEnumMemberNameAttribute>() is not null);
        return isStored
            ? members.Select(it =>
                $"{type.FullName}.{it.Name} = {it.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? it.Name}"
            )
            : [];
    }

    private static IEnumerable<string> OfCases(Type type) =>
        type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
            .Select(it => $"{type.FullName}.{it.DerivedType.Name} = {it.TypeDiscriminator ?? "(none)"}");
}
