using System.Reflection;

namespace Slipway.Checklists;

/// <summary>The JSON schemas of what people and programs write for Slipway, as they stand under <c>docs/schemas</c>.</summary>
public static class Schemas
{
    /// <summary>Schema of <c>slipway.yaml</c>.</summary>
    public static string Settings { get; } = Read("slipway");

    /// <summary>Schema of one annotation, written as keys with values.</summary>
    public static string Annotation { get; } = Read("annotation");

    /// <summary>Schema of what stands under <c>slipway:</c> in a checklist's front matter.</summary>
    public static string FrontMatter { get; } = Read("front-matter");

    /// <summary>Schema of a plan, <c>slipway.plan/1</c>.</summary>
    public static string Plan { get; } = Read("plan");

    /// <summary>Schema of a report, <c>slipway.report/1</c>.</summary>
    public static string Report { get; } = Read("report");

    /// <summary>Schema of a line of an event stream, <c>slipway.events/1</c>.</summary>
    public static string Events { get; } = Read("events");

    /// <summary>Schema of what the linter found, <c>slipway.lint/1</c>.</summary>
    public static string Lint { get; } = Read("lint");

    /// <summary>Schema of a report of readiness, <c>slipway.ready/1</c>.</summary>
    public static string Ready { get; } = Read("ready");

    /// <summary>Schema of what came of verifying a record, <c>slipway.verify/1</c>.</summary>
    public static string Verify { get; } = Read("verify");

    private static string Read(string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}.schema.json")
            ?? throw new InvalidOperationException($"The schema '{name}' was not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
