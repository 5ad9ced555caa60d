using Slipway.Checklists.Meaning.Commands;
using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>What making a check does to the world: the one table behind plan, settings and everything that only looks.</summary>
public static class CheckEffects
{
    /// <summary>
    /// True for the kinds that change something, or burden what they ask, whoever names them: drills, loads, and programs of which
    /// nobody has said that they only read.
    /// </summary>
    public static bool AlwaysChanges(string kind) =>
        kind is OwnKindSpec.Carrier or "alert-drill" or "load" or "rate-limit" or "restore-drill";

    /// <summary>The effect of a check as it stands, resolved or not. A command has the effect that the tool table knows; what is not known there changes.</summary>
    /// <param name="check">The check.</param>
    /// <param name="settings">What the operator says of own kinds and tools.</param>
    public static Effect Of(CheckSpec check, Settings settings)
    {
        var own = check.Kind == OwnKindSpec.Carrier ? check["name"] : check.Kind;
        if (own is not null && settings.Checks.TryGetValue(own, out var kind))
        {
            return kind.Effect;
        }

        var least = AlwaysChanges(check.Kind) ? Effect.Changes : Effect.Reads;
        var seen =
            CommandOf(check) is { Length: > 0 } run ? FenceMeaning.OfLine(0, run, ToolTable.For(settings.Tools), "sh").Effect
            : check.Kind is "http" or "refused" && !OnlyAsks(check) ? Effect.Changes
            : check.Kind is "websocket" or "udp" && (check["send"] ?? check["send-hex"]) is not null ? Effect.Changes
            : check.Kind == "browser" && check["steps"] is not null ? Effect.Changes
            : check.Kind == "sql" && check["query"] is { } query ? SqlText.EffectOf(query)
            : Effect.Reads;
        return seen > least ? seen : least;
    }

    /// <summary>What a check would have bash carry out; null when it would nothing.</summary>
    internal static string? CommandOf(CheckSpec? check) =>
        check?.Kind switch
        {
            "command" => check["run"],
            "restore-drill" => check["command"],
            _ => null,
        };

    private static bool OnlyAsks(CheckSpec check) =>
        check["method"] is { } method ? method.ToUpperInvariant() is "GET" or "HEAD" : check["body"] is null && check["json"] is null;
}
