using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Slipway.TestReports;

/// <summary>The names of formats, dialects and states as they are stored and sent.</summary>
public static class ReportNames
{
    private static readonly FrozenDictionary<Enum, string> Names = new[]
    {
        typeof(ReportFormat),
        typeof(ReportDialect),
        typeof(ReportStatus),
    }
        .SelectMany(it => it.GetFields(BindingFlags.Public | BindingFlags.Static))
        .ToFrozenDictionary(it => (Enum)it.GetValue(null)!, it => it.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name);

    /// <summary>The name of a format, as <c>junit-xml</c>.</summary>
    public static string Of(ReportFormat format) => Names[format];

    /// <summary>The name of a dialect, as <c>surefire</c>.</summary>
    public static string Of(ReportDialect dialect) => Names[dialect];

    /// <summary>The name of a state, as <c>partial</c>.</summary>
    public static string Of(ReportStatus status) => Names[status];
}
