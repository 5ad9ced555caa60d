using System.Diagnostics;
using Slipway.Checklists.Configuration;
using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>A check with a name and what is expected of it, as it stands in a file of checks.</summary>
/// <param name="Name">The words for people.</param>
/// <param name="Check">Kind and settings.</param>
/// <param name="Expect">What must be seen; null for what the kind expects.</param>
/// <param name="Limit">Longest time of the look; null for the caller's.</param>
public sealed record NamedCheck(string Name, CheckSpec Check, Expectation? Expect, TimeSpan? Limit);

/// <summary>Reads a file of checks: names, each with a check, its settings and its expectation. Every fault is collected with its place.</summary>
public static class ChecksReader
{
    /// <summary>Reads the YAML.</summary>
    /// <param name="text">The YAML, at most 1,048,576 characters.</param>
    /// <param name="file">The path as it was given, for the faults.</param>
    public static ReadChecks Read(string text, string file)
    {
        var faults = new List<Fault>();
        var root = YamlTree.Read(text, file, 0, faults);
        if (root is null && faults.Count == 0)
        {
            faults.Add(new("SW1006", file, 1, 1, "There is no check in it.", "Write: front page answers: {check: http, url: /}"));
        }

        if (root is not null)
        {
            new ShapeReader(file, faults).Check(root, CheckKeys.Table, "");
        }

        return faults.Count == 0 && root is YamlPart.Mapping { Pairs: var pairs }
            ? new ReadChecks.Usable([.. pairs.Select(it => Bind(it.Key.Text, (YamlPart.Mapping)it.Value))])
            : new ReadChecks.Unusable([.. faults.OrderBy(it => it.Line).ThenBy(it => it.Column)]);
    }

    /// <summary>One check of a mapping that has been held against its keys.</summary>
    internal static NamedCheck Bind(string name, YamlPart.Mapping part)
    {
        var expect = SettingsBinder.Text(part["expect"]);
        var limit = SettingsBinder.Text(part["limit"]);
        var with = part
            .Pairs.Where(it => it.Key.Text is not ("check" or "expect" or "limit"))
            .ToDictionary(it => it.Key.Text, it => SettingsBinder.Text(it.Value)!, StringComparer.Ordinal);
        return new(
            name,
            new(SettingsBinder.Text(part["check"])!, with),
            expect is null ? null : Expectation.Parse(expect),
            limit is null ? null : Durations.TryParse(limit)
        );
    }
}

/// <summary>How reading a file of checks ended.</summary>
public abstract record ReadChecks
{
    private ReadChecks() { }

    /// <summary>They can be made; in the order of the file, at least one.</summary>
    public sealed record Usable(IReadOnlyList<NamedCheck> Checks) : ReadChecks;

    /// <summary>They cannot; every fault, in the order of the file.</summary>
    public sealed record Unusable(IReadOnlyList<Fault> Faults) : ReadChecks;

    /// <summary>The way in: one answer per case.</summary>
    public T Match<T>(Func<Usable, T> usable, Func<Unusable, T> unusable) =>
        this switch
        {
            Usable it => usable(it),
            Unusable it => unusable(it),
            _ => throw new UnreachableException(),
        };
}
