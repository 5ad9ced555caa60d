using System.Text.RegularExpressions;

namespace Slipway.Architecture.Tests;

/// <summary>One line of the drawing in <c>ARCHITECTURE.md</c>.</summary>
internal sealed record Drawn(int Band, string Module, IReadOnlyList<string> To);

/// <summary>The arrows as they are drawn.</summary>
internal static partial class Drawing
{
    /// <summary>The lines of the <c>arrows</c> fence.</summary>
    public static IReadOnlyList<Drawn> Read(string markdown) =>
        Fence().Match(markdown) is { Success: true } fence
            ? [.. fence.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ReadLine)]
            : throw new FormatException("ARCHITECTURE.md has no fence 'arrows'.");

    /// <summary>Arrows that do not go down: within a band, upwards, or to a module that is not drawn.</summary>
    public static IReadOnlyList<string> TurnedBack(IReadOnlyList<Drawn> drawing) =>
        [
            .. from line in drawing
            from to in line.To
            let target = drawing.FirstOrDefault(it => it.Module == to)
            where target is null || target.Band >= line.Band
            select $"{line.Module} → {to}",
        ];

    /// <summary>What is drawn and not referenced, and the reverse.</summary>
    public static IReadOnlyList<string> Differences(
        IReadOnlyList<Drawn> drawing,
        IReadOnlyDictionary<string, IReadOnlyList<string>> references
    )
    {
        var drawn = drawing.SelectMany(it => it.To.Select(to => $"{it.Module} → {to}").Append(it.Module)).ToHashSet();
        var built = references.SelectMany(it => it.Value.Select(to => $"{it.Key} → {to}").Append(it.Key)).ToHashSet();
        return
        [
            .. drawn.Except(built).Select(it => $"drawn and not there: {it}").Order(),
            .. built.Except(drawn).Select(it => $"there and not drawn: {it}").Order(),
        ];
    }

    private static Drawn ReadLine(string line)
    {
        var found = Line().Match(line);
        if (!found.Success)
        {
            throw new FormatException($"Not a line of the drawing: {line}");
        }

        var to = found.Groups["to"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new(int.Parse(found.Groups["band"].Value), found.Groups["module"].Value, to);
    }

    [GeneratedRegex("^```arrows\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^band (?<band>\d) +(?<module>\w+)(?: *→ *(?<to>[\w, ]+))?$")]
    private static partial Regex Line();
}
